"""One field of a customer as its page shows it."""

from dataclasses import dataclass
from datetime import date

COLUMNS = {
    "industry": {"industry_text", "industry_code", "industry_group"},
    "owner": {"owner_id", "owner_text"},
}
"""The columns behind a field, where they are not called as it is."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field as shown, with where it stands in what people handed over, and whose it is.

    Every value that is there has its channel, collector and day (S0-12).
    """

    label: str
    shown: str
    place: str = ""
    raw: str = ""
    channel: str = ""
    collector: str = ""
    at: date | None = None
    path: str = ""  # of the field
    rule: str = ""  # which made the value of the raw cell, its version and how sure it is
