"""What people are called behind their names: one table, marked for where each word is a title."""

from enum import Flag, auto
from functools import reduce
from operator import or_
from typing import Final


class Behind(Flag):
    """Whom a title stands behind, and what that says."""

    NAME = auto()
    """Behind a person's name it is the title: 王建国车间主任."""
    FIRM = auto()
    """Behind a surname it stands where a firm was asked for, and names none: 王主任."""
    WHOLE = auto()
    """So it does behind a name in full: 王建国经理."""
    SURNAME = auto()
    """A kindly word, a title behind a surname alone: 王姐, while 赵一姐 is a name."""


_ANY = reduce(or_, (Behind.NAME, Behind.FIRM, Behind.WHOLE))
_KNOWN = Behind.NAME | Behind.FIRM
_TITLES: Final = (
    ("先生|女士|小姐|总经理|经理|董事长|总监|老板", _ANY),
    ("总裁|主管|主任|董事|[总董]|[厂店院校所科处部局行会队组站馆社]长|秘书长?|主席|书记", _KNOWN),
    ("老师|师傅|教授|律师|医[生师]|大夫|会计师?|工程师|顾问|助理|专员|太太|阿姨|大[哥姐]", _KNOWN),
    ("老板娘|小[姐哥]|董长", Behind.FIRM),
    ("[姐哥]", Behind.FIRM | Behind.SURNAME),
    ("[叔姨婶伯爷局处]", Behind.SURNAME),
    ("工|[县市镇村乡区班课系台园股团庭船机列排连营]长", Behind.NAME),
    ("理事长?|监事|护士长|博士|代表|代表人|出纳|负责人|同学|财务|采购|销售|股东|院士", Behind.NAME),
    ("[业技采销研质检仓库文店导安资施操程职服收驾跟报单][务术购售究检验管保]?员", Behind.NAME),
    ("[设架分药技讲培规造建厨审摄导策税经精][计构析剂训划价造]?师", Behind.NAME),
    ("[联合]?创始人|合伙人|法人|经办人|联系人|对接人|代理人|家长|叔叔|大爷", Behind.NAME),
    (
        "董秘|文秘|高工|编辑|记者|司机|翻译|前台|[协襄]理|干事|科员|内勤|外勤|掌柜|店主|委员",
        Behind.NAME,
    ),
)


def titles(behind: Behind) -> str:
    """Return the titles with a mark as one pattern."""
    return "|".join(words for words, marks in _TITLES if behind in marks)
