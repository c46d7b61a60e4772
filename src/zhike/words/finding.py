"""What the book says by itself: a sentence with its number, how sure it is and what stands behind.

Texts name customers and people by `⟦客户 12⟧` and `⟦人 3⟧`: an analysis knows ids only, the name is
put in by the lookup, for who may see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Wording = Literal["显著", "倾向", "不显著", "样本不足", "无法确认", "事实", ""]
FACT: Wording = "事实"  # nothing to test: it is so, or it is not
UNSURE: Wording = "无法确认"  # the interval of an effect covers zero
SURE: frozenset[str] = frozenset({"显著", "倾向", FACT})


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of a finding: its name, how it is said and the raw value."""

    name: str
    text: str
    raw: float | int | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """One record a finding rests on, and what it contributes in words."""

    noun: str  # customers, orders, cases, quotes …: the table its id belongs to
    id: int
    customer_id: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """More rows a finding was counted from: those of its customers between two days, both counted.

    They are not kept with the finding but looked up when somebody asks why.
    """

    noun: Literal["orders", "order_lines"]
    start: str  # ISO days, so that a finding can be kept as JSON
    last: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Tested:
    """How a finding was tested: the test with the numbers put in, p and the interval in words."""

    said: str = ""
    p: float | None = None
    interval: str = ""
    n_min: int = 0
    effect: float | None = None
    unsure: bool = False  # the interval of the effect covers zero


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence with n and wording, the customers it is about, and who should hear it first.

    `where` narrows the list of customers beside `customer_ids`; `plan` names the task made of it;
    a refused one is shown under 不下结论 with its `reason`.
    """

    kind: str
    title: str
    text: str
    n: int
    n_said: str = ""
    wording: Wording = ""
    definition: str = ""
    tested: Tested = field(default=Tested())
    figures: tuple[Shown, ...] = ()
    customer_ids: tuple[int, ...] = ()
    behind: tuple[Behind, ...] = ()
    reach: Reach | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""
    plan: str = ""
    audience: tuple[str, ...] = ()
    order: int = 0
    refused: bool = False
    reason: str = ""


def customer(customer_id: int) -> str:
    """Return the place a customer's name is put into."""
    return f"⟦客户 {customer_id}⟧"


def person(account_id: int) -> str:
    """Return the place a person's name is put into."""
    return f"⟦人 {account_id}⟧"
