"""The only day of a cell among words, marks and clocks that cast no doubt on it."""

import re

from zhike.clean.date_forms.era_years import COUNTED, in_common_era

ID = "S0-08.among-words"
DOES = "一格里只有一个日期，旁边的字不影响它"
VERSION = 1
CONFIDENCE = 0.97
EXAMPLES = {
    "★2022-03-04": "2022-03-04",
    "=DATE(2022,3,4)": "2022-03-04",
    '{"date":"2022-03-04"}': "2022-03-04",
    "已于2022年3月4日发货": "2022-03-04",
    "交货期：2022.3.4": "2022-03-04",
    "2022-03-04 北京时间 15:00": "2022-03-04",
    "函件日期：中华民国111年3月4日": "2022-03-04",
    "2 0 2 2 年 3 月 4 日": "2022-03-04",
    "Shipped on 4 March 2022": "2022-03-04",
    "（2022年）3月4日": "2022-03-04",
}

_TH = "(?:ST|ND|RD|TH)?"
_WHOLE = r"(?![0-9?●•#_A-SU-Z]|T[^0-9]|[-/.][0-9]|\*(?!\*))"  # 2024-03-1* hides a digit
_DAY = re.compile(
    r"(?<![0-9])(?:([12][0-9]{3}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2})(?: ?[日号])?"
    r"|([12][0-9]{3}) ?[-/.] ?([0-9]{1,2}) ?[-/.] ?([0-9]{1,2})(?: ?[日号])?(?! ?月)"
    r"|((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9]))" + _WHOLE
)
_ENGLISH = re.compile(  # MARCH is M03 by now
    rf"(?<![0-9A-Z])(?:([0-9]{{1,2}}){_TH}[ ./-]*(?:OF )?M([0-9][0-9])[ .,/-]*([0-9]{{4}})"
    rf"|M([0-9][0-9])[ /-]*([0-9]{{1,2}}){_TH}[ .,/-]+([0-9]{{4}}))(?![0-9])"
)
_PLAIN = re.compile("[0-9]{4}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?)?")
_FORMULA = re.compile(
    r"(?:DATETIME\.)?DATE(?:TIME)?\( ?([0-9]{4}), ?([0-9]{1,2}), ?([0-9]{1,2})(?:, ?[0-9]+)* ?\)"
)
_CLOCK = re.compile(
    r"(?<![0-9])[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9](?:\.[0-9]+)?)?(?![0-9:])"
    r"|(?:GMT|UTC)? ?\+0?8(?::?00)?(?![0-9])"
)
_ERA = re.compile(rf"{COUNTED} ?年")
_SPACED = re.compile(r"[0-9](?: [0-9年月日号./-]){7,}")
_BRACKETED = re.compile(r"\(?([0-9]{4}年)\)")
_HARMLESS = re.compile("最[后後]|[到收][货账账貨帳]|签到|收到|到[店访岗场]|售[前后]|前台|不含|周末")
_DOUBT = re.compile(
    "约|大概|预[计估期]|拟|计划|左右|[前后後迟早不或至到起止内未无非误错改补延推暂待取疑估底初末旬季春夏秋冬]|作废"
    "|以来|农历|阴历|旧历|农曆|半年|[?~>＜<]|BEFORE|AFTER|UNTIL|TILL|ABOUT|CIRCA|APPROX|EXPECT|PLAN|TBD"
    r"|BETWEEN|FROM|NOT|EARL|LATE|(?<![A-Z])(?:BY|TO|OR|CA?\.|EST\.)(?![A-Z])"
)


def plainly(text: str) -> str:
    """Return the only day of a cell as 2024-5-1, or the cell as it stands."""
    if _PLAIN.fullmatch(text):
        return text
    plain = _FORMULA.sub(r"\1-\2-\3", text)
    plain = _BRACKETED.sub(r"\1", _ERA.sub(_of_era, plain))
    if _SPACED.fullmatch(plain):
        plain = plain.replace(" ", "")
    days = [(found, _written(found)) for found in _DAY.finditer(plain)]
    days += [(found, _in_english(found)) for found in _ENGLISH.finditer(plain)]
    if len(days) != 1:
        return text
    found, day = days[0]
    before, behind = (_CLOCK.sub(" ", part) for part in _around(plain, found))
    alone = plain == text and not (before + behind).strip()
    return text if alone or _is_doubtful(before, behind) else day


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    return text[: found.start()], text[found.end() :]


def _is_doubtful(before: str, behind: str) -> bool:
    """Say whether words, other figures or an open end make it another day, or no day."""
    beside = _HARMLESS.sub("", f"{before} {behind}")
    is_open = behind.strip().startswith("-") and not before.strip().startswith("-")
    return is_open or bool(re.search("[0-9]", beside) or _DOUBT.search(beside))


def _of_era(found: re.Match[str]) -> str:
    return f"{in_common_era(found)}年"


def _written(found: re.Match[str]) -> str:
    return "-".join(part for part in found.groups() if part)


def _in_english(found: re.Match[str]) -> str:
    day, month, year, other_month, other_day, other_year = found.groups()
    return f"{year or other_year}-{month or other_month}-{day or other_day}"
