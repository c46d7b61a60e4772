"""What a list of customers can be narrowed by, with how many each choice would show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from django.core.cache import cache
from django.db.models import Count, Q

from zhike.records.customer.scope import customers_for
from zhike.records.listing.grid import EQUALS, GridQuestion, answer_rows
from zhike.records.revision.lookups import current_token
from zhike.records.score.lookups import current_run
from zhike.records.score.models import Score, Standing
from zhike.records.tag.models import Tag
from zhike.words.viewer import Viewer

KEPT_S = 30  # seconds counts may be behind; they are hints, the list itself is never cached
MOST = 30
ATTRIBUTES = ("行业", "规模", "地域")  # tags that repeat a field which is a choice itself


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one filter and how many of the Viewer's customers have it."""

    filter: str
    value: str
    count: int


def choices_for(viewer: Viewer) -> list[Choice]:
    """Return every choice within the Viewer's rows, the most frequent of each filter first."""
    run = current_run()
    run_id = run.id if run else None
    key = f"choices {_whose(viewer)} {run_id}"
    found: list[Choice] = _kept(key, lambda: _counted(viewer, run_id))
    return found


def counts_for(
    viewer: Viewer, questions: dict[str, GridQuestion], *, as_of: date
) -> dict[str, int]:
    """Return how many customers each question would show, for the tabs of saved views."""
    run = current_run()
    run_id = run.id if run else None

    def counted() -> dict[str, int]:
        return {
            name: answer_rows(customers_for(viewer), question, run_id=run_id, as_of=as_of).count()
            for name, question in questions.items()
        }

    asked = abs(hash(str(questions)))
    found: dict[str, int] = _kept(f"tabs {_whose(viewer)} {run_id} {as_of} {asked}", counted)
    return found


def without_each(viewer: Viewer, question: GridQuestion, *, as_of: date) -> dict[str, int]:
    """Return how many there would be without each of the question's conditions."""
    run = current_run()
    found = {}
    for name in [*question.filters, *(["q"] if question.search else [])]:
        fewer = replace(
            question,
            filters={key: value for key, value in question.filters.items() if key != name},
            search="" if name == "q" else question.search,
        )
        rows = answer_rows(
            customers_for(viewer), fewer, run_id=run.id if run else None, as_of=as_of
        )
        found[name] = rows.count()
    return found


def _whose(viewer: Viewer) -> str:
    return f"{viewer.account_id} {viewer.scope} {sorted(viewer.team_ids)}"


def _kept(key: str, make: Callable[[], Any]) -> Any:
    key = quote(f"{key} {current_token()}")
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_S)
    return found


def _counted(viewer: Viewer, run_id: int | None) -> list[Choice]:
    found: list[Choice] = []
    for name in EQUALS:
        column = "owner__name" if name == "owner" else name
        found += _group(name, customers_for(viewer), column)
    if run_id is None:
        return found
    mine = Q() if viewer.scope == "all" else Q(customer__in=customers_for(viewer))
    scores = Score.objects.filter(mine, run_id=run_id).exclude(tier="")
    for row in scores.values("scheme", "tier").annotate(n=Count("id")).order_by("scheme", "tier"):
        found.append(Choice("tier", f"{row['scheme']}:{row['tier']}", row["n"]))
    tags = Tag.objects.filter(mine, Q(run_id=run_id) | Q(origin="hand", gone_at__isnull=True))
    tags = tags.exclude(family__in=ATTRIBUTES)
    found += _group("tag", tags, "tag", Count("customer_id", distinct=True))
    standings = Standing.objects.filter(mine, run_id=run_id)
    return found + _group("segment", standings, "segment") + _group("abc", standings, "abc")


def _group(name: str, rows: Any, column: str, count: Any = None) -> list[Choice]:
    grouped: Iterable[tuple[str | None, int]] = (
        rows.order_by()
        .values_list(column)
        .annotate(n=count or Count("id"))
        .order_by("-n", column)[:MOST]
    )
    empty = "none" if name == "owner" else "—"
    kept = EQUALS.keys()
    return [
        Choice(name, value or empty, count) for value, count in grouped if value or name in kept
    ]
