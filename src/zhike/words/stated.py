"""Where handed-over data came from, as the person who hands it over says it (S0-12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stated:
    """The channel of a whole batch, and what makes its use lawful where that has to be said.

    `before` names customers, by channel, who came through it already: 编号:C001, or 名:甲公司. What
    was said of them then still holds.
    """

    channel: str = ""
    lawful_source: str = ""
    consent: str = ""
    before: Mapping[str, frozenset[str]] = field(default_factory=dict)


NOTHING_STATED = Stated()
