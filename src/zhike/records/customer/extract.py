"""What analyses may know of customers: attributes and whether things are there, no identifiers."""

from collections.abc import Sequence

from zhike.records.own import path_of
from zhike.records.settled_sql import settled
from zhike.records.touched_sql import customers_touched_by, touched
from zhike.store.extract import Extract
from zhike.words.field import FieldSpec

_TYPES = {
    "whole": "int64", "money": "int64", "number": "float64", "percent": "float64",
    "discount": "float64", "date": "date", "yes_no": "boolean",
}  # fmt: skip
_CASTS = {
    "int64": "bigint", "float64": "double precision", "date": "date", "boolean": "boolean",
}  # fmt: skip
_PLAIN = (
    "customer_type", "kind", "industry_code", "industry_group", "size_label", "size_text",
    "ownership", "region", "province", "city", "district", "source_channel",
)  # fmt: skip
_COLUMNS = {
    "customer_id": "int64",
    **dict.fromkeys(_PLAIN, "string"),
    "first_contact_on": "date",
    "cooperation_started": "date",
    "founded_year": "int64",
    "potential": "int64",
    "stated_amount_fen": "int64",
    "stated_follow_up_on": "date",
    "owner_id": "int64",
    "team_id": "int64",
    "has_phone": "boolean",
    "has_contact": "boolean",
    "missing": "int64",
}
_FIRST_DAY = (
    "CASE LENGTH(c.cooperation_started) WHEN 4 THEN c.cooperation_started || '-01-01' "
    "WHEN 7 THEN c.cooperation_started || '-01' WHEN 10 THEN c.cooperation_started END"
)
_PHONE = f"EXISTS (SELECT 1 FROM contact p WHERE p.customer_id = c.id AND {settled('p')}{{more}})"  # noqa: S608

# With their people, who say whether there is a phone, and with their owner's move to another team.
_TOUCHED = (
    f"{touched('customer', key='customer_id')} "  # noqa: S608 - fixed names
    f"UNION {customers_touched_by('contact')} UNION "
    "SELECT id FROM customer WHERE owner_id IN (SELECT id FROM account WHERE rev > {token})"
)


def customers(fields: Sequence[FieldSpec]) -> Extract:
    """Return the extract of customers; own fields that may be analysed are typed columns."""
    own = [spec for spec in fields if spec.is_analysed]
    columns = _COLUMNS | {spec.name: _TYPES.get(spec.kind, "string") for spec in own}
    return Extract(
        "customers",
        columns,
        _sql(own, "sqlite"),
        _sql(own, "postgres"),
        sorted_by=("customer_id",),
        key="customer_id",
        touched_sql=_TOUCHED,
    )


def _sql(own: Sequence[FieldSpec], dialect: str) -> str:
    plain = ", ".join(f"NULLIF(c.{name}, '') AS {name}" for name in _PLAIN)
    named = "".join(f', {_own(spec, dialect)} AS "{spec.name}"' for spec in own)
    day, year = (
        ("({})", "CAST({} AS integer)") if dialect == "sqlite" else ("({})::date", "({})::bigint")
    )
    started = day.format(_FIRST_DAY)
    founded = year.format("NULLIF(SUBSTR(c.founded, 1, 4), '')")
    phone, contact = _PHONE.format(more=" AND p.phone <> ''"), _PHONE.format(more="")
    empty = " + ".join(
        f"CASE WHEN c.{name} = '' THEN 1 ELSE 0 END"
        for name in ("name", "customer_type", "industry_text")
    )
    return (
        f"SELECT c.id AS customer_id, {plain}, c.first_contact_on, "  # noqa: S608 - fixed names
        f"{started} AS cooperation_started, {founded} AS founded_year, c.potential, "
        "c.stated_amount_fen, c.stated_follow_up_on, c.owner_id, a.team_id AS team_id, "
        f"{phone} AS has_phone, {contact} AS has_contact, "
        f"{empty} + CASE WHEN {phone} THEN 0 ELSE 1 END + CASE WHEN {contact} THEN 0 ELSE 1 END "
        f"AS missing{named} FROM customer c LEFT JOIN account a ON a.id = c.owner_id "
        f"WHERE {settled('c')}"
    )


def _own(spec: FieldSpec, dialect: str) -> str:
    name = spec.name.replace("'", "''").replace('"', "")
    if dialect == "sqlite":
        paths = (path_of(name), path_of(name, escaped=True))
        found = ", ".join(f"json_extract(c.own, '{path}')" for path in paths)
        return f"COALESCE({found})"
    cast = _CASTS.get(_TYPES.get(spec.kind, ""), "text")
    number = "::numeric" if cast == "bigint" else ""
    return f"(c.own->>'{name}'){number}::{cast}"
