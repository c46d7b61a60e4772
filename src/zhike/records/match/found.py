"""What was found of customers that look alike, as pages and commands read it."""

from dataclasses import dataclass
from datetime import datetime

START, RULE, VETO = "start", "rule", "veto"  # evidence that is no comparison


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (above 0) or against a pair: `weight` is in bits."""

    what: str
    weight: float
    said: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers a < b that look alike; `start_bits` and the evidence add up to `weight`.

    `verdict` is duplicate, review or related. `veto` is the sentence that forbids to call them
    one, `relation` what they may be instead, `rules` the rules of equality that hold for them;
    each may be empty. `said` is what a person said of them: 不同, 有关联, 以后 or nothing.
    """

    id: int
    a: int
    b: int
    weight: float
    probability: float
    verdict: str
    relation: str
    veto: str
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    start_bits: float
    said: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Customers that may be one, `id` the smallest of `ids`; what a person goes through.

    `is_sure` when each pair found among them is a duplicate; `weight` and `probability` are of
    the least sure pair found among them. `amount_fen` is what all bought in the last 12 months.
    `veto` names what forbids or doubts one of its pairs; `rules` hold for all of them. `names`
    are filled in where they are shown.
    """

    id: int
    ids: tuple[int, ...]
    names: tuple[str, ...]
    is_sure: bool
    later: bool
    amount_fen: int
    weight: float
    probability: float
    relation: str
    veto: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Where the last comparison stood: when it ended, and up to which revision of the book.

    `behind` says that the book has moved on since.
    """

    at: datetime
    token: int
    behind: bool
