"""What the printed tables say that nobody types: formulas, favourites, the words of a report."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from zhike.collect.template.written import plain
from zhike.playbook.catalogue import customer_formula
from zhike.playbook.per_customer import customer_values
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Head, Print
from zhike.playbook.tables import TableColumn
from zhike.report.document import Document
from zhike.runs.tier_tables import tier_tables
from zhike.store.tables import Tables
from zhike.words.period import Period, add_months
from zhike.words.wording import half_up

Value = str | int | float | None
Figures = dict[str, dict[int, Value]]  # by head, then by customer
_WAN = 10_000
_YEAR = 12  # months


def figures_of(
    one: Print, tables: Tables, *, playbook: Playbook, as_of: date, period: Period | None = None
) -> Figures:
    """Return what is reckoned from the snapshot under the heads of a table, by customer.

    Figures stand in the unit of their head, as they are printed. `period` is that of the words of
    a report, by default the twelve months up to `as_of`.
    """
    found = _by_formula(one, tables, playbook, as_of)
    for head in one.heads:
        if head.column.favourite:
            found[head.head] = _favourites(tables, head.column.favourite, as_of)
    if one.report and any(head.column.told for head in one.heads):
        found |= _told(one, tables, playbook, period or year_until(as_of))
    return found


def year_until(as_of: date) -> Period:
    """Return the twelve months that end on a day."""
    return Period(add_months(as_of, -_YEAR) + timedelta(days=1), as_of)


def _by_formula(one: Print, tables: Tables, playbook: Playbook, as_of: date) -> Figures:
    heads = [head for head in one.heads if head.column.formula]
    wanted = {
        f"c{at}": customer_formula(playbook, head.column.formula) for at, head in enumerate(heads)
    }
    if not wanted:
        return {}
    asked = customer_values(tables, wanted, as_of=as_of, playbook=playbook)
    rows = pl.DataFrame(tables.run(asked))
    return {
        head.head: {
            customer: _printed(head, value)
            for customer, value in zip(rows["customer_id"], rows[f"c{at}"], strict=True)
        }
        for at, head in enumerate(heads)
    }


def _printed(head: Head, value: float | None) -> Value:
    return in_unit(head.column, value, exact=bool(head.column.takes))


def in_unit(column: TableColumn, value: float | None, *, exact: bool = False) -> Value:
    """Return a figure in the unit of its column: 元 and 万元 as numbers, shares as 25.0%.

    `exact` keeps every 分, also in 万元; else four decimals are enough.
    """
    if value is None:
        return None
    if column.unit == "%":
        return f"{half_up(value * 100, 1)}%"
    if column.unit == "万元":
        return plain(half_up(Decimal(str(value)) / _WAN, 6 if exact else 4))
    return plain(half_up(value, 2))


def _favourites(tables: Tables, column: str, as_of: date) -> dict[int, Value]:
    """Return of each customer the word with the most money on its lines in twelve months."""
    lines = tables["order_lines"]
    since = year_until(as_of).start
    recent = lines.filter((lines.ordered_on >= since) & (lines.ordered_on <= as_of))
    sums = recent.group_by("customer_id", column).aggregate(fen=recent.amount_fen.sum())
    rows = pl.DataFrame(tables.run(sums)).drop_nulls(column).filter(pl.col(column) != "")
    best = rows.sort(["fen", column], descending=[True, False])
    best = best.unique("customer_id", keep="first", maintain_order=True)
    return dict(zip(best["customer_id"], best[column], strict=True))


def _told(one: Print, tables: Tables, playbook: Playbook, period: Period) -> Figures:
    plan = playbook.report(one.report)
    laid = tier_tables(plan, tables, playbook=playbook, period=period)
    wanted = next((at for at, table in enumerate(plan.tables) if table.kind == one.part), None)
    if wanted is None:
        return {}
    places = {column.head: at for at, column in enumerate(laid[wanted].columns)}
    lines = [line for line in laid[wanted].lines if line.customer_id is not None]
    return {
        head.head: {
            int(line.customer_id or 0): line.cells[places[head.column.told]] for line in lines
        }
        for head in one.heads
        if head.column.told in places
    }


def report_rows(one: Print, document: Document) -> list[list[Value]]:
    """Return the rows of a table that is a report: its part, or one row of its figures."""
    if one.part:
        plan = [table for table in document.tables if table.title == one.title.partition(" ")[2]]
        table = plan[0] if plan else document.tables[0]
        return [_report_line(table.columns, line.cells) for line in table.lines]
    return [[_figure(document, head.column) for head in one.heads]]


def _report_line(columns: Any, cells: Any) -> list[Value]:
    return [
        None if cell is None else f"{half_up(cell * 100, 1)}%" if column.unit == "%" else cell
        for column, cell in zip(columns, cells, strict=True)
    ]


def _figure(document: Document, column: TableColumn) -> Value:
    lines: Mapping[str, str] = {
        "报表名称": document.title,
        "统计周期": document.period_label,
        "主要结论": _numbered([line.text for line in document.conclusions]),
        "行动建议": _numbered([line.suggestion for line in document.conclusions]),
    }
    if column.told in lines:
        return lines[column.told]
    figure = document.figure(column.told)
    if figure.value is None:
        return None
    if figure.unit == "%":
        return plain(half_up(figure.value * 100, 1))
    return plain(half_up(figure.value / (_WAN if figure.unit == "万元" else 1), 2))


def _numbered(lines: list[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
