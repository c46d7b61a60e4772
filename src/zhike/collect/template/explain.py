"""The sheet that explains a workbook of ours: how to fill it in, column by column."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from zhike.collect.template.marks import SAMPLE
from zhike.collect.template.paper import height_of, lay_paper
from zhike.collect.template.samples import sample_of, words_of
from zhike.collect.template.sheets import Shapes, len_shown
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Head, Print

HEADS = ("表", "列", "必填", "说明", "例", "可选")
_WIDTHS = (22, 24, 8, 44, 26, 50)
_MOST_WORDS = 12


def explain_sheet(
    sheet: Worksheet,
    tables: Sequence[Print],
    *,
    shapes: Shapes,
    playbook: Playbook,
    title: str,
    told: str = "",
) -> None:
    """Write the explanations; the import passes this sheet over."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    lay_paper(sheet, _WIDTHS)
    sheet.write_string(0, 0, f"知客 · {title}", shapes.title)
    row = 1
    for line in (told, *_ways(tables)):
        if line:
            sheet.merge_range(row, 0, row, len(HEADS) - 1, line, shapes.plain)
            row += 1
    row += 1
    for column, head in enumerate(HEADS):
        sheet.write_string(row, column, head, shapes.heads["free"])
    for one in tables:
        for named in one.heads:
            row += 1
            _write_line(sheet, row, _line(one, named, playbook), shapes)


def _write_line(sheet: Worksheet, row: int, texts: Sequence[str], shapes: Shapes) -> None:
    height = height_of([(len_shown(text), _WIDTHS[at]) for at, text in enumerate(texts)])
    if height is not None:
        sheet.set_row(row, height)
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, shapes.plain)


def _ways(tables: Sequence[Print]) -> list[str]:
    lines = [
        f"从第 3 行起填写。第 2 行是示例，导入时跳过；要用这一行，请把“{SAMPLE}”几个字去掉。",
        "表头请不要改名；列的先后可以换，不用的列可以删，自己加的列会原样保留。",
        "深色表头是必填；灰色表头由系统算出，不用填，填了只核对，不一致会提醒。",
        "电话、编号这些列已设成文本；日期写成 2024-05-10，金额只写数字。",
    ]
    if len(tables) > 1:
        lines.append(
            "几张表靠“客户编号”连在一起：联系人、跟进、订单里写的编号要能在客户表或库里找到。"
        )
    return lines


def _line(one: Print, head: Head, playbook: Playbook) -> tuple[str, ...]:
    spec, column = head.spec, head.column
    words = words_of(spec, playbook) if spec else []
    chosen = "、".join(words[:_MOST_WORDS]) + (" 等" if len(words) > _MOST_WORDS else "")
    needed = "算出" if column.is_reckoned else "必填" if column.required else ""
    said = "。".join(part for part in (column.said, spec.purpose if spec else "") if part)
    return one.title, head.head, needed, said, sample_of(head, playbook), chosen
