"""Days with their weekday in English behind them, or in Chinese before them: 2024-05-01 Wed."""

from zhike.clean.forms import rewriting

ID = "S0-08.weekdays"
DOES = "带英文星期，或星期写在前面"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "2022-03-04 Fri": "2022-03-04",
    "2022/3/4 (Friday)": "2022-03-04",
    "星期五 2022-03-04": "2022-03-04",
    "2022-03-04，周五": "2022-03-04",
}

_ENGLISH = r"(?:MON|TUES?|WED(?:NES)?|THU(?:RS)?|FRI|SAT(?:UR)?|SUN)(?:DAY)?"
plainly = rewriting(
    {
        r"^(?:星期|周|礼拜)[一二三四五六日天],? ?": "",
        r", ?((?:星期|周|礼拜)[一二三四五六日天])": r"\1",
        rf"^([0-9]{{4}}[^0-9].*?[0-9]日?),? ?\(?{_ENGLISH}\.?\)?": r"\1",
    }
)
