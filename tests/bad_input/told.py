"""The sentences of docs/bad-input.md, which the tests hold the product to."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "bad-input.md"
A_PAGE = 1000  # letters; a longer answer is not worth showing
_ROW = re.compile(r"^\| ([^|]+) \| (?:[^|]|\|(?! ))+ \| ([^|]+) \|$", re.MULTILINE)


def cases() -> dict[str, str]:
    """Return {case: sentence} of every table on the page."""
    rows = _ROW.findall(PAGE.read_text("utf-8"))
    return {case: sentence for case, sentence in rows if case != "case"}


def is_told(case: str, said: str) -> bool:
    """Say whether what was said holds the sentence of a case; … stands for anything."""
    pattern = ".+".join(map(re.escape, cases()[case].split("…")))
    return re.search(pattern, said) is not None


def check(case: str, said: str) -> None:
    """Fail with both sentences when the case is not told as the page says."""
    shown = said if len(said) < A_PAGE else "a page that does not hold it"
    assert is_told(case, said), f"{case}: {shown!r} is not {cases()[case]!r}"
