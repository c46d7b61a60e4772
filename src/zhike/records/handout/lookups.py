"""Reading the Viewer's rows of a noun with the values a table prints, masked where they must be."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for, row_limit, settled
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.interaction.models import Interaction
from zhike.records.kept import Kept
from zhike.records.reference import reference_of
from zhike.words.field import FieldSpec
from zhike.words.masked import masked
from zhike.words.viewer import Viewer

_STEP = 2000
_FOR_WHO_SEES_ALL = ("channel_costs", "activities")
Beside = dict[str, Kept]  # the records a row prints from, by noun


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One row: the record, its customer, and its values by field path, as they are kept."""

    id: int
    customer_id: int | None
    values: dict[str, Any]


def handout_rows(  # noqa: PLR0913 - whose, which, how many, how far
    viewer: Viewer,
    noun_name: str,
    specs: Sequence[FieldSpec],
    *,
    full: bool,
    most: int,
    only: Sequence[int] | None = None,
    beat: Callable[[int], None] = lambda _rows: None,
) -> list[HandoutRow]:
    """Return the Viewer's live rows of a noun in the order they were kept, `most` + 1 at most.

    A customer's row also prints from the first contact and the last follow-up. Without `full`
    personal values are masked. Of customers `only` may say which, in what order. `beat` is told
    how many rows were read.
    """
    found: list[HandoutRow] = []
    for beside in _rows(viewer, NOUNS[noun_name], most, only):
        if len(found) % _STEP == 0:
            beat(len(found))
        values = {spec.path: _value(spec, beside, full=full) for spec in specs}
        customer = beside.get("customers")
        found.append(HandoutRow(beside[noun_name].pk, customer.pk if customer else None, values))
    return found


def _rows(
    viewer: Viewer, noun: Noun, most: int, only: Sequence[int] | None = None
) -> Iterator[Beside]:
    if noun.name == "customers":
        yield from _customers(viewer, most, only)
        return
    path = noun.customer_path
    if path is None and noun.name in _FOR_WHO_SEES_ALL and viewer.scope != "all":
        return
    rows = noun.model._default_manager.filter(gone_at__isnull=True).order_by("pk")
    if path is not None:
        alive = {f"{path}gone_at__isnull": True}
        rows = rows.filter(row_limit(viewer, customer=path), settled(prefix=path), **alive)
        rows = rows.select_related(path.removesuffix("__"), f"{path}owner")
    for row in rows.filter(settled())[: most + 1].iterator(chunk_size=_STEP):
        yield _beside(noun, row)


def _beside(noun: Noun, row: Any) -> Beside:
    beside: Beside = {noun.name: row}
    if noun.name == "order_lines":
        beside["orders"] = row.order
        beside["customers"] = row.order.customer
    elif noun.customer_path is not None:
        beside["customers"] = row.customer
    return beside


def _customers(viewer: Viewer, most: int, only: Sequence[int] | None) -> Iterator[Beside]:
    mine = customers_for(viewer).select_related("owner")
    wanted = only
    if wanted is None:
        wanted = list(mine.order_by("pk").values_list("pk", flat=True)[: most + 1])
    for start in range(0, len(wanted), _STEP):
        ids = wanted[start : start + _STEP]
        kept = mine.in_bulk(ids)
        some = [kept[one] for one in ids if one in kept]
        people, talks = _first_people(ids), _last_talks(ids)
        for row in some:
            beside: Beside = {"customers": row}
            beside |= {"contacts": people[row.pk]} if row.pk in people else {}
            beside |= {"interactions": talks[row.pk]} if row.pk in talks else {}
            yield beside


def _first_people(ids: Sequence[int]) -> dict[int, Contact]:
    rows = Contact.objects.live().filter(customer_id__in=ids).order_by("-id")
    return {row.customer_id: row for row in rows}


def _last_talks(ids: Sequence[int]) -> dict[int, Interaction]:
    rows = Interaction.objects.live().filter(customer_id__in=ids).order_by("happened_on", "id")
    return {row.customer_id: row for row in rows.select_related("owner")}


def _value(spec: FieldSpec, beside: Beside, *, full: bool) -> Any:
    row = beside.get(spec.noun)
    if row is None:
        return None
    value = _kept(spec, row, beside)
    if full or value in (None, ""):
        return value
    hidden = masked(spec, str(value), vars(row))
    return value if hidden == str(value) else hidden


def _kept(spec: FieldSpec, row: Any, beside: Beside) -> Any:
    """Return a field as it is kept; some stand in several columns or follow from another."""
    if spec.own:
        return row.own.get(spec.name)
    special = _SPECIAL.get(spec.path) or _SPECIAL.get(f"*.{spec.name}")
    return special(row, beside) if special else getattr(row, spec.name)


def _number(row: Any, _beside: Beside) -> str:
    if isinstance(row, Customer):
        return row.external_id or row.number
    return row.external_id or reference_of(row.pk, row.identity)


def _owner(row: Any, _beside: Beside) -> str:
    named = row.owner.name if row.owner_id else ""
    return named or getattr(row, "owner_text", "")


def _by(row: Any, _beside: Beside) -> str:
    return row.by_text or (row.owner.name if row.owner_id else "")


def _last_follow(row: Any, _beside: Beside) -> Any:
    days = [day for day in (row.stated_follow_up_on, row.last_follow_on) if day]
    return max(days, default=None)


def _last_said(row: Any, beside: Beside) -> str:
    """Return what was said; in a customer's row only beside the very day it was said."""
    first = next(iter(beside.values()))
    if isinstance(first, Customer) and row.happened_on != _last_follow(first, beside):
        return ""
    return str(row.summary)


_SPECIAL: dict[str, Callable[[Any, Beside], Any]] = {
    "*.external_id": _number,
    "*.owner": _owner,
    "*.by_text": _by,
    "customers.industry": lambda row, _: row.industry_text or row.industry_code,
    "customers.size_text": lambda row, _: row.size_text or row.size_label,
    "customers.stated_follow_up_on": _last_follow,
    "interactions.summary": _last_said,
}
