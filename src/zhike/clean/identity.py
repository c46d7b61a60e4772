"""Which row is which record: identity strings, from a key or from what tells rows apart."""

import polars as pl

from zhike.clean.names import match_keys
from zhike.clean.plain_kinds import PLAIN
from zhike.words.proposal import PART_COLUMNS

_SUMMARY_LETTERS = 60  # enough to tell two notes of one day apart
_KEY_NAME = {
    "customers": "编号",
    "contacts": "联系人ID",
    "interactions": "互动ID",
    "orders": "订单号",
    "order_lines": "明细号",
} | {noun: kind.key for noun, kind in PLAIN.items()}


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


def part_columns(rows: pl.DataFrame) -> list[str]:
    """Return the columns of a part in their order: PART_COLUMNS, then the fields."""
    return [*PART_COLUMNS, *(name for name in rows.columns if not name.startswith("_"))]
