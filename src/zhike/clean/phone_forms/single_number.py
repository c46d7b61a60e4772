"""One whole number among words: 采购部 赵经理 13912345678, 电话/Tel: 029-88364173."""

import polars as pl

ID = "S3-07.single-number"
DOES = "一句话里只有一个完整号码"
VERSION = 1
CONFIDENCE = 0.97
EXAMPLES = {
    "采购部 李经理 13912345679": "13912345679",
    "电话/Tel: 021-69995778": "021-69995778",
    "总机 021-69995778 转 801": "021-69995778-801",
    "全国热线 4008-801-314": "400-880-1314",
    "联系电话：13912345679（王小姐）": "13912345679",
}

_MOBILE = r"(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"
_LANDLINE = r"\(?0[0-9]{2,3}\)?[ -]?[2-9][0-9]{6,7}(?: ?(?:转分机|分机|转|EXT\.?) ?:? ?[0-9]{1,6})?"
_HOTLINE = r"[48]00(?:[ -]?[0-9]){7}"
_WORDS = r"[^0-9*+~@]"
_SINGLE = rf"^{_WORDS}*?({_MOBILE}|{_LANDLINE}|{_HOTLINE}){_WORDS}*$"
_DOUBT = "停|空号|错|旧|废|注销|不|无|假|原|前任|离职|传真|FAX|作|勿|拒|或|和|换|待"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return the number alone; words that cast doubt on it leave the cell as it is."""
    number = text.str.extract(_SINGLE).str.replace(r"转分机|分机|转|EXT\.?", "转")
    hotline = number.str.contains("^[48]00")
    bare = pl.when(hotline).then(number.str.replace_all(r"[ -]", "")).otherwise(number)
    return pl.when(~text.str.contains(_DOUBT)).then(pl.coalesce(bare, text)).otherwise(text)
