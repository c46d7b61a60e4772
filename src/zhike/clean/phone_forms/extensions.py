"""Extensions in brackets, and of the numbers that shops give out for privacy: (转801), 转0123."""

import polars as pl

ID = "S3-07.extensions"
DOES = "括号里或逗号后的分机号"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "021-69995778（分机801）": "021-69995778-801",
    "0755-82995778 (ext. 12)": "0755-82995778-12",
    "021-69995778，转801": "021-69995778-801",
    "400-880-1314-6": "400-880-1314-6",
    "021-69995778转分机801": "021-69995778-801",
    "021-69995778内线801": "021-69995778-801",
}

_WORDS = r"(?:(?:转|轉)?(?:分机号?|分機|内线|EXT\.?|EXTENSION)|转接?|轉) ?:? ?"
_IN_BRACKETS = rf" ?\({_WORDS}([0-9]{{1,6}})\)$"
_OF_HOTLINE = r"^([48]00)-?([0-9]{3})-?([0-9]{4})-([0-9]{1,6})$"
_AFTER_COMMA = rf"[ ,，-]*{_WORDS}([0-9]{{1,6}})(?:分机)?$"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return 021-62345678(转801) as 021-62345678转801."""
    plain = text.str.replace(_IN_BRACKETS, "转$1").str.replace(_AFTER_COMMA, "转$1")
    return plain.str.replace(_OF_HOTLINE, "$1$2$3转$4")
