"""Which of several merged customers a row was meant for, by what its source called it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from zhike.clean.names import match_keys
from zhike.records.batch.chest import raw_row
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.home import Home
from zhike.records.merge.standing import ids_within
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Party:
    """One customer of a merge, as its page shows it."""

    id: int
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Called:
    """All a customer of a merge is called by in files: itself and what went into it before."""

    party: Party
    identities: frozenset[str]
    numbers: frozenset[str]
    keys: frozenset[str]


def parties_of(viewer: Viewer, ids: Sequence[int]) -> list[Called]:
    """Return the customers of a merge, the survivor first, each with what it is called by."""
    rows = Customer.objects.in_bulk(list(ids))
    absorbed = {one: ids_within(one) for one in ids[1:]}
    own = ids_within(ids[0]) - {each for some in absorbed.values() for each in some}
    return [_party(viewer, rows[one], absorbed.get(one, own)) for one in ids]


def _party(viewer: Viewer, row: Customer, within: set[int]) -> Called:
    rows = list(Customer.objects.filter(pk__in=within))
    return Called(
        Party(row.pk, shown_name(viewer, row), row.external_id or row.number),
        frozenset(one.identity for one in rows),
        frozenset(n for one in rows for n in (one.external_id, one.number) if n),
        frozenset(one.match_key for one in rows if one.match_key),
    )


def side_of(row: Any, called: Sequence[Called], *, home: Home) -> tuple[int, str]:
    """Return the customer a row was meant for and why; the survivor, the first, by default."""
    known = f":{getattr(row, 'identity', '')}"
    for one in called:
        if any(f":{identity}|" in known for identity in one.identities):
            return one.party.id, _said(one.party.number)
    cells = _cells(row, home)
    for one in called:
        if found := one.numbers & cells:
            return one.party.id, _said(min(found))
    keys = set(match_keys(pl.Series(sorted(cells), dtype=pl.String)).to_list()) if cells else set()
    for one in called:
        others = {key for other in called if other is not one for key in other.keys}
        if (one.keys - others) & keys:
            return one.party.id, _said(one.party.name)
    return called[0].party.id, ""


def _said(name: str) -> str:
    return _("来源写的是 %(name)s") % {"name": name}


def _cells(row: Any, home: Home) -> set[str]:
    """Return the texts of the handed-over row a record was born from; none for what was typed."""
    batch, source = getattr(row, "born_batch_id", None), getattr(row, "source", "")
    if batch is None or not source or row.source_row is None:
        return set()
    return {text.strip() for text in raw_row(home.batch(batch), source, row.source_row).values()}
