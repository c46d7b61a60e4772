"""What the current run and people say of customers, under the heads of a printed table."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Print
from zhike.records.score.lookups import current_run_id
from zhike.records.score.models import Score
from zhike.records.tag.models import Tag

Said = dict[str, dict[int, str | int | float | None]]  # by head, then by customer
JOINED = "、"
_STEP = 5_000


def standing_of(one: Print, customer_ids: Sequence[int], *, playbook: Playbook) -> Said:
    """Return scores, letters and tags of customers (already looked up with a Viewer), by head."""
    run_id = current_run_id()
    found: Said = {head.head: {} for head in one.heads}
    schemes = {head.column.points or head.column.tier for head in one.heads} - {""}
    scores: dict[tuple[int, str], tuple[float | None, str]] = {}
    tags: dict[int, list[tuple[str, str]]] = {}
    for some in _steps(customer_ids):
        scores |= _scores(some, run_id, schemes)
        tags |= tags_by_customer(some, run_id, playbook) if _wants_tags(one) else {}
    for head in one.heads:
        column = head.column
        scheme = column.points or column.tier
        for customer in customer_ids:
            if scheme and (customer, scheme) in scores:
                points, letter = scores[customer, scheme]
                found[head.head][customer] = points if column.points else letter or None
            families = column.tags or ((column.hand_tags,) if column.hand_tags else ())
            words = [tag for family, tag in tags.get(customer, ()) if family in families]
            if words:
                found[head.head][customer] = JOINED.join(dict.fromkeys(words))
    return found


def _wants_tags(one: Print) -> bool:
    return any(head.column.tags or head.column.hand_tags for head in one.heads)


def _scores(
    customer_ids: Sequence[int], run_id: int | None, schemes: Iterable[str]
) -> dict[tuple[int, str], tuple[float | None, str]]:
    rows = Score.objects.filter(
        run_id=run_id, customer_id__in=customer_ids, scheme__in=list(schemes)
    )
    return {
        (customer, scheme): (None if points is None else float(points), tier)
        for customer, scheme, points, tier in rows.values_list(
            "customer_id", "scheme", "score", "tier"
        )
    }


def tags_by_customer(
    customer_ids: Sequence[int], run_id: int | None, playbook: Playbook
) -> dict[int, list[tuple[str, str]]]:
    """Return (family, tag) of each customer: of the current run, and those set by hand.

    A tag set on a page has no family of its own; it counts to the word list it stands in.
    """
    families = {
        word.word: vocabulary.name.removesuffix("标签")
        for vocabulary in playbook.vocabularies
        if vocabulary.name.endswith("标签")
        for word in vocabulary.words
    }
    rows = Tag.objects.filter(customer_id__in=customer_ids).filter(
        Q(run_id=run_id, origin="rule") | Q(origin="hand", gone_at__isnull=True)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for customer, family, tag in rows.order_by("origin", "id").values_list(
        "customer_id", "family", "tag"
    ):
        found.setdefault(customer, []).append((family or families.get(tag, ""), tag))
    return found


def _steps(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _STEP):
        yield ids[start : start + _STEP]
