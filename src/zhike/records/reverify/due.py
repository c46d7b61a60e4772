"""Key values nobody looked at for longer than the playbook says, by customer (S1-25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import polars as pl
from django.db import connection
from django.utils.timezone import get_current_timezone, make_aware

from zhike.clean.verified import due_before
from zhike.playbook.playbook import Playbook
from zhike.records.batch.models import Batch
from zhike.records.intake.nouns import NOUNS
from zhike.records.listing.asked import mine
from zhike.records.listing.roll import roll_now
from zhike.records.made_once import made_once
from zhike.records.quality.filled_sql import has_sql
from zhike.records.reverify.values import as_one, texts_of
from zhike.records.reverify.written import written_since
from zhike.records.settled_sql import settled
from zhike.records.verification.how import digest_of
from zhike.records.verification.models import Verification
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer

Fresh = set[tuple[int, int]]
"""(customer, number of the field) of what was written or verified since the cut."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be looked at again: the fields in question, the cut, and the customers.

    `rows` has id, owner_id, amount_fen and `due`, a bit a field of `specs`.
    """

    specs: tuple[FieldSpec, ...]
    before: date
    rows: pl.DataFrame

    def of_owner(self, owner_id: int) -> "Due":
        """Return what one person follows; 0 is nobody."""
        whose = pl.col("owner_id").fill_null(0) == owner_id
        return Due(self.specs, self.before, self.rows.filter(whose))

    def fields_of(self, bits: int) -> list[FieldSpec]:
        """Return the fields whose bits are set."""
        return [spec for at, spec in enumerate(self.specs) if bits >> at & 1]


def verified_fields(playbook: Playbook) -> tuple[FieldSpec, ...]:
    """Return the key fields of customers and what hangs on them, as the playbook names them."""
    named = playbook.said_paths
    wanted = [named[path] for path in playbook.verifying.fields if path in named]
    specs = wanted or list(playbook.key_fields)
    return tuple(spec for spec in specs if _is_told(spec))


def _is_told(spec: FieldSpec) -> bool:
    return spec.noun == "customers" or NOUNS[spec.noun].parent_noun == "customers"


def due_for(viewer: Viewer, *, playbook: Playbook, today: date) -> Due:
    """Return the Viewer's customers with key values to look at again, the most money first."""
    specs = verified_fields(playbook)
    before = due_before(today, months=playbook.verifying.months)
    cut = make_aware(datetime.combine(before, time()), get_current_timezone())
    key = ("verify", before, tuple(spec.path for spec in specs))
    old = made_once(key, lambda: _old(specs, before, cut))
    people = mine(roll_now(), viewer).select("id", "owner_id", "amount_fen")
    rows = people.join(old, on="id", how="inner")
    rows = _without(rows, _verified_since(specs, cut, playbook, set(rows["id"])))
    rows = rows.sort(["amount_fen", "id"], descending=[True, False], nulls_last=True)
    return Due(specs, before, rows)


def _old(specs: Sequence[FieldSpec], before: date, cut: datetime) -> pl.DataFrame:
    """Return `id` and `due` of live customers: filled fields not written since the cut."""
    bits = _bits(specs)
    batches = _collected_before(before)
    among = f" OR c.born_batch_id IN ({', '.join(map(str, batches))})" if batches else ""
    sql = (
        f"SELECT c.id, {bits} AS due FROM customer c "  # noqa: S608 - names and numbers of ours
        f"WHERE {settled('c')} AND (c.created_at < %s{among})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [connection.ops.adapt_datetimefield_value(cut)])
        found = pl.DataFrame(cursor.fetchall(), {"id": pl.Int64, "due": pl.Int64}, orient="row")
    return _without(found, set(written_since(specs, cut)))


def _bits(specs: Sequence[FieldSpec]) -> str:
    dialect = "sqlite" if connection.vendor == "sqlite" else "postgres"
    told = (
        f"CASE WHEN {has_sql(spec, dialect).replace('%', '%%')} THEN {1 << at} ELSE 0 END"
        for at, spec in enumerate(specs)
    )
    return " + ".join(told) or "0"


def _collected_before(before: date) -> list[int]:
    """Return the batches whose data are older than the cut, whenever they were taken in."""
    return list(Batch.objects.filter(collected_on__lt=before).values_list("id", flat=True))


def _without(rows: pl.DataFrame, fresh: Fresh) -> pl.DataFrame:
    """Return the rows without the bits of what is fresh, and without those that have none left."""
    gone: dict[int, int] = {}
    for customer_id, at in fresh:
        gone[customer_id] = gone.get(customer_id, 0) | 1 << at
    schema = {"id": pl.Int64, "gone": pl.Int64}
    bits = pl.DataFrame({"id": list(gone), "gone": list(gone.values())}, schema=schema)
    left = rows.join(bits, on="id", how="left", maintain_order="left")
    still = pl.col("due") & ~pl.col("gone").fill_null(0)
    return left.with_columns(due=still).drop("gone").filter(pl.col("due") != 0)


def _verified_since(
    specs: Sequence[FieldSpec], cut: datetime, playbook: Playbook, ids: set[int]
) -> Fresh:
    """Return what was found right since the cut and is the same value still."""
    number = {spec.path: at for at, spec in enumerate(specs)}
    rows = Verification.objects.filter(field__in=list(number), at__gte=cut, gone_at=None)
    noted = [row for row in rows.values_list("customer_id", "field", "value") if row[0] in ids]
    now = texts_of({row[0] for row in noted}, specs, playbook)
    return {
        (customer_id, number[field])
        for customer_id, field, value in noted
        if digest_of(as_one(now.get((customer_id, field), ()))) == value
    }
