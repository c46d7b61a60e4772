"""Phone numbers in one form with their kind: 手机, 座机, 400, 其他 or 掩码 (S3-07, S3-12)."""

from collections.abc import Callable

import polars as pl

from zhike.clean import phone_forms
from zhike.clean.cells import fold_figures, read_cells
from zhike.clean.cleaned import Cleaned, clean_rest, judged, reasoned
from zhike.clean.foreign_phones import has_right_length
from zhike.clean.forms import plainly
from zhike.clean.han import ANY_HAN
from zhike.clean.phone_areas import OF_THREE, OF_TWO
from zhike.clean.phone_reasons import has_lost_stars, why_unreadable

RULE = "S3-07"
ALONE = (f"{RULE}.mobile", f"{RULE}.landline")
"""The rules of cells that hold a number with its own marks and nothing else."""

_LABEL = (
    r"^(?:联系|办公|公司|移动|单位|客服)?(?:电话|手机|座机|固话|固定电话|方式|热线|TEL|PHONE|MOBILE|MOB|CELL|T|M|☎|📞|📱)"
    r"(?:号码?)? ?[.:]? ?"
)
_COUNTRY = r"^(?:\(?(?:\+ ?|0 ?0 ?)86\)?[ +-]*(?:\+86)?|86[ -]+)"
_AT_HOME_ONLY = r"^((?:\+|00)[1-9][0-9]{0,2})[ -]*\(0\)"  # +44 (0)20: not dialled from here
_BARE_COUNTRY = r"^86(1[3-9][0-9]{9})$"
_MASKED = r"[*●•]|\.{3}|[0-9]X{3,}|×{2,}"
# All digits are there: the stars are marks beside the number, or stand between its parts.
_WHOLE = r"^[*●• ]*1[3-9][0-9][*● ]?[0-9]{4}[*● ]?[0-9]{4}[*●. ]*$|^0[0-9]{2,3}\*[2-9][0-9]{6,7}$"
_MARKS = r"(?:[*●•×]|\.{3}|X{3,})+"
_EXTENSION = r"(?: ?(?:转|分机|EXT\.?|X|#|-) ?:? ?([0-9]{1,6}))?$"
_AREA_OF_3 = rf"^\(?({OF_TWO})\)?[ -]{{0,3}}([2-9][0-9]{{3}})[ -]?([0-9]{{4}})"
_AREA_OF_4 = rf"^\(?({OF_THREE})\)?[ -]{{0,3}}([2-9][0-9]{{2,3}})[ -]?([0-9]{{4}})"
_MOBILE = r"^0?(1[3-9][0-9]{9})(?:(?:转|分机|EXT\.?):?([0-9]{1,6}))?$"
_HOTLINE = r"^([48]00)([0-9]{3})([0-9]{4})" + _EXTENSION
_SERVICE = r"^(?:95[0-9]{3,6}|96[0-9]{3,4}|12[0-9]{3}|100[0-9]{2})$"
_STARRED = r"^(0[0-9]{2,3}-?[2-9][0-9]{6,7})\*([0-9]{1,6})$"  # a switchboard's key, no mask
_FOREIGN = r"^(?:\+|00)([1-9][0-9]{6,14})(?:(?:转|分机|EXT|X|#):?([0-9]{1,6}))?$"
_SEVERAL = r"[/、,;|\\]|或者?|和|及"
_NEXT_TO = r"(1[3-9][0-9]{9}|[0-9]{7,8}) +((?:0[0-9]{2,3}|1[3-9]|[48]00).*)$"
_PLAIN = r"^1(?:3[0-9]|5[0-35-9]|66|7[1-35-8]|8[0-9]|9[0-35-9])[0-9]{8}$"
_STAND_IN = "13800138000"
_PLAIN_LANDLINE = (
    rf"^0(?:(?:{OF_TWO})-[2-9][0-9]{{7}}|{OF_THREE}-[2-9][0-9]{{6,7}})"
    r"(?:[转-][0-9]{1,6})?$"
)
# Ranges that nobody has been given for calling, by GB/T numbering as of 2026.
_NOT_IN_USE = r"^1(?:4[0-4689]|54|6[013489]|7[49]|94)"
_MADE_UP = (
    _STAND_IN,
    "12345",
    "12345678901",
    "12345678910",
    "1234567890",
    "12345678",
    "1234567",
)


