"""Founded after we began to work together."""

from datetime import date
from typing import Any

from zhike.clean.contradiction import Example, pair_of

ID = "S1-27.founded_after_start"
SAID = "成立晚于合作开始"
SEVERITY = "矛盾"
EXAMPLES: tuple[Example, ...] = (
    (
        {"customers": [{"founded_year": 2021, "cooperation_started": date(2019, 6, 1)}]},
        ["成立于 2021 年，合作却从 2019 年开始"],
    ),
    ({"customers": [{"founded_year": 2019, "cooperation_started": date(2019, 1, 1)}]}, []),
    ({"customers": [{"founded_year": 2021, "cooperation_started": None}]}, []),
)


def found(tables: Any, _as_of: date) -> Any:
    """Return the customers founded in a later year than the cooperation's first."""
    rows = tables["customers"].mutate(started=tables["customers"].cooperation_started.year())
    return pair_of(rows.filter(rows.founded_year > rows.started), "founded_year", "started")


def said(founded: str, started: str) -> str:
    """Return the sentence."""
    return f"成立于 {founded} 年，合作却从 {started} 年开始"
