"""Records put under another identity, with everything that hangs on them."""

import polars as pl

from zhike.clean.parts import Parts

MOVED = ("_at", "_identity", "_new")


def moved_parts(parts: Parts, noun: str, moved: pl.DataFrame) -> Parts:
    """Return the parts with records of a noun under their `_new` identity, children following.

    `moved` has MOVED, and `_alone`: rows of which only what stands beside them follows, since
    others that point at the identity mean somebody else. Moved rows are marked (`_moved`): the
    number they bear is not the one their record is kept under.
    """
    if moved.is_empty():
        return parts
    beside = moved.select(*MOVED)
    here = parts[noun].join(
        beside, on=["_at", "_identity"], how="left", nulls_equal=False, maintain_order="left"
    )
    before = pl.col("_moved") if "_moved" in here.columns else pl.lit(value=False)
    settled = here.with_columns(
        pl.coalesce("_new", "_identity").alias("_identity"),
        _moved=before.fill_null(value=False) | pl.col("_new").is_not_null(),
    )
    found = parts | {noun: settled.drop("_new")}
    for child in parts:
        if child != noun and "_parent" in parts[child].columns:
            rows, further = _under_new_parents(found[child], moved)
            found = moved_parts(found | {child: rows}, child, further)
    return found


def _under_new_parents(
    rows: pl.DataFrame, moved: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return rows with their new parents, and which of them bear the old one in their identity."""
    near = moved.select("_at", _parent="_identity", _near="_new")
    far = moved.filter(~pl.col("_alone")).select(_parent="_identity", _far="_new")
    joined = rows.join(near, on=["_at", "_parent"], how="left", maintain_order="left").join(
        far.unique("_parent", keep="first"), on="_parent", how="left", maintain_order="left"
    )
    joined = joined.with_columns(_into=pl.coalesce("_near", "_far"))
    said = pl.col("_identity").str.extract(r"^([^:]+):")
    begins = pl.concat_str(said, pl.lit(":"), pl.col("_parent"))
    natural = pl.col("_identity").str.starts_with(begins + "|")
    rest = pl.col("_identity").str.slice(begins.str.len_chars())
    renamed = joined.filter(pl.col("_into").is_not_null()).filter(natural)
    further = renamed.select(
        "_at", "_identity", _new=said + ":" + pl.col("_into") + rest, _alone=pl.lit(value=False)
    )
    kept = joined.with_columns(pl.coalesce("_into", "_parent").alias("_parent"))
    return kept.drop("_near", "_far", "_into"), further