def clean_phones(column: pl.Series) -> Cleaned:
    """Return phones as 13912345678, 021-69995778-801, 400-800-8888 or +85223456789.

    `more["phone_kind"]` is 手机, 座机, 400, 其他 or 掩码. A masked number is kept with a warning;
    of several numbers in a cell the first is, also with a warning; lost stars (1395678) only warn.
    """
    if column.dtype != pl.String:
        return _clean_phones(column)
    # A column a step: what an expression uses twice is worked out twice.
    cells = column.rename("given").to_frame().with_columns(mobile=_is_mobile(pl.col("given")))
    easy = cells.select(
        value=pl.when("mobile").then("given"),
        kind=pl.when("mobile").then(pl.lit("手机")),
        by=pl.lit(None, pl.String),
    )
    return _rest_of(column, easy, _clean_less_plain)


def _clean_less_plain(column: pl.Series) -> Cleaned:
    """Read landlines, and mobile numbers with blanks, hyphens and +86; what is left with care."""
    bare = pl.col("given").str.strip_prefix("+86").str.replace_many([" ", "-"], [""])
    cells = (
        column.rename("given")
        .to_frame()
        .with_columns(bare=bare, landline=pl.col("given").str.contains(_PLAIN_LANDLINE))
    )
    cells = cells.with_columns(mobile=_is_mobile(pl.col("bare")))
    extended = pl.col("given").str.replace("转", "-", literal=True)
    cells = cells.with_columns(value=pl.when("mobile").then("bare").when("landline").then(extended))
    easy = cells.select(
        "value",
        kind=pl.when("mobile").then(pl.lit("手机")).when("landline").then(pl.lit("座机")),
        by=pl.when(pl.col("value") != pl.col("given")).then(
            pl.when("mobile").then(pl.lit(ALONE[0])).otherwise(pl.lit(ALONE[1]))
        ),
    )
    return _rest_of(column, easy, _clean_phones)


def _is_mobile(text: pl.Expr) -> pl.Expr:
    return text.str.contains(_PLAIN) & ~text.str.ends_with("00000000") & (text != _STAND_IN)


def _rest_of(
    column: pl.Series, easy: pl.DataFrame, rest: Callable[[pl.Series], Cleaned]
) -> Cleaned:
    """Return `value`, `kind` and rule (`by`) of plain numbers, and what `rest` makes of others."""
    return clean_rest(column, easy["value"], rest, by=easy["by"], phone_kind=easy["kind"])


def _clean_phones(column: pl.Series) -> Cleaned:
    frame = _read_again(_valued(_read(_folded(column))))
    doubtful = pl.col("text").is_not_null() & (
        pl.any_horizontal(pl.col("value").is_null(), "made_up", "several")
        | (pl.col("phone_kind") == "掩码")
        | pl.col("value").str.contains(_NOT_IN_USE)
    )
    told = _unreadable(reasoned(frame, _reason(), where=doubtful))
    return judged(told, rule=RULE, more=("phone_kind",))


