"""One field of a customer as its page shows it."""

from dataclasses import dataclass

COLUMNS = {
    "industry": {"industry_text", "industry_code", "industry_group"},
    "owner": {"owner_id", "owner_text"},
}
"""The columns behind a field, where they are not called as it is."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field as shown, with where it stands in what people handed over."""

    label: str
    shown: str
    place: str = ""
    raw: str = ""
