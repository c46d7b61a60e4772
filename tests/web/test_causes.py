"""What a cause says of its cells: the sentence, unless it speaks of one of several values."""

from zhike.playbook.load import load_builtin
from zhike.web.shown.intake.groups import lines


def said(message: str, *values: str) -> tuple[str, str]:
    """Return what the line of a cause shows: the values seen, and the sentence."""
    places = [{"value": value, "row": row} for row, value in enumerate(values, 2)]
    group = {
        "id": "1", "fix": "", "value": values[0], "path": "customers.name", "cause": "单位名称",
        "severity": "reject", "message": message, "places": places, "choices": [],
    }  # fmt: skip
    (line,) = lines([group], chosen="", playbook=load_builtin(), people=())
    return line["seen"], line["said"]


def test_a_sentence_that_holds_for_all_is_said() -> None:
    total = "这是合计行，没有导入"
    assert said(total, "小计", "合计") == ("小计、合计", total)
    assert said(total, "小计") == ("", total)


def test_a_sentence_about_one_of_several_is_not() -> None:
    wrong = "电话“123”看不懂，请写成 13912345678"
    assert said(wrong, "123", "见名片") == ("123、见名片", "")
    assert said(wrong, "123") == ("", wrong)
