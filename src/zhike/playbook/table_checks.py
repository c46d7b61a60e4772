"""Whether what printed tables speak of exists: fields, schemes, families of tags, reports."""

from collections.abc import Iterator, Mapping

from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.playbook.tables import PrintedTable, TableColumn
from zhike.words.field import FieldSpec


def columns_astray(playbook: Playbook) -> Iterator[str]:
    """Yield a sentence for each table or column that names something nobody knows."""
    fields = playbook.said_paths
    for table in playbook.tables:
        yield from _astray(playbook, table)
        for column in table.columns:
            for what in _unknown(playbook, column, fields):
                yield f"表格 → {table.title} → {column.head}：没有{what}"


def _astray(playbook: Playbook, table: PrintedTable) -> Iterator[str]:
    where = f"表格 → {table.title}"
    if not (table.noun or table.report):
        yield f"{where}：请写 种类（一行是什么记录）或 报表"
    if table.noun and table.noun not in NOUNS:
        yield f"{where}：没有“{table.noun}”这种记录，可用：{'、'.join(NOUNS)}"
    reports = {report.name: report for report in playbook.reports}
    if table.report and table.report not in reports:
        yield f"{where}：没有报表“{table.report}”"
    elif table.part and table.part not in {one.kind for one in reports[table.report].tables}:
        yield f"{where}：报表“{table.report}”里没有“{table.part}”这种表格"


def _unknown(
    playbook: Playbook, column: TableColumn, fields: Mapping[str, FieldSpec]
) -> Iterator[str]:
    if column.takes and column.takes not in fields:
        yield f"字段“{column.takes}”，请写成 客户.客户名称 的样子"
    schemes = {scheme.name for scheme in playbook.schemes}
    for scheme in {column.points, column.tier} - {""} - schemes:
        yield f"等级方案“{scheme}”"
    families = {rule.family for rule in playbook.tags}
    for family in column.tags:
        if family not in families:
            yield f"标签族“{family}”"