def _unreadable(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with why each cell without a value and a `reason` has none.

    Such cells are few and have many reasons, so each is asked by itself. One that lost its stars
    warns.
    """
    rows = frame.select(pl.col("value").is_null() & pl.col("reason").is_null()).to_series()
    rows = (rows & frame["text"].is_not_null()).arg_true()
    unread = frame["raw", "text", "squeezed"][rows]
    why = pl.Series([why_unreadable(*cell) for cell in unread.iter_rows()], dtype=pl.String)
    lost = pl.Series([has_lost_stars(text) for text in unread["squeezed"]], dtype=pl.Boolean)
    severity = pl.Series("severity", [None], dtype=pl.String).new_from_index(0, frame.height)
    return frame.with_columns(
        frame["reason"].scatter(rows, why), severity.scatter(rows.filter(lost), "warn")
    )


def _odd_rows(frame: pl.DataFrame) -> pl.Series:
    """Return the rows whose number was not read, or is hidden in part beside a name."""
    unread = (frame["value"].is_null() & frame["text"].is_not_null()).arg_true()
    masked = (frame["phone_kind"] == "掩码").arg_true()
    named = masked.filter(frame["value"].gather(masked).str.contains(ANY_HAN))
    return pl.concat([unread, named]).sort() if len(named) else unread


def _read_again(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame where an unread cell is read in its plain form, or gives its first number.

    `by` has the odd forms it was read by, `several` says that more numbers stand in it.
    """
    frame = frame.with_columns(by=pl.lit(None, pl.String), several=pl.lit(value=False))
    rows = _odd_rows(frame)
    if not len(rows):
        return frame
    unread = frame.select("raw", "folded", "text")[rows].with_columns(row=rows)
    tried = pl.concat([_first_of_several(unread), _in_plain_form(unread)])
    again = _valued(_read(tried)).with_columns(tried["row", "by", "several"])
    read = again.filter(
        pl.col("value").is_not_null() & ~(pl.col("several") & (pl.col("phone_kind") == "掩码"))
    )
    read = read.unique("row", keep="last", maintain_order=True)
    return frame.with_row_index("row").update(read, on="row", include_nulls=True).drop("row")


def _in_plain_form(unread: pl.DataFrame) -> pl.DataFrame:
    """Return the cells that have an odd form in their plain one."""
    plain = plainly(unread["folded"], phone_forms)
    tried = unread.with_columns(folded=plain["text"], by=plain["by"], several=pl.lit(value=False))
    return tried.filter(pl.col("by").is_not_null())


def _first_of_several(unread: pl.DataFrame) -> pl.DataFrame:
    """Return the cells that hold several numbers with the first of each alone."""
    parted = pl.col("text").str.replace(_NEXT_TO, "$1/$2").str.replace(rf" ?(?:{_SEVERAL}).*$", "")
    alone = unread.with_columns(
        folded=parted, by=pl.lit(None, pl.String), several=pl.lit(value=True)
    )
    return alone.filter(pl.col("folded") != pl.col("text"))


def _folded(column: pl.Series) -> pl.DataFrame:
    """Return raw and `folded`: capitals in half width with one kind of hyphen."""
    text = pl.col("text").str.to_uppercase().str.replace_all(r"[‐‑‒–—―−ー]", "-")
    return read_cells(column, folded=fold_figures).select("raw", folded=text)


def _read(cells: pl.DataFrame) -> pl.DataFrame:
    """Return cells with text: `folded` without label and country, `squeezed`, and `home`."""
    plain = pl.col("folded").str.replace(_LABEL, "").str.replace(r"^([0-9]+)\.0+$", "$1")
    plain = plain.str.replace(_STARRED, "${1}转$2").str.replace(_AT_HOME_ONLY, "$1 ")
    cells = cells.with_columns(plain.alias("text"), home=plain.str.contains(_COUNTRY))
    text = pl.col("text").str.replace(_COUNTRY, "").str.replace(_BARE_COUNTRY, "$1")
    cells = cells.with_columns(text.alias("text"))
    return cells.with_columns(squeezed=pl.col("text").str.replace_all(r"[ ().-]", ""))


def _valued(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with value and phone_kind, null where the number is `made_up`."""
    masked = pl.col("text").str.contains(_MASKED) & ~pl.col("text").str.contains(_WHOLE)
    forms = {
        "掩码": pl.when(masked).then(pl.col("text").str.replace_all(_MARKS, "****")),
        "手机": _joined("mobile", 2),
        "座机": pl.coalesce(_number_with_area("area_of_3"), _number_with_area("area_of_4")),
        "400": _joined("hotline", 4),
        "其他": pl.coalesce(
            pl.lit("+") + _foreign(),
            pl.col("squeezed").str.extract(f"({_SERVICE})"),
        ),
    }
    parts = _parts_of(cells)
    read = parts.with_columns(value.alias(f"_{kind}") for kind, value in forms.items())
    value = pl.coalesce(pl.col(f"_{kind}") for kind in forms)
    kind = pl.coalesce(
        pl.when(pl.col(f"_{kind}").is_not_null()).then(pl.lit(kind)) for kind in forms
    )
    told = read.select(
        "raw", "folded", "text", "squeezed", value=value, phone_kind=kind, made_up=_made_up()
    )
    real = pl.when(~pl.col("made_up"))
    return told.with_columns(real.then(pl.col("value", "phone_kind")))


def _parts_of(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with the parts of each form, asked once: groups cost most of a reading.

    After +86 the 0 of an area code is left out.
    """
    squeezed = pl.col("squeezed").str
    zero = pl.col("text").str.contains(r"^\(?0[1-9]")
    dialled = pl.when(zero | pl.col("home")).then(pl.col("text").str.replace(r"^(\(?)0", "$1"))
    told = cells.with_columns(
        mobile=squeezed.extract_groups(_MOBILE),
        hotline=squeezed.extract_groups(_HOTLINE),
        foreign=squeezed.extract_groups(_FOREIGN),
        dialled=dialled,
    )
    return told.with_columns(
        area_of_3=pl.col("dialled").str.extract_groups(_AREA_OF_3 + _EXTENSION),
        area_of_4=pl.col("dialled").str.extract_groups(_AREA_OF_4 + _EXTENSION),
    )


def _foreign() -> pl.Expr:
    """Return the digits of +852 2345 6789, if that is how long numbers are there."""
    digits = pl.col("foreign").struct.field("1")
    return pl.when(has_right_length(digits)).then(_joined("foreign", 2))


def _number_with_area(parts: str) -> pl.Expr:
    """Return 021-69995778 with its extension."""
    area, first, last, extension = (pl.col(parts).struct.field(str(at)) for at in range(1, 5))
    return "0" + area + "-" + first + last + ("-" + extension).fill_null("")


def _joined(parts: str, count: int) -> pl.Expr:
    fields = [pl.col(parts).struct.field(str(at)) for at in range(1, count + 1)]
    whole = pl.concat_str(fields, separator="-", ignore_nulls=True)
    return pl.when(fields[0].is_not_null()).then(whole)


def _made_up() -> pl.Expr:
    """Say whether a number only fills the cell (S0-14): 11111111111, 13000000000, 12345678."""
    digits = pl.col("squeezed")
    one_digit = (digits.str.len_chars() >= 5) & (
        digits.str.strip_chars(digits.str.slice(0, 1)).str.len_chars() == 0
    )
    zeros = digits.str.contains(r"^1[3-9][0-9]?0{8,9}$|^[48]000{7}$")
    return (one_digit | zeros | digits.is_in(_MADE_UP)).fill_null(value=False)


def _reason() -> pl.Expr:
    value, kind = pl.col("value"), pl.col("phone_kind")
    return (
        pl.when("made_up")
        .then(_said("是虚假号码，请向客户核实"))
        .when("several")
        .then(_said("里有几个号码，只取了第一个，其余请另列一行"))
        .when(kind == "掩码")
        .then(_said("只有掩码，没有完整号码；已有的完整号码不会被它覆盖"))
        .when((kind == "手机") & value.str.contains(_NOT_IN_USE))
        .then(_said("的号段没有用于通话，请核实"))
    )


def _said(what: str) -> pl.Expr:
    return pl.format("电话“{}”" + what, pl.col("raw"))
