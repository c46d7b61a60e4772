"""Names of firms and people in one spelling, and the key by which two spellings are one."""

from functools import cache

import opencc
import polars as pl

from zhike.clean.cells import half_width, read_cells
from zhike.clean.cleaned import Cleaned, judged

_IN_POWERS = r"^[0-9]\.[0-9]+[Ee]\+[0-9]{2}$"
_ROUNDED = r"^[0-9]{15,17}000$"
_DROPPED = r"""[\s()\[\]{}<>〈〉《》【】〔〕「」『』"'`“”‘’·•・.,，、。;:：；_]"""
_HAN = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32000))  # blocks of Chinese characters
# Parts of characters that PDF files give for whole ones, where half width (NFKC) leaves them.
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
_IN_PHRASES = "藉沈瞭坏覆衹甦哩"  # written otherwise in some words only: 藉口, but 慰藉


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplify(column: pl.Series) -> pl.Series:
    """Return traditional characters as simplified ones, the whole column in one go.

    Line breaks inside a value become blanks; null stays null.
    """
    rows = column.str.contains(_traditional()).fill_null(value=False).arg_true()
    if not len(rows):
        return column
    lines = column.gather(rows).str.replace_all(r"[\r\n\x00]", " ").str.join("\n").item()
    converted = _converter().convert(lines).translate(_RADICALS)
    simple = pl.Series(converted.split("\n"), dtype=pl.String)
    return column.clone().scatter(rows, simple)


@cache
def _traditional() -> str:
    """Return a pattern of every character that may be written in a simpler way, and line ends."""
    letters = [chr(at) for block in _HAN for at in range(*block)]
    simple = _converter().convert("\n".join(letters)).split("\n")
    changed = (one for one, other in zip(letters, simple, strict=True) if one != other)
    return f"[\\r\\n\\x00{_IN_PHRASES}{''.join(map(chr, _RADICALS))}{''.join(changed)}]"


def simplify_text(text: str) -> str:
    """Return one text in simplified characters."""
    return str(_converter().convert(text)).translate(_RADICALS)


def clean_names(column: pl.Series) -> Cleaned:
    """Return names with half-width forms, single blanks and simplified characters."""
    frame = read_cells(column).with_columns(reason=pl.lit(None, pl.String))
    return judged(frame.with_columns(simplify(frame["text"]).alias("value")), rule="S0-11")


def clean_text(column: pl.Series) -> Cleaned:
    """Return short or long text as it was typed, without blanks at its ends and placeholders."""
    frame = read_cells(column).with_columns(reason=pl.lit(None, pl.String))
    return judged(frame.rename({"raw": "value"}), rule="S3-44")


def clean_keys(column: pl.Series) -> Cleaned:
    """Return keys such as 编号 in half width: Ｃ００１ and C001 are one; names keep their form.

    A key that a spreadsheet rounded (1.10101E+17) would stand for many rows: it is left out. One
    that may have been (110101199003070000) stays, with a warning.
    """
    text = pl.col("text")
    lost, doubtful = text.str.contains(_IN_POWERS), text.str.contains(_ROUNDED)
    frame = read_cells(column).with_columns(
        value=pl.when(~lost).then(text),
        reason=pl.when(lost)
        .then(pl.format("“{}”被存成了数字，末几位已丢失；请把这一列设成文本后重新填写", "raw"))
        .when(doubtful)
        .then(pl.format("“{}”末三位都是 0，像是被存成过数字，请核对是否丢了末几位", "raw")),
    )
    return judged(frame, rule="S3-44")


def match_keys(column: pl.Series) -> pl.Series:
    """Return the key of each name: equal keys are exactly equal names (S3-09); null stays null.

    Width, case, brackets, blanks, points and traditional forms don't count; places, legal forms
    and branches do: 华兴（北京）有限公司 is 华兴北京有限公司, but not 华兴有限公司.
    """
    texts = column.cast(pl.String)
    rows = texts.str.contains(_no_key()).fill_null(value=False).arg_true()
    if not len(rows):
        return texts
    folded = half_width(texts.gather(rows)).str.to_lowercase()
    return texts.scatter(rows, simplify(folded).str.replace_all(_DROPPED, ""))


@cache
def _no_key() -> str:
    """Return a pattern of every character that no key has: most names are their own key."""
    return rf"[[^0-9a-z\x{{3400}}-\x{{9fff}}]{_traditional()[1:]}"


def match_key(name: str) -> str:
    """Return the key of one name."""
    return str(match_keys(pl.Series([name])).item())
