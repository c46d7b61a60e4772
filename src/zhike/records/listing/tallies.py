"""How many of a Viewer's customers stand where, by the current run."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from zhike.records.customer.scope import customers_for
from zhike.records.score.lookups import RunRow, current_run
from zhike.records.score.models import Score, Standing
from zhike.records.tag.models import Tag
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Tally:
    """One word of a scheme, how many customers it fits and their amount where that is known."""

    word: str
    customers: int
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts within the Viewer's rows: tiers by scheme, segments, ABC classes and tags."""

    run: RunRow
    customers: int
    tiers: dict[str, list[Tally]]
    segments: list[Tally]
    abc: list[Tally]
    tags: list[Tally]
    unscored: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return the parts of DESIGN §7's analyse shape that are counts; money in 元."""
        return {
            "as_of": self.run.as_of,
            "customers_count": self.customers,
            "segments": {t.word: _amounts(t) for t in self.segments},
            "abc": {t.word: _amounts(t) for t in self.abc},
            "tiers": {
                scheme: {t.word: t.customers for t in found} for scheme, found in self.tiers.items()
            },
            "tags": {t.word: t.customers for t in self.tags},
        }


def tallies_for(viewer: Viewer) -> Tallies | None:
    """Return the counts of the current run within the Viewer's rows, or None before the first."""
    run = current_run()
    if run is None:
        return None
    mine = {"run_id": run.id, "customer__in": customers_for(viewer)}
    tiers, unscored = _tiers(mine)
    return Tallies(
        run=run,
        customers=customers_for(viewer).count(),
        tiers=tiers,
        segments=_standings(mine, "segment"),
        abc=_standings(mine, "abc"),
        tags=_tags(viewer, run.id),
        unscored=unscored,
    )


def _tiers(mine: dict[str, Any]) -> tuple[dict[str, list[Tally]], dict[str, int]]:
    tiers: dict[str, list[Tally]] = {}
    unscored: dict[str, int] = {}
    rows = Score.objects.filter(**mine).values_list("scheme", "tier").annotate(n=Count("id"))
    for scheme, tier, n in rows.order_by("scheme", "tier"):
        tiers.setdefault(scheme, [])
        if tier:
            tiers[scheme].append(Tally(tier, n))
        else:
            unscored[scheme] = n
    return tiers, unscored


def _standings(mine: dict[str, Any], column: str) -> list[Tally]:
    rows = Standing.objects.filter(**mine).exclude(**{column: ""}).values_list(column)
    found = rows.annotate(n=Count("id"), amount=Sum("amount_fen")).order_by(column)
    return [Tally(word, n, amount) for word, n, amount in found]


def _tags(viewer: Viewer, run_id: int) -> list[Tally]:
    rows = Tag.objects.filter(customer__in=customers_for(viewer)).filter(
        Q(run_id=run_id, origin="rule") | Q(origin="hand", gone_at__isnull=True)
    )
    found = rows.values_list("tag").annotate(n=Count("customer_id", distinct=True))
    return [Tally(tag, n) for tag, n in found.order_by("-n", "tag")]


def _amounts(tally: Tally) -> dict[str, Any]:
    amount = None if tally.amount_fen is None else tally.amount_fen / 100
    return {"customers": tally.customers, "amount": amount}
