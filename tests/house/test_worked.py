"""Every worked example of the source documents is run by some test, or said to be later."""

import re
from pathlib import Path

from worked import CASES

TESTS = Path(__file__).parents[1]
LATER: set[str] = set()


def rules_run() -> set[str]:
    """Return the rules some test reads its cases by."""
    found = set()
    for file in TESTS.rglob("test_*.py"):
        for call in re.findall(r"cases\(([^)]*)\)", file.read_text("utf-8")):
            found |= set(re.findall(r'"([^"]+)"', call))
    return found


def test_every_printed_number_is_tested() -> None:
    printed = {case["rule"] for case in CASES if case["kind"] == "seed"}
    assert printed <= rules_run()


def test_what_is_not_tested_yet_is_said() -> None:
    assert {case["rule"] for case in CASES} - rules_run() == LATER
