"""Names in Chinese characters: the class Python's regular expressions lack, brackets, blanks."""

import re

HAN = (
    "[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
ANY_HAN = r"\p{Han}"  # the class in patterns of Polars
ROUND = str.maketrans("〔【[{<〈《「『〕】]}>〉》」』", "(" * 9 + ")" * 9)
STOPS = " \t\r\n,.;:、。'\"“”"  # around a name they say nothing
_ANY = re.compile(HAN)
_GAP = re.compile(rf"(?<=[{HAN[1:-1]}·)])\s+|\s+(?=[{HAN[1:-1]}(])")


def without_gaps(text: str) -> str:
    """Return a text without blanks beside Chinese characters; one in letters keeps its blanks."""
    return _GAP.sub("", text) if _ANY.search(text) else text
