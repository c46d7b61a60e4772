"""A day with words that say which day it is, before or behind: 签约日期：2024-05-01, Since 2016."""

import re

from zhike.clean.forms import rewriting

ID = "S0-08.labels"
DOES = "去掉日期前后说明是什么日子的字"
VERSION = 2
CONFIDENCE = 1.0
EXAMPLES = {
    "签约日期：2022-03-04": "2022-03-04",
    "到期日 2022年3月4日": "2022-03-04",
    "成立时间：2016": "2016",
    "账期：2022年3月": "2022-03",
    "签订于二〇二二年三月四日": "2022-03-04",
    "Order date: 2022/03/04": "2022-03-04",
    "Date：March 4, 2022": "2022-03-04",
    "Since 2016": "2016",
    "2016年成立": "2016",
    "1990年5月6日出生": "1990-05-06",
    "2022-03-04（首次签约）": "2022-03-04",
    "2022年3月4日（公历）": "2022-03-04",
}

_WHICH = (
    "月份|账期|所属期|公元|西元|公历|西历|阳历|日期?|时间|時間|期限|生日|日子|年份|年月|[于於]|成立|创立|创办|注册|签[订约署]|下单|到期|起始日|首次合作"
    "|DATE|TIME|DAY|DOB|BORN|ON|SINCE|EST|ESTABLISHED|FOUNDED|IN|AT|CREATED|UPDATED|SIGNED"
)
_MONTH = "(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*"
_IN_DIGITS = r"[0-9]{4}(?:[^0-9].*)?|[0-9]{8}.*|[0-9]{1,2}[-/. ].*"
_START = rf"({_IN_DIGITS}|[二一贰壹][〇零○九].*年.*|{_MONTH}[ .].*)"
_DID = (
    "签[订约署]|成立|[创建设]立|创[办建]|注册|出?生|到期|开业|入职|(?:开始|首次)?合作|下单|完成|付款"
    "|登记|投产"
)
_VAGUE = re.compile(
    "(?:^|[^签])约|大概|预计|估|拟|计划|左右|前|后|不|[早晚]于|或|至|到[^期]|[日号月年]起|待|暂|取消|作废|疑"
    "|农历|阴历|旧历|农曆|底|初|末|旬|季|半年|春|夏|秋|冬|[?]"
)
_alone = rewriting(
    {
        rf"^(?:[㐀-鿿()/]{{0,8}}|[A-Z /]{{0,16}})(?:{_WHICH})[.]? ?:? ?{_START}$": r"\1",
        rf"^([0-9]{{4}}.*[0-9年月日号])[ ,，]?(?:{_DID})$": r"\1",
        r"^([0-9]{4}.*[0-9][日号]?) ?\([㐀-鿿]{2,6}\)$": r"\1",
        "^([0-9]{4})年[度份]$": r"\1",
    }
)


def plainly(text: str) -> str:
    """Return the day alone; 大约时间, 农历 and the like stay as they are."""
    return text if _VAGUE.search(text) else _alone(text)
