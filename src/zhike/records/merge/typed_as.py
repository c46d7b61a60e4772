"""Which of several merged customers a row was meant for, by what its source called it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from zhike.clean.names import match_keys
from zhike.records.batch.chest import raw_row
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.merge.standing import ids_within


@dataclass(frozen=True, slots=True)
class Party:
    """One customer of a merge, with all it is called by: itself and what went into it before."""

    id: int
    name: str
    number: str
    identities: frozenset[str]
    numbers: frozenset[str]
    keys: frozenset[str]


def parties_of(ids: Sequence[int]) -> list[Party]:
    """Return the customers of a merge, the survivor first, each with what it is called by."""
    rows = Customer.objects.in_bulk(list(ids))
    absorbed = {one: ids_within(one) for one in ids[1:]}
    own = ids_within(ids[0]) - {each for some in absorbed.values() for each in some}
    return [_party(rows[one], absorbed.get(one, own)) for one in ids]


def _party(row: Customer, within: set[int]) -> Party:
    called = list(Customer.objects.filter(pk__in=within))
    return Party(
        row.pk, row.name, row.external_id or row.number,
        frozenset(one.identity for one in called),
        frozenset(n for one in called for n in (one.external_id, one.number) if n),
        frozenset(one.match_key for one in called if one.match_key),
    )  # fmt: skip


def side_of(row: Any, survivor: Party, others: Sequence[Party], *, home: Home) -> tuple[int, str]:
    """Return the customer a row was meant for and why; the survivor where nothing says it."""
    parties = (survivor, *others)
    known = f":{getattr(row, 'identity', '')}"
    for party in parties:
        for identity in party.identities:
            if f":{identity}|" in known or known == f":{identity}":
                return party.id, _called(identity.partition(":")[2].partition("#")[0])
    cells = _cells(row, home)
    for party in parties:
        if found := party.numbers & cells:
            return party.id, _called(min(found))
    keys = match_keys(pl.Series(sorted(cells), dtype=pl.String)).to_list() if cells else []
    for party in parties:
        alone = party.keys - {key for other in parties if other is not party for key in other.keys}
        if found := alone & set(keys):
            return party.id, _called(min(found))
    return survivor.id, ""


def _called(name: str) -> str:
    return _("来源写的是 %(name)s") % {"name": name}


def _cells(row: Any, home: Home) -> set[str]:
    """Return the texts of the handed-over row a record was born from; none for what was typed."""
    batch, source = getattr(row, "born_batch_id", None), getattr(row, "source", "")
    if batch is None or not source or row.source_row is None:
        return set()
    return {text.strip() for text in raw_row(home.batch(batch), source, row.source_row).values()}
