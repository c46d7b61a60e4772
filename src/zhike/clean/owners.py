"""Names of colleagues in a sheet turned into accounts, or kept as text."""

from collections.abc import Mapping, Sequence

import polars as pl

from zhike.clean.findings import problems_at
from zhike.clean.parts import Parts
from zhike.clean.plain_kinds import PLAIN

# The column that names a colleague.
_WHO = {"customers": "owner", "interactions": "by_text"} | {
    noun: kind.names_colleague for noun, kind in PLAIN.items()
}


def with_owners(
    noun: str, rows: pl.DataFrame, owners: Mapping[str, int], *, nobody: Sequence[str] = ()
) -> pl.DataFrame:
    """Return the rows with `owner_id`; an unknown name stays in `owner_text`, or `by_text`.

    `owners` gives account ids by name. A masked name (*顾问) is nobody's, so it stays text. A
    customer whose owner people said to leave unassigned (`nobody`) keeps no name at all.
    """
    said = _WHO.get(noun, "")
    named = [name for name in dict.fromkeys(("owner", said)) if name in rows.columns]
    if not said or not named:
        return rows.drop("owner", strict=False)
    ids = [_accounts(name, owners) for name in named]
    rows = rows.with_columns(pl.coalesce(ids).alias("owner_id"))
    if noun == "customers":
        meant = pl.col("owner_id").is_null() & ~pl.col("owner").is_in(list(nobody))
        unknown = pl.when(meant).then(pl.col("owner"))
        rows = rows.with_columns(unknown.alias("owner_text"))
    elif "owner" in named:
        rows = rows.with_columns(pl.coalesce(reversed(named)).alias(said))
    return rows.drop("owner", strict=False)


def _accounts(column: str, owners: Mapping[str, int]) -> pl.Expr:
    """Return the accounts of the colleagues a column names."""
    return pl.col(column).replace_strict(
        list(owners), list(owners.values()), default=None, return_dtype=pl.Int64
    )


def _text_of(noun: str, rows: pl.DataFrame) -> str:
    """Return the column that holds the names nobody answers to; nothing where there is none."""
    said = "owner_text" if noun == "customers" else _WHO.get(noun, "")
    return said if said in rows.columns and "owner_id" in rows.columns else ""


def strangers(noun: str, rows: pl.DataFrame) -> set[str]:
    """Return the names in rows that are nobody's account."""
    said = _text_of(noun, rows)
    if not said:
        return set()
    return set(rows.filter(pl.col("owner_id").is_null())[said].drop_nulls())


def with_placeholders(noun: str, rows: pl.DataFrame, made: Mapping[str, int]) -> pl.DataFrame:
    """Return rows with accounts that were made for colleagues nobody knew, by name."""
    said = _text_of(noun, rows)
    if not said:
        return rows
    ids = rows[said].replace_strict(
        list(made), list(made.values()), default=None, return_dtype=pl.Int64
    )
    rows = rows.with_columns(pl.coalesce("owner_id", ids).alias("owner_id"))
    if noun != "customers":
        return rows
    known = pl.col("owner_text").is_in(list(made))
    return rows.with_columns(pl.when(~known).then("owner_text").alias("owner_text"))


def with_newcomers(rows: pl.DataFrame, account_id: int | None) -> pl.DataFrame:
    """Return customers with the new ones nobody is named for given to an account, if there is one.

    Who sees only the own customers would otherwise hand over rows and never see them again.
    """
    if account_id is None:
        return rows
    absent = pl.lit(None, dtype=pl.Int64).alias("owner_id")
    rows = rows if "owner_id" in rows.columns else rows.with_columns(absent)
    named = (
        pl.col("owner_text").is_not_null() if "owner_text" in rows.columns else pl.lit(value=False)
    )
    nobody = (pl.col("_fate") == "new") & pl.col("owner_id").is_null() & ~named
    return rows.with_columns(
        pl.when(nobody).then(pl.lit(account_id)).otherwise(pl.col("owner_id")).alias("owner_id")
    )


def unknown_colleagues(
    parts: Parts, heads: Mapping[str, str], *, settled: Sequence[str] = ()
) -> list[pl.DataFrame]:
    """Return a problem for each row that names no colleague of ours (S1-10), whatever its kind.

    `heads` gives the head of a field path. Of those people spoke of already (`settled`) nothing
    more is said.
    """
    found = []
    for noun, rows in parts.items():
        if said := _text_of(noun, rows):
            column = heads.get(f"{noun}.owner") or heads.get(f"{noun}.{said}", "")
            found.append(_unknown(rows, said, column, settled))
    return found


def _unknown(rows: pl.DataFrame, said: str, column: str, settled: Sequence[str]) -> pl.DataFrame:
    name = pl.col(said)
    masked = name.str.contains("*", literal=True)
    stranger = pl.col("owner_id").is_null() & name.is_not_null() & (name != "")
    stranger &= pl.col("_fate") != "same"  # of what is kept like that already nothing is asked
    return problems_at(
        rows.filter(stranger & ~masked & ~name.is_in(list(settled))),
        column=column,
        value=name,
        rule="S1-10",
        message=pl.lit("没有叫“") + name + "”的同事，先按文字保留；可在设置里添加后重新导入",
        severity="warn",
    )
