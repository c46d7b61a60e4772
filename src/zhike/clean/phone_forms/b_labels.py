"""Any words before a number, taken off for the forms that follow: 总部电话:(86-21)69995778."""

from zhike.clean.forms import rewriting
from zhike.clean.phone_doubt import DOUBT

ID = "S3-07.labels"
DOES = "去掉号码前说明是谁的、什么号码的字"
VERSION = 1
CONFIDENCE = 0.99
EXAMPLES = {
    "总部电话:(86-21)69995778": "021-69995778",
    "Contact No. +86/13912345679": "13912345679",
    "区号021 电话69995778": "021-69995778",
}

_WORD = r"[㐀-鿿]|[A-Z]{2,}|[A-Z][ .:/]"
_number = rewriting(
    {
        r"^区号:? ?(0[0-9]{2,3})[^0-9]{0,6}([2-9][0-9]{6,7})$": r"\1-\2",
        rf"^\(?(?:{_WORD})(?:{_WORD}|[ .:/、()&-])*?[:. ]? ?([+(]{{0,2}}[0-9].*)$": r"\1",
    }
)


def plainly(text: str) -> str:
    """Return the text from the number on, where no word before or behind casts doubt on it."""
    return text if DOUBT.search(text) else _number(text)
