"""Which key fields each customer has, with whose and from where it is: flags, never values."""

from collections.abc import Sequence

from zhike.records.quality.filled_sql import customers_touched_through, has_sql
from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched
from zhike.store.extract import Extract
from zhike.store.quoting import quoted
from zhike.words.field import FieldSpec

_COLUMNS = {
    "customer_id": "int64",
    "owner_id": "int64",
    "team_id": "int64",
    "channel": "string",
    "batch_id": "int64",
    "entered_by": "int64",
}
_WHOSE = (
    "c.id AS customer_id, c.owner_id, a.team_id, NULLIF(c.source_channel, '') AS channel, "
    "c.born_batch_id AS batch_id, c.created_by_id AS entered_by"
)
_TOUCHED = (
    f"{touched('customer', key='customer_id')} UNION "  # noqa: S608 - fixed names
    "SELECT id FROM customer WHERE owner_id IN (SELECT id FROM account WHERE rev > {token})"
)


def fullness(key_fields: Sequence[FieldSpec]) -> Extract:
    """Return the extract of completeness: a boolean a key field, FieldSpec.flag (S3-11)."""
    through = {customers_touched_through(spec) for spec in key_fields} - {""}
    return Extract(
        "fullness",
        _COLUMNS | {spec.flag: "boolean" for spec in key_fields},
        _sql(key_fields, "sqlite"),
        _sql(key_fields, "postgres"),
        sorted_by=("customer_id",),
        key="customer_id",
        touched_sql=" UNION ".join([_TOUCHED, *sorted(through)]),
    )


def _sql(key_fields: Sequence[FieldSpec], dialect: str) -> str:
    flags = "".join(f", {has_sql(spec, dialect)} AS {quoted(spec.flag)}" for spec in key_fields)
    return (
        f"SELECT {_WHOSE}{flags} FROM customer c "  # noqa: S608 - fixed names
        f"LEFT JOIN account a ON a.id = c.owner_id WHERE {settled('c')}"
    )
