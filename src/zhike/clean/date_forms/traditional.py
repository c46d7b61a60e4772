"""Dates in traditional characters and with words around them: 2024年5月1號, 公元2024年."""

import re

ID = "S0-08.traditional"
DOES = "繁体写法，以及前后多余的字"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "2022年3月4號": "2022-03-04",
    "公元2022年3月4日": "2022-03-04",
    "2022-03-04 週五": "2022-03-04",
    "日期：2022-03-04": "2022-03-04",
}

_FORMS = str.maketrans("號時點週禮", "号时点周礼")
_BEFORE = re.compile("^(?:公元|西元|西历|西曆|公历|公曆|阳历|陽曆|新历|日期|时间) ?:? ?")


def plainly(text: str) -> str:
    """Return the text in simplified characters, without 公元 and a label."""
    return _BEFORE.sub("", text.translate(_FORMS))
