"""Where handed-over data came from, as the person who hands it over says it (S0-12)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """The channel of a whole batch, and what makes its use lawful where that has to be said."""

    channel: str = ""
    lawful_source: str = ""
    consent: str = ""


NOTHING_STATED = Stated()
