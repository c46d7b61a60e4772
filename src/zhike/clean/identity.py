"""Which row is which record: identity strings and what becomes of each row."""

from collections.abc import Sequence

import polars as pl

from zhike.clean.names import match_keys
from zhike.clean.plain_kinds import PLAIN
from zhike.clean.writing import Held, held_back
from zhike.words.proposal import PART_COLUMNS

_SUMMARY_LETTERS = 60  # enough to tell two notes of one day apart
_KEY_NAME = {
    "customers": "编号",
    "contacts": "联系人ID",
    "interactions": "互动ID",
    "orders": "订单号",
    "order_lines": "明细号",
} | {noun: kind.key for noun, kind in PLAIN.items()}
# What words.masks calls masked, as one pattern for a whole column.
_HIDES = r"[*＊●•…]|\.{3}|\d[xX×]{3,}|^..?(先生|女士)$"


def customer_reference(rows: pl.DataFrame) -> pl.Series:
    """Return the identity of the customer each row speaks of, null when it names none.

    `rows` has any of external_id, number, name. 编号 wins over 名称; a bare name means the first
    customer of that name: `编号:C001`, `名称:甲公司#1`.
    """
    by_id = [pl.lit("编号:") + pl.col(n) for n in ("external_id", "number") if n in rows.columns]
    found = rows.select(pl.coalesce(*by_id, pl.lit(None, dtype=pl.String)).alias("_parent"))
    given = found.to_series() if by_id else pl.Series("_parent", [None] * rows.height, pl.String)
    if "name" not in rows.columns or given.null_count() == 0:
        return given
    keys = match_keys(rows["name"])
    named = pl.select(pl.when(keys != "").then("名称:" + keys + "#1")).to_series()
    return given.zip_with(given.is_not_null(), named)


def identified(noun: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with `_identity` and `_keyed` (it came from a key people gave).

    Without a key: the kind, the natural key and the occurrence in these rows, so that two equal
    lines stay two and the same file again finds its own rows. `rows` has `_parent` but for
    customers.
    """
    if noun == "customers":
        keyed = _filled(rows, "external_id") | _filled(rows, "number")
        named = rows.with_columns(_identity=customer_reference(rows), _keyed=keyed)
        base = pl.col("_identity").str.replace(r"#1$", "")
    else:
        named = rows.with_columns(
            _identity=pl.coalesce(_given(noun, rows), _natural(noun, rows)),
            _keyed=_filled(rows, "external_id") | (pl.lit(noun in ("contacts", "orders"))),
        )
        base = pl.col("_identity")
    counted = base + "#" + (pl.int_range(1, pl.len() + 1).over(base)).cast(pl.String)
    return named.with_columns(
        pl.when(pl.col("_keyed")).then(pl.col("_identity")).otherwise(counted).alias("_identity")
    )


def _filled(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).is_not_null() if name in rows.columns else pl.lit(value=False)


def _given(noun: str, rows: pl.DataFrame) -> pl.Expr:
    """Return the identity by the key people gave; a line's number counts within its order."""
    if "external_id" not in rows.columns:
        return pl.lit(None, dtype=pl.String)
    scope = (pl.col("_parent") + "|") if noun == "order_lines" else pl.lit("")
    return pl.lit(f"{_KEY_NAME[noun]}:") + scope + pl.col("external_id")


def _natural(noun: str, rows: pl.DataFrame) -> pl.Expr:
    def text(name: str) -> pl.Expr:
        return _text(rows, name)

    parent = pl.col("_parent").fill_null("")
    match noun:
        case "contacts":
            person = text("name")
            vague = (person == "") | person.str.contains("*", literal=True)
            own = person + pl.when(vague).then(text("phone") + text("email")).otherwise(pl.lit(""))
            return pl.lit("联系人:") + parent + "|" + own
        case "interactions":
            said = text("summary").str.slice(0, _SUMMARY_LETTERS)
            return pl.lit("互动:") + parent + "|" + text("happened_on") + "|" + said
        case "orders":
            return pl.lit("订单:") + parent + "|" + text("ordered_on")
        case _ if noun in PLAIN:
            return _of_plain(rows, noun)
        case _:
            what = text("product") + "|" + text("quantity") + "|" + text("amount_fen")
            return pl.lit("明细:") + parent + "|" + what


def _of_plain(rows: pl.DataFrame, noun: str) -> pl.Expr:
    """Return 报价:编号:C1|2026-05-01|打印机|1200000: kind, customer, what tells it apart."""
    kind = PLAIN[noun]
    parts = [_first(rows, names).str.slice(0, _SUMMARY_LETTERS) for names in kind.natural]
    owner = [pl.col("_parent").fill_null("")] if kind.of_customer else []
    return pl.lit(f"{kind.said}:") + pl.concat_str([*owner, *parts], separator="|")


def _first(rows: pl.DataFrame, names: str) -> pl.Expr:
    """Return the first of some columns (`due_on/paid_on`) that is filled, as text."""
    texts = [_text(rows, name) for name in names.split("/")]
    return pl.coalesce(*(pl.when(text != "").then(text) for text in texts), pl.lit(""))


def _text(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).fill_null("") if name in rows.columns else pl.lit("")


def fates(
    rows: pl.DataFrame,
    known: pl.DataFrame,
    *,
    masked: Sequence[str] = (),
    held: Sequence[Held] = (),
) -> pl.DataFrame:
    """Return the rows with `_fate`, `_known_id` and `_why` (a sentence where unclear).

    `known` has `_identity`, `_id`, `_mine` and what is kept now. Only columns the rows have are
    compared; an empty cell never erases, a masked value (columns `masked`) never replaces a full
    one: both are null afterwards. So is the type a customer had before a first order raised it
    (`_raised_from` of `known`), which an older list still says, and what `held` keeps back. An
    identity met again (a key within a file, or another sheet that holds the same) is `same` when
    equal, else `unclear`; so are rows that keys of people's own choice leave open (`_ask`,
    `_unmatched`).
    """
    fields = [name for name in rows.columns if not name.startswith("_")]
    joined = rows.join(_comparable(rows, known, fields), on="_identity", how="left")
    joined = joined.with_columns(_unmasked(name) for name in masked if f"{name}?" in joined.columns)
    if "customer_type" in fields:
        joined = joined.with_columns(_not_lowered())
    joined = held_back(joined, held)
    if {"_moved", "external_id?"} <= set(joined.columns):
        joined = joined.with_columns(_own_number())
    changed = pl.any_horizontal(
        [pl.lit(value=False), *(_differs(n, f"{n}?") for n in fields if f"{n}?" in joined.columns)]
    )
    repeated, equal = _repeats(joined, fields)
    foreign = pl.col("_id").is_not_null() & ~pl.col("_mine")
    merged = pl.col("_merged").fill_null(value=False) & changed
    aside = pl.col("_aside").fill_null(value=False) & changed
    asked = _column(joined, "_ask", pl.String)
    taken = pl.col("_id").is_not_null() & _column(joined, "_unmatched", pl.Boolean).fill_null(
        value=False
    )
    unclear = repeated | foreign | merged | aside | asked.is_not_null() | taken
    fate = (
        pl.when(repeated & equal).then(pl.lit("same"))
        .when(unclear).then(pl.lit("unclear"))
        .when(pl.col("_id").is_null()).then(pl.lit("new"))
        .when(changed).then(pl.lit("changed"))
        .otherwise(pl.lit("same"))
    )  # fmt: skip
    why = (
        pl.when(repeated & ~equal).then(pl.lit("repeated"))
        .when(foreign).then(pl.lit("foreign"))
        .when(merged).then(pl.lit("merged"))
        .when(aside).then(pl.lit("aside"))
        .when(asked.is_not_null()).then(asked)
        .when(taken).then(pl.lit("taken"))
    )  # fmt: skip
    settled = joined.with_columns(_fate=fate, _why=why, _known_id=pl.col("_id"))
    mine = ("_id", "_mine", "_merged", "_aside", "_raised_from")
    return settled.drop(*(n for n in settled.columns if n.endswith("?")), *mine)


def _column(rows: pl.DataFrame, name: str, kind: pl.DataType | type[pl.DataType]) -> pl.Expr:
    return pl.col(name) if name in rows.columns else pl.lit(None, dtype=kind)


def _comparable(rows: pl.DataFrame, known: pl.DataFrame, fields: list[str]) -> pl.DataFrame:
    """Return what is known as `name?` columns of the rows' own types, empty texts as null."""
    shared = [name for name in fields if name in known.columns]
    typed = [
        pl.col(name).cast(rows.schema[name], strict=False).alias(f"{name}?") for name in shared
    ]
    merged, aside = (
        pl.col(name) if name in known.columns else pl.lit(value=False)
        for name in ("_merged", "_aside")
    )
    raised = pl.col("_raised_from") if "_raised_from" in known.columns else pl.lit(None, pl.String)
    frame = known.select(
        "_identity", pl.col("_id").cast(pl.Int64), "_mine", merged.alias("_merged"),
        aside.alias("_aside"),
        raised.alias("_raised_from"), *typed,
    )  # fmt: skip
    return frame.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.String and name.endswith("?")
    )


