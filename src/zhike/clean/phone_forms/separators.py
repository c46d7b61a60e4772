"""Numbers with unusual signs or blanks between their parts: 139_1234_5678, 021 62 34 56 78."""

import re

from zhike.clean.forms import rewriting

ID = "S3-07.separators"
DOES = "号码之间用了少见的分隔符"
VERSION = 2
CONFIDENCE = 0.99
EXAMPLES = {
    "139_1234_5679": "13912345679",
    "139·1234·5679": "13912345679",
    "139~1234~5679": "13912345679",
    "0755.82995778": "0755-82995778",
    "021/69995778": "021-69995778",
    "0755—82995778": "0755-82995778",
    "021－－69995778": "021-69995778",
    "021.6999.5778": "021-69995778",
    "021 69 99 57 78": "021-69995778",
}

_SIGN = r"[_·‧•/,、~:|*+. -]"
_joined = rewriting(
    {
        rf"^\(?(0[0-9]{{2,3}})\)? ?{_SIGN} ?([0-9]{{7,8}})$": r"\1-\2",
        rf"^(1[3-9][0-9]) ?{_SIGN} ?([0-9]{{4}}) ?{_SIGN} ?([0-9]{{4}})$": r"\1\2\3",
    }
)
_IN_GROUPS = re.compile(rf"^\(?(0[0-9]{{2,3}})\)?(?:{_SIGN}{{1,3}}[0-9]{{2,4}}){{2,4}}$")
_NO_DIGIT = re.compile("[^0-9]")
_LENGTHS = (10, 11, 12)  # of a landline with its area code


def plainly(text: str) -> str:
    """Return the parts with a hyphen or nothing between them."""
    plain = _joined(text)
    digits = _NO_DIGIT.sub("", plain) if _IN_GROUPS.search(plain) else ""
    return digits if len(digits) in _LENGTHS else plain
