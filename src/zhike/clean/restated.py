"""Values of a row that only say again what the book knows under another column."""

import polars as pl

from zhike.clean.address_again import ELSEWHERE, FOLLOWS
from zhike.clean.names import match_keys
from zhike.clean.people_together import FILLS
from zhike.clean.places import LEVELS

REFERENCE = "知客"  # how our own references to records without a number begin
_HIDDEN = r"[*＊●•]"
_MASKED = "掩码"
_ONLY_A_MASK = "只有掩码.*已有的完整"  # what phones and emails say of a mask
# A column, and where what it says may stand already.
_AGAIN = (("size_text", "size_label"), ("stated_follow_up_on", "last_follow_on"))


def namesakes_only(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return what is known without customers met by our own number whose name is another.

    Lists of other houses may count their customers as we do; the name then tells them apart.
    """
    if "number" not in known.columns or "name" not in rows.columns:
        return known
    by_number = pl.col("_identity") == "编号:" + pl.col("number")
    own = pl.col("external_id").fill_null("") == pl.col("number")
    met = known.filter(by_number & ~own)
    if met.is_empty():
        return known
    names = rows.select("_identity", _named="name").unique("_identity", keep="first")
    met = met.join(names, on="_identity", how="left", maintain_order="left")
    keys = (match_keys(met["_named"].fill_null("")), match_keys(met["name"].fill_null("")))
    hidden = pl.col("_named").str.contains(_HIDDEN).fill_null(value=False)
    same = pl.lit(keys[0] == keys[1]) | pl.lit(keys[0] == "") | pl.lit(keys[1] == "") | hidden
    others = met.filter(~same)["_identity"]
    return known.filter(~pl.col("_identity").is_in(others.implode()))


def restated(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with nulls where a cell says nothing new.

    The number a table prints for who has none of its own, a size that is the label already, the day
    of the last follow-up, and the name of the colleague whose the record is.
    """
    if known.is_empty():
        return rows
    wanted = [name for pair in _AGAIN for name in pair]
    wanted += ["external_id", "number", "by_text", "owner_id", "phone", "next_step", "next_due_on"]
    wanted += ["region"] if ELSEWHERE in rows.columns else []
    wanted += ["name"] if "_name_follows" in rows.columns else []
    there = [name for name in wanted if name in known.columns]
    kept = known.select("_identity", *(pl.col(name).alias(f"{name}?") for name in there))
    kept = kept.unique("_identity", keep="first")
    beside = rows.join(kept, on="_identity", how="left", maintain_order="left")
    again = {**_numbers(beside), **_twice_said(beside), **_colleagues(beside), **_kinds(beside)}
    again |= _promises(beside) | _addressed(beside) | _beside_another(beside)
    if not again:
        return rows
    nothing = [
        pl.when(said.fill_null(value=False)).then(None).otherwise(pl.col(name)).alias(name)
        for name, said in again.items()
    ]
    return beside.with_columns(nothing).drop(f"{name}?" for name in there)


def _numbers(rows: pl.DataFrame) -> dict[str, pl.Expr]:
    if not {"external_id", "external_id?"} <= set(rows.columns):
        return {}
    none = pl.col("external_id?").fill_null("") == ""
    ours = pl.col("external_id").str.starts_with(REFERENCE)
    if "number?" in rows.columns:
        ours = ours | (pl.col("external_id") == pl.col("number?"))
    return {"external_id": none & ours}


def _twice_said(rows: pl.DataFrame) -> dict[str, pl.Expr]:
    found = {}
    for name, other in _AGAIN:
        if not {name, f"{name}?", f"{other}?"} <= set(rows.columns):
            continue
        same = pl.col(name).cast(pl.String) == pl.col(f"{other}?").cast(pl.String)
        differs = pl.col(name).cast(pl.String).ne_missing(pl.col(f"{name}?").cast(pl.String))
        found[name] = same & differs
    return found


def _colleagues(rows: pl.DataFrame) -> dict[str, pl.Expr]:
    if not {"by_text", "owner_id", "by_text?", "owner_id?"} <= set(rows.columns):
        return {}
    none = pl.col("by_text?").fill_null("") == ""
    return {"by_text": none & (pl.col("owner_id") == pl.col("owner_id?").cast(pl.Int64))}


def _kinds(rows: pl.DataFrame) -> dict[str, pl.Expr]:
    """Return where a masked number says nothing of the kind of the number that is kept."""
    if not {"phone_kind", "phone?"} <= set(rows.columns):
        return {}
    return {"phone_kind": (pl.col("phone_kind") == _MASKED) & (pl.col("phone?") != "")}


def _promises(rows: pl.DataFrame) -> dict[str, pl.Expr]:
    """Return where a day only follows from a promise that is kept word for word with its day."""
    if not {"_due_follows", "next_due_on", "next_step?", "next_due_on?"} <= set(rows.columns):
        return {}
    same = pl.col("next_step") == pl.col("next_step?")
    return {"next_due_on": pl.col("_due_follows") & same & pl.col("next_due_on?").is_not_null()}


def _addressed(rows: pl.DataFrame) -> dict[str, pl.Expr]:
    """Return where only an address says a place and the record is kept in another one.

    A region, which says who sells there, stands whatever the address says.
    """
    if ELSEWHERE not in rows.columns:
        return {}
    follows, elsewhere = pl.col(FOLLOWS), pl.col(ELSEWHERE).is_not_null()
    names = [name for name in LEVELS if name in rows.columns]
    found = {name: elsewhere & (follows <= LEVELS.index(name)) for name in names}
    return found | ({"region": _kept("region").is_not_null() & (follows == 0)}
                    if "region?" in rows.columns else {})  # fmt: skip


def _beside_another(rows: pl.DataFrame) -> dict[str, pl.Expr]:
    """Return where a name or a number only stands beside the other, and another one is kept."""
    found: dict[str, pl.Expr] = {}
    for what, columns in FILLS.items():
        if {f"_{what}_follows", f"{what}?"} <= set(rows.columns):
            stands = pl.col(f"_{what}_follows") & _kept(what).is_not_null()
            found |= dict.fromkeys((one for one in columns if one in rows.columns), stands)
    return found


def _kept(name: str) -> pl.Expr:
    return pl.col(f"{name}?").replace("", None)


def unmasked_again(problems: pl.DataFrame, rows: pl.DataFrame | None) -> pl.DataFrame:
    """Return the problems without those of masked cells whose whole value is kept already.

    `rows` are the contacts handed over; a masked cell of one that is known changes nothing.
    """
    if rows is None or rows["_known_id"].null_count() == rows.height:
        return problems
    places = rows.filter(pl.col("_known_id").is_not_null()).select(
        pl.col("_file").alias("file"), pl.col("_sheet").alias("sheet"),
        pl.col("_row").cast(pl.Int64).alias("row"), kept=True,
    )  # fmt: skip
    beside = problems.join(places.unique(), on=["file", "sheet", "row"], how="left",
                           nulls_equal=True, maintain_order="left")  # fmt: skip
    idle = pl.col("kept").fill_null(value=False) & pl.col("message").str.contains(_ONLY_A_MASK)
    return beside.filter(~idle).drop("kept")
