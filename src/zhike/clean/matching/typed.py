"""One customer as it is kept or typed, the way it is handed to comparing."""

from collections.abc import Sequence
from dataclasses import dataclass

PERSONS = ("person", "个人")


@dataclass(frozen=True, slots=True)
class Typed:
    """What is known of one customer, each value in stored form; empty for what nobody gave."""

    name: str = ""
    kind: str = "organisation"
    credit_code: str = ""
    phones: Sequence[str] = ()
    emails: Sequence[str] = ()
    contacts: Sequence[str] = ()
    city: str = ""
    province: str = ""
    region: str = ""
    address: str = ""

    @property
    def is_person(self) -> bool:
        """Say whether it is a person, who is compared otherwise than a firm."""
        return self.kind in PERSONS
