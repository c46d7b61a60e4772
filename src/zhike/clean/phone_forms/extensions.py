"""Extensions said in words, in brackets or behind a pause: (转801), 按1, ,,801, ;ext=801."""

import re

from zhike.clean.forms import rewriting

ID = "S3-07.extensions"
DOES = "各种写法的分机号"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {
    "021-69995778（分机801）": "021-69995778-801",
    "0755-82995778 (ext. 12)": "0755-82995778-12",
    "021-69995778，转801": "021-69995778-801",
    "400-880-1314-6": "400-880-1314-6",
    "021-69995778转分机801": "021-69995778-801",
    "021-69995778内线801": "021-69995778-801",
    "021-69995778;ext=801": "021-69995778-801",
    "021-69995778,,801": "021-69995778-801",
    "021-69995778 (801)": "021-69995778-801",
    "400-880-1314，按2": "400-880-1314-2",
    "021-69995778--801": "021-69995778-801",
    "13912345679-8017": "13912345679-8017",
    "021-69995778(转)801": "021-69995778-801",
}

_EXT = r"分机号?码?|分機|[内內][线線]|短号|小号|EXT(?:N|ENSION)?\.?"
_WORDS = rf"(?:(?:再?[转轉按拨打接]|转接)? ?(?:{_EXT})|再?[转轉按拨接]|转接|[XP#]) ?[:.=]? ?"
_BEFORE = r"^([^转轉分按]*[0-9])\)?"
_SAID = re.compile("[转轉分内內短小按拨打接EXP#]")
_behind = rewriting(
    {
        rf"{_BEFORE} ?\({_WORDS}([0-9]{{1,6}}) ?(?:分机|号?键?)\)$": r"\1转\2",
        rf"{_BEFORE}[ ,，、;；/-]*{_WORDS}([0-9]{{1,6}}) ?(?:分机号?|分機|号?键?)$": r"\1转\2",
    }
)
_APART = re.compile("[(,;，；]|--")
_SPREAD = re.compile(r"([0-9])[ -]([0-9]{4}) ?([(,;，；-])")
# Without a word: three digits or more in brackets, behind a comma (a pause) or two hyphens.
_BARE = re.compile(
    r"^([^转1][^转]*[0-9]{7}) ?"
    r"(?:\(([0-9]{3,5})\)|[,;，；]([0-9]{3})|,, ?([0-9]{1,6})|--([0-9]{1,6}))$"
)
_usual = rewriting(
    {
        r"^(1[3-9][0-9]{9})-([0-9]{3,4})$": r"\1转\2",  # what platforms give out for privacy
        r"\(([转轉])\)": r"\1",
        r"^([48]00)-?([0-9]{3})-?([0-9]{4})-([0-9]{1,6})$": r"\1\2\3转\4",
    }
)


def plainly(text: str) -> str:
    """Return 021-62345678(转801) as 021-62345678转801."""
    plain = _behind(text) if _SAID.search(text) else text
    return _usual(_set_apart(plain) if _APART.search(plain) else plain)


def _set_apart(text: str) -> str:
    squeezed = _SPREAD.sub(r"\1\2\3", text, count=1)
    bare = _BARE.sub(r"\1转\2\3\4\5", squeezed)
    return text if bare == squeezed else bare