def _unmasked(name: str) -> pl.Expr:
    """Return the column without masked values where a value is kept already."""
    hides = pl.col(name).str.contains(_HIDES) & pl.col(f"{name}?").is_not_null()
    return pl.when(hides.fill_null(value=False)).then(None).otherwise(pl.col(name)).alias(name)


def _own_number() -> pl.Expr:
    """Return the number, but for rows that are a record kept under another one."""
    other = pl.col("_moved").fill_null(value=False) & pl.col("external_id?").is_not_null()
    return pl.when(~other).then("external_id").alias("external_id")


def _not_lowered() -> pl.Expr:
    """Return the type without the one a first order has raised since (S3-45)."""
    stale = (pl.col("customer_type") == pl.col("_raised_from")).fill_null(value=False)
    return pl.when(stale).then(None).otherwise(pl.col("customer_type")).alias("customer_type")


def _differs(name: str, other: str) -> pl.Expr:
    return pl.col(name).is_not_null() & pl.col(name).ne_missing(pl.col(other))


def _repeats(rows: pl.DataFrame, fields: list[str]) -> tuple[pl.Expr, pl.Expr]:
    """Return which rows bring a key met before in these rows, and whether they say the same."""
    again = ~rows["_identity"].is_first_distinct()
    if not again.any():
        return pl.lit(value=False), pl.lit(value=False)
    first = rows.filter(~again).select(
        "_identity", *(pl.col(name).alias(f"{name}!") for name in fields)
    )
    beside = rows.select("_identity", *fields).join(first, on="_identity", how="left")
    same = beside.select(
        ~pl.any_horizontal([pl.lit(value=False), *(_differs(n, f"{n}!") for n in fields)])
    ).to_series()
    return pl.lit(again), pl.lit(same)


def part_columns(rows: pl.DataFrame) -> list[str]:
    """Return the columns of a part in their order: PART_COLUMNS, then the fields."""
    return [*PART_COLUMNS, *(name for name in rows.columns if not name.startswith("_"))]
