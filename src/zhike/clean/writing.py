"""How the columns of a sheet are written onto records that are kept already."""

from collections.abc import Mapping, Sequence

import polars as pl

from zhike.clean.field_cells import clean_field
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec

Held = tuple[tuple[str, ...], str]  # the columns of one field, and 保留 or 补空
KEEP, FILL = "保留", "补空"
_OF_ACCOUNT = ("owner_id", "owner_text")


def held_columns(noun: str, writing: Mapping[str, str], playbook: Playbook) -> list[Held]:
    """Return the stored columns of each field of a noun that is not simply written over."""
    chosen = {path: how for path, how in writing.items() if how in (KEEP, FILL)}
    fields = [field for field in playbook.fields(noun) if field.path in chosen]
    return [(stored_columns(field, playbook), chosen[field.path]) for field in fields]


def stored_columns(field: FieldSpec, playbook: Playbook) -> tuple[str, ...]:
    """Return the columns a field is kept in: an industry in its words, its code and its group."""
    if field.kind == "account":
        return (field.name, *_OF_ACCOUNT)
    empty = pl.Series([], dtype=pl.String)
    return tuple(clean_field(field, empty, unit="", playbook=playbook)[1])


def held_back(joined: pl.DataFrame, held: Sequence[Held]) -> pl.DataFrame:
    """Return rows beside what is kept (`_id`, `name?`) without the values that may not be written.

    保留 writes nothing onto a record that is there; 补空 only into what is empty, and of a field
    kept in several columns (a place, an industry) only where none of them says otherwise.
    """
    for columns, how in held:
        names = [name for name in columns if name in joined.columns]
        known = {name: _known(joined, name) for name in names}
        other = [
            known[name].is_not_null() & pl.col(name).is_not_null() & (known[name] != pl.col(name))
            for name in names
        ]
        says_otherwise = pl.any_horizontal([pl.lit(value=False), *other])
        joined = joined.with_columns(
            pl.when(
                pl.col("_id").is_not_null()
                & (pl.lit(how == KEEP) | known[name].is_not_null() | says_otherwise)
            )
            .then(None)
            .otherwise(pl.col(name))
            .alias(name)
            for name in names
        )
    return joined


def _known(joined: pl.DataFrame, name: str) -> pl.Expr:
    there = f"{name}?" in joined.columns
    return pl.col(f"{name}?") if there else pl.lit(None, dtype=joined.schema[name])
