"""First met after the last follow-up."""

from datetime import date
from typing import Any

from zhike.clean.contradiction import Example, last_follow_ups, pair_of

ID = "S1-27.first_after_last"
SAID = "首次接触晚于最近跟进"
SEVERITY = "矛盾"
EXAMPLES: tuple[Example, ...] = (
    (
        {
            "customers": [
                {"first_contact_on": date(2024, 5, 10), "stated_follow_up_on": date(2024, 3, 1)}
            ]
        },
        ["首次接触 2024-05-10 晚于最近跟进 2024-03-01"],
    ),
    (
        {
            "customers": [{"first_contact_on": date(2024, 5, 10)}],
            "interactions": [{"happened_on": date(2024, 3, 1)}, {"happened_on": date(2024, 4, 2)}],
        },
        ["首次接触 2024-05-10 晚于最近跟进 2024-04-02"],
    ),
    (
        {
            "customers": [
                {"first_contact_on": date(2024, 3, 1), "stated_follow_up_on": date(2024, 3, 1)}
            ]
        },
        [],
    ),
    ({"customers": [{"first_contact_on": date(2024, 3, 1)}]}, []),
)


def found(tables: Any, _as_of: date) -> Any:
    """Return the customers whose last follow-up, kept or stated, lies before the first contact."""
    rows = last_follow_ups(tables)
    return pair_of(rows.filter(rows.first_contact_on > rows.last_on), "first_contact_on", "last_on")


def said(first: str, last: str) -> str:
    """Return the sentence."""
    return f"首次接触 {first} 晚于最近跟进 {last}"
