"""The SQL that says whether a customer has a field, for columns of a whole book at once.

Conditions of the ORM say the same of a few fields (records.catalogue.filled); the snapshot and the
lists in memory need it as one column among others, on both engines.
"""

from django.db.models import TextField

from zhike.clean.cells import PLACEHOLDERS
from zhike.records.catalogue.filled import column_of
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.own import path_of
from zhike.records.settled_sql import settled
from zhike.records.touched_sql import customers_touched_by, touched
from zhike.words.field import FieldSpec

_BLANK = ", ".join("'{}'".format(word.replace("'", "''")) for word in PLACEHOLDERS)


def has_sql(spec: FieldSpec, dialect: str) -> str:
    """Return the condition that customer `c` has a field, of its own or in one of its records.

    `dialect` is sqlite or postgres.
    """
    noun = NOUNS[spec.noun]
    if noun.customer_path == "":
        return _filled(noun, spec, "c", dialect)
    if noun.customer_path is None:
        return "1 = 0"
    rows, customer = _rows_of(noun)
    filled = _filled(noun, spec, "r", dialect)
    return (
        f"EXISTS (SELECT 1 FROM {rows} WHERE {customer} = c.id "  # noqa: S608 - fixed names
        f"AND {settled('r')} AND {filled})"
    )


def customers_touched_through(spec: FieldSpec) -> str:
    """Return the customers whose having a field may differ since {token}, a column; "" for own."""
    noun = NOUNS[spec.noun]
    if not noun.customer_path:
        return ""
    table = noun.model._meta.db_table
    if noun.parent_noun == "customers":
        return customers_touched_by(table)
    rows, customer = _rows_of(noun)
    return f"SELECT {customer} FROM {rows} WHERE r.id IN ({touched(table, key='id')})"  # noqa: S608


def _rows_of(noun: Noun) -> tuple[str, str]:
    """Return a noun's rows as `r`, and the column that names their customer."""
    table = noun.model._meta.db_table
    if noun.parent_noun == "customers":
        return f"{table} r", f"r.{noun.parent}"
    parent = NOUNS[noun.parent_noun]
    joined = f"{table} r JOIN {parent.model._meta.db_table} o ON o.id = r.{noun.parent}"
    return joined, f"o.{parent.parent}"


def _filled(noun: Noun, spec: FieldSpec, alias: str, dialect: str) -> str:
    """Return the condition that a row's field holds something (S3-11)."""
    if spec.own:
        return f"{_own(spec.name, alias, dialect)} IS NOT NULL"
    column = column_of(noun, spec)
    if isinstance(noun.columns[column], TextField):
        return f"{alias}.{column} NOT IN ({_BLANK})"
    return f"{alias}.{column} IS NOT NULL"


def _own(name: str, alias: str, dialect: str) -> str:
    name = name.replace("'", "''")
    if dialect == "postgres":
        return f"({alias}.own ->> '{name}')"
    paths = (path_of(name), path_of(name, escaped=True))
    found = ", ".join(f"json_extract({alias}.own, '{path}')" for path in paths)
    return f"COALESCE({found})"
