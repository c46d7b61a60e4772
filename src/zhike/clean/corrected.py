"""How many cells are kept in another form than they were written in (S3-44)."""

import polars as pl

from zhike.words.proposal import Part, Proposal

_PLACE = ["_file", "_sheet", "_row"]


def corrected_cells(proposal: Proposal) -> int:
    """Return the number of cells whose stored value is not what was typed, raw cells at hand.

    A number or an amount written in plain digits is as it was typed; a day when it is written
    2024-05-10. Orders summed from their lines are left out: their cells are the lines'.
    """
    return sum(
        _corrected(raw, part, column, head)
        for raw in proposal.raw
        for head, path in _heads_of(raw, proposal.mapping).items()
        for part, column in [_column_of(proposal, path)]
        if part is not None
    )


def _heads_of(raw: pl.DataFrame, mapping: dict[str, str]) -> dict[str, str]:
    """Return {head: path} of one raw sheet; with several sheets the mapping names the place."""
    file, sheet = raw["_file"][0], raw["_sheet"][0]
    heads = [head for head in raw.columns if head not in _PLACE]
    said = {head: mapping.get(f"{file}#{sheet}!{head}", mapping.get(head, "")) for head in heads}
    return {head: path for head, path in said.items() if path}


def _column_of(proposal: Proposal, path: str) -> tuple[Part | None, str]:
    noun, _, column = path.partition(".")
    part = proposal.part(noun)
    if part is None or (noun == "orders" and proposal.part("order_lines") is not None):
        return None, column
    return (part if column in part.rows.columns else None), column


def _corrected(raw: pl.DataFrame, part: Part | None, column: str, head: str) -> int:
    if part is None:
        return 0
    typed = raw.select(*_PLACE, pl.col(head).str.strip_chars().alias("_typed"))
    kept = part.rows.select(*_PLACE, pl.col(column).alias("_kept")).drop_nulls("_kept")
    beside = kept.join(typed, on=_PLACE).drop_nulls("_typed")
    return beside.filter(~_same(beside.schema["_kept"])).height


def _same(kind: pl.DataType) -> pl.Expr:
    typed, kept = pl.col("_typed"), pl.col("_kept")
    if kind.is_numeric():
        return typed.str.contains(r"^-?\d+(\.\d+)?%?$")
    if kind == pl.Date:
        return typed == kept.dt.to_string("%Y-%m-%d")
    return typed == kept.cast(pl.String, strict=False)
