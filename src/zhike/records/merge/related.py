"""Which customers belong together without being one, within a Viewer's rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customers_for
from zhike.records.merge.lookups import amounts_of
from zhike.records.merge.models import Judged
from zhike.records.merge.relations import KIN, OTHER, across
from zhike.records.merge.standing import last_of, merged_into_map
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Related:
    """One customer and what it is to the one that was asked about; amount of 12 months in 分."""

    id: int
    name: str
    number: str
    relation: str
    owner: str
    amount_fen: int | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class House:
    """Firms that belong together, each counted once, whichever way they are related."""

    ids: tuple[int, ...]
    amount_fen: int


@dataclass(frozen=True, slots=True)
class _Tie:
    """One relation of two customers that stand now: what `b` is to `a`."""

    a: int
    b: int
    word: str
    row: Judged

    def other(self, one: int) -> int:
        return self.b if one == self.a else self.a


def related_to(viewer: Viewer, customer_id: int) -> list[Related]:
    """Return the customers related to one, as far as the Viewer may see them, by name."""
    ties = {tie.other(customer_id): tie for tie in _ties() if customer_id in (tie.a, tie.b)}
    rows = customers_for(viewer).filter(pk__in=ties).select_related("owner").order_by("name", "id")
    amounts = amounts_of(ties)
    return [_related(viewer, row, ties[row.pk], amounts.get(row.pk)) for row in rows]


def house_of(viewer: Viewer, customer_id: int) -> House | None:
    """Return the firms one belongs together with, itself among them; None when it stands alone.

    Only words of kin tie firms (merge.relations.KIN), and only by way of customers of the Viewer's.
    """
    kin = [tie for tie in _ties() if tie.word in KIN]
    near = _reached(customer_id, kin)
    if len(near) < 2:
        return None
    seen = set(customers_for(viewer).filter(pk__in=near).values_list("id", flat=True))
    ids = _reached(customer_id, [tie for tie in kin if {tie.a, tie.b} <= seen])
    amounts = amounts_of(ids)
    total = sum(amounts.get(one) or 0 for one in ids)
    return House(tuple(sorted(ids)), total) if len(ids) > 1 else None


def _reached(start: int, ties: Iterable[_Tie]) -> set[int]:
    """Return all that is tied to one, directly or by way of others, itself among them."""
    beside: dict[int, set[int]] = {}
    for tie in ties:
        beside.setdefault(tie.a, set()).add(tie.b)
        beside.setdefault(tie.b, set()).add(tie.a)
    found, fresh = {start}, {start}
    while fresh:
        fresh = {other for one in fresh for other in beside.get(one, ())} - found
        found |= fresh
    return found


def _ties() -> list[_Tie]:
    """Return the relations of customers that stand now, the last word of each pair."""
    into = merged_into_map()
    ties: dict[tuple[int, int], _Tie] = {}
    rows = Judged.objects.select_related("by").order_by("at", "id")
    for row in rows.filter(said__in=("有关联", "不同")):
        a, b = last_of(into, row.a_id), last_of(into, row.b_id)
        if a == b:
            continue
        pair = (min(a, b), max(a, b))
        ties.pop(pair, None)
        if row.said == "有关联":
            ties[pair] = _Tie(a, b, row.relation or OTHER, row)
    return list(ties.values())


def _related(viewer: Viewer, row: Customer, tie: _Tie, amount_fen: int | None) -> Related:
    relation = across(tie.word) if row.pk == tie.a else tie.word
    return Related(
        row.pk, shown_name(viewer, row), row.external_id or row.number, relation,
        row.owner.name if row.owner else "", amount_fen, tie.row.by.name, tie.row.at,
    )  # fmt: skip
