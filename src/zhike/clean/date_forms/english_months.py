"""Dates with the month in English: May 1st, 2024, 15-Sep-2023, December 2021."""

import re

from zhike.clean.forms import rewriting

ID = "S0-08.english-months"
DOES = "英文月份的日期"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {
    "March 4th, 2022": "2022-03-04",
    "4 Mar 2022": "2022-03-04",
    "30-NOV-2019": "2019-11-30",
    "2022-Mar-04": "2022-03-04",
    "Fri Mar 04 2022 10:11:12 GMT+0800 (CST)": "2022-03-04",
    "Fri, 4 March 2022": "2022-03-04",
    "Nov. 2019": "2019-11",
    "Fri, 04 Mar 2022 03:00:00 GMT": "2022-03-04",
    "Fri Mar 04 10:11:12 CST 2022": "2022-03-04",
    "2019 November": "2019-11",
    "Fri Mar  4 10:11:12 2022": "2022-03-04",
    "the 4th of March, 2022": "2022-03-04",
    "Mar 4, 2022 at 10:11 AM": "2022-03-04",
    "04/Mar/2022:10:11:12 +0800": "2022-03-04",
}

_MONTHS = (
    *("JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER"),
    *("OCTOBER", "NOVEMBER", "DECEMBER"),
)
_SHORT = {month[:3]: f"M{number:02}" for number, month in enumerate(_MONTHS, 1)}
_NUMBERS = {month: _SHORT[month[:3]] for month in _MONTHS} | {"SEPT": "M09"} | _SHORT
_GAP = r"[ .,/-]*"
_DAY = r"([0-9]{1,2})(?:ST|ND|RD|TH)?"
_NAME = re.compile("|".join(_NUMBERS))
_WITH_NAME = re.compile("[A-Z]{3}")
_NUMBERED = re.compile("M[01][0-9]")
_bare = rewriting(
    {
        r"^(?:(?:MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]*[.,]?|THE|ON) ": "",
        r"([0-9]{4}),?(?: AT |:)([0-9]{1,2}:)": r"\1 \2",
    }
)
_ordered = rewriting(
    {
        # Of mails (in Greenwich's time, as long as that is the same day here) and Java programs.
        rf"^{_DAY}{_GAP}M([0-9][0-9]){_GAP}([0-9]{{4}})"
        r" ((?:0[0-9]|1[0-5]):[0-9][0-9]:[0-9][0-9]) (?:GMT|UTC)$": r"\3-\2-\1",
        r"^M([0-9][0-9]) ([0-9][0-9]) ([0-9][0-9]:[0-9][0-9]:[0-9][0-9])"
        r" (?:CST|GMT\+0?8(?::?00)?) ([0-9]{4})$": r"\4-\1-\2",
        rf"^M([0-9][0-9]) {_DAY} [0-9][0-9]:[0-9][0-9]:[0-9][0-9] ([0-9]{{4}})$": r"\3-\1-\2",
        rf"^M([0-9][0-9]){_GAP}{_DAY}[ .,/-]+([0-9]{{4}})($|[^0-9])": r"\3-\1-\2\4",
        rf"^{_DAY}{_GAP}(?:OF )?M([0-9][0-9]){_GAP}([0-9]{{4}})($|[^0-9])": r"\3-\2-\1\4",
        rf"^([0-9]{{4}}){_GAP}M([0-9][0-9]){_GAP}{_DAY}($|[^0-9A-Z])": r"\1-\2-\3\4",
        rf"^M([0-9][0-9]){_GAP}([0-9]{{4}})$": r"\2-\1",
        rf"^([0-9]{{4}}){_GAP}M([0-9][0-9])$": r"\1-\2",
    }
)


def plainly(text: str) -> str:
    """Return MAY 1ST, 2024 as 2024-05-1, by way of M05 1ST, 2024."""
    named = _WITH_NAME.search(text)
    plain = _NAME.sub(lambda found: _NUMBERS[found[0]], _bare(text)) if named else text
    return _ordered(plain) if _NUMBERED.search(plain) else plain
