"""Kept customers that are like one about to be entered, as far as somebody may be told."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from zhike.clean.matching.one_score import Likeness
from zhike.clean.matching.typed import Typed
from zhike.records.blocking.lookups import Alike, alike_customers
from zhike.records.blocking.many import Progress, Reach, alike_many
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for, seen_among, settled
from zhike.words.viewer import Viewer

WORTH_SAYING = 9.0  # bits of evidence: a name one character off, or a phone
SOME = 4


@dataclass(frozen=True, slots=True)
class Near:
    """A kept customer that looks alike: a guess, with what it rests on.

    `is_likely` when it would be called a duplicate; `relation` what it may be instead (分公司 …).
    """

    row: Customer
    is_mine: bool
    is_likely: bool
    relation: str
    evidence: tuple[str, ...]


def near_customers(viewer: Viewer, typed: Typed, *, without: Collection[int] = ()) -> list[Near]:
    """Return kept customers like one in stored form, the likest first.

    Of the Viewer's own all that is worth saying; of foreign ones only probable duplicates, without
    what they rest on. Who sees phones and people masked is told nothing that comes near them.
    """
    found = [one for one in alike_customers(_seen(viewer, typed), without=without) if _tells(one)]
    ids = [one.id for one in found]
    mine = set(customers_for(viewer).filter(pk__in=ids).values_list("id", flat=True))
    rows = Customer.objects.live().filter(settled(), pk__in=ids).select_related("owner__team")
    row = {one.pk: one for one in rows}
    told = [
        _near(row[one.id], one.likeness, is_mine=one.id in mine)
        for one in found
        if one.id in row and (one.id in mine or one.likeness.verdict == "duplicate")
    ]
    return told[:SOME]


def likely_own(
    viewer: Viewer, customers: Sequence[Typed], *, reach: Reach, tell: Progress
) -> Iterator[list[tuple[int, list[str]]]]:
    """Yield for each of many customers in stored form the Viewer's own that it probably is, each
    with what that rests on; as `near_customers` says it of one.
    """
    asked = [_seen(viewer, one) for one in customers]
    found = [
        [one for one in some if _tells(one)] for some in alike_many(asked, reach=reach, tell=tell)
    ]
    mine = seen_among(viewer, (one.id for some in found for one in some))
    for some in found:
        yield [(one.id, _speaking(one.likeness)) for one in some if one.id in mine][:SOME]


def _seen(viewer: Viewer, typed: Typed) -> Typed:
    """Return what of a customer may be compared: who sees masks learns nothing behind them."""
    return typed if viewer.can("see_full") else replace(typed, phones=(), contacts=())


def _tells(one: Alike) -> bool:
    return one.likeness.gained >= WORTH_SAYING and _may_be_one(one.likeness)


def _may_be_one(likeness: Likeness) -> bool:
    """Say whether nothing forbids that the two are one, or something says what they are instead."""
    return likeness.veto in (None, "short", "reach") or likeness.relation is not None


def _near(row: Customer, likeness: Likeness, *, is_mine: bool) -> Near:
    return Near(
        row,
        is_mine,
        is_likely=likeness.verdict == "duplicate",
        relation=likeness.relation or "" if is_mine else "",
        evidence=tuple(_speaking(likeness)) if is_mine else (),
    )


def _speaking(likeness: Likeness) -> list[str]:
    """Return the sentences of what speaks for it."""
    return [told.said for told in likeness.evidence if told.what != "start" and told.bits > 0]
