"""A number with the name of who answers it: 王建国 13912345678, 13912345678（王建国）."""

from zhike.clean.person_beside import RULE, person_beside

ID = RULE
DOES = "一格里写了姓名和电话的分开存：姓名进联系人，号码进电话"
VERSION = 1
CONFIDENCE = 0.97
EXAMPLES = {
    "王建国 13912345679": "13912345679",
    "王建国/13912345679": "13912345679",
    "13912345679（王建国）": "13912345679",
    "张经理：0571-88881234 转 8001": "0571-88881234-8001",
    "李女士，021-69995778-801": "021-69995778-801",
}


def plainly(text: str) -> str:
    """Return the number without the person's name beside it."""
    return person_beside(text).number or text
