"""Signs and thousand marks of other programs and countries: 负1200, 1'200'000, 1,200.00-, .5万."""

import re

from zhike.clean.forms import rewriting

ID = "S0-09.marks"
DOES = "换成常见的正负号、千位分隔符和小数点"
VERSION = 2
CONFIDENCE = 0.99
EXAMPLES = {
    "负1350元": "-135000",
    "1 350 000": "135000000",
    "1'350'000.00": "135000000",
    "1_350_000": "135000000",
    ".5万": "500000",
    "¥(1,350.00)": "-135000",
    "1,350.00-": "-135000",
    "1,350.00- CNY": "-135000",
    "¥1350.-": "135000",
    "=1350": "135000",
}

_BLANKS = r"[0-9]{1,3}(?: [0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9][0-9]| ?元)"
_SHORT = "[0-9]{1,2} [0-9]{3}"  # 100 200 may be two numbers
_IN_GROUPS = re.compile(
    rf"^-?¥?(?:{_BLANKS}|{_SHORT}|[0-9]{{1,3}}(?:['’‘_][0-9]{{3}})+(?:\.[0-9]+)?)元?$"
)
_SPREAD = re.compile(r"^¥?(?: ?[0-9,.] ){2,}[0-9.]+$")
_AROUND_POINTS = re.compile(r"([0-9]) ?([,.]) ?([0-9])")
_MARKS = re.compile("[ '’‘_]")
_MARKED = re.compile("[ ,.'’‘_=负]|^¥ ?[(]")
_usual = rewriting(
    {
        r"(\.[0-9]{1,2}),$": r"\1",
        r"R\.M\.B\.?": "RMB",
        r"^负 ?": "-",
        r"^¥ ?\(([0-9,.]+)\)$": r"-\1",  # as accounts write it
        # As SAP writes it; 1350- may be a range cut off.
        r"^¥?([0-9,]+\.[0-9][0-9]) ?(?:- ?(?:元|CNY|RMB)?|(?:元|CNY|RMB) ?-)$": r"-\1",
        r"^=(-?[0-9,.]+)$": r"\1",
        r"([0-9])\.-+$": r"\1",
        r"^(-?¥?)\.": r"\g<1>0.",
    }
)


def plainly(text: str) -> str:
    """Return the amount with - before it, a point for the fraction, and no marks of groups."""
    if not _MARKED.search(text):
        return text
    together = text.replace(" ", "") if _SPREAD.search(text) else text
    plain = _usual(_AROUND_POINTS.sub(r"\1\2\3", together))
    return _MARKS.sub("", plain) if _IN_GROUPS.search(plain) else plain
