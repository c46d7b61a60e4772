"""Cells that importers lose without a word: every value arrives, or the import says so."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from corpora.edge_workbook import EdgeCell, build, build_1904
from runs.taking import PLAYBOOK, book

from zhike.runs.intake import propose
from zhike.runs.understanding import Wish, read_files
from zhike.words.proposal import Proposal

COLUMNS = {"客户编号": "序号", "客户名称": "种类"}
# What a person sees is only a rounding, a unit or a sign of what the cell keeps.
IN_WORDS = {"dollar": "$1200", "euro": "€1200"}
BY_VALUE = {"boolean true": "true", "boolean false": "false", "formula with cached true": "true"}


def taken(path: Path, field: str) -> Proposal:
    """Return what an import of the workbook proposes with its values in one field."""
    columns = COLUMNS | {field: "值"}
    sheets = read_files([path], playbook=PLAYBOOK, columns=columns)
    wish = Wish(kind="customers", columns=columns)
    return propose(sheets, playbook=PLAYBOOK, kept=book(), wish=wish)


def said_of(made: Proposal) -> dict[int, str]:
    """Return what is said of each row's value."""
    rows = made.problems.filter(pl.col("column") == "值")
    return dict(rows.select("row", "message").iter_rows())


def lost(cells: list[EdgeCell], made: Proposal, name: str) -> list[str]:
    """Return the kinds of cells that did not arrive and of which nothing is said."""
    part = made.part("customers")
    kept = dict(part.rows.select("_row", name).iter_rows())
    said = said_of(made)
    return [
        f"{cell.kind}: {cell.seen!r} came in as {kept.get(row)!r}, said {said.get(row)!r}"
        for cell in cells
        if cell.sheet == "边界" and cell.address.startswith("C")
        for row in [int(cell.address[1:])]
        if not _is_honest(cell, kept.get(row), said.get(row))
    ]


def _is_honest(cell: EdgeCell, kept: str | None, said: str | None) -> bool:
    if cell.fate == "empty":
        return kept is None and said is None
    if cell.kind in IN_WORDS:  # a text keeps the currency; an amount may not
        return kept == IN_WORDS[cell.kind]
    wanted = {_plain(cell.seen), _plain(cell.stored), BY_VALUE.get(cell.kind)}
    return said is not None or (cell.fate == "value" and _plain(kept) in wanted)


def _plain(text: str | None) -> str:
    """Return text without the blanks at its ends, and a time with its hour in two digits."""
    bare = (text or "").strip()
    return f"0{bare}" if bare[1:2] == ":" else bare


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[EdgeCell]]:
    path = tmp_path_factory.mktemp("edge") / "边界.xlsx"
    return path, build(path)


def test_no_cell_of_a_text_field_is_lost_without_a_word(workbook):
    path, cells = workbook
    assert len({cell.kind for cell in cells}) >= 30
    assert lost(cells, taken(path, "备注"), "remark") == []


def test_what_the_cells_hold_is_right_in_an_amount(workbook):
    path, cells = workbook
    made = taken(path, "累计交易金额")
    at = {cell.kind: int(cell.address[1:]) for cell in cells if cell.sheet == "边界"}
    said = said_of(made)
    kept = dict(made.part("customers").rows.select("_row", "stated_amount_fen").iter_rows())
    for kind in ("dollar", "euro", "error #REF!", "formula without cached value"):
        assert kept.get(at[kind]) is None, kind
        assert said[at[kind]], kind
    assert "不是人民币" in said[at["dollar"]]
    assert "还没有算出结果" in said[at["formula without cached value"]]
    amounts = {"yuan": 1200_00, "accounting negative": -1200_00, "amount shown in 万": 125000_00}
    amounts |= {"negative in red without a sign": -1200_00, "full-width digits": 1200_00}
    assert {kind: kept[at[kind]] for kind in amounts} == amounts


def test_what_the_cells_hold_is_right_as_a_day(workbook):
    path, cells = workbook
    made = taken(path, "首次接触时间")
    said = said_of(made)
    kept = dict(made.part("customers").rows.select("_row", "first_contact_on").iter_rows())
    days = [c for c in cells if "2024-05-01" in c.stored or "2024/5/1" in c.stored]
    assert len(days) >= 10
    for cell in days:
        assert kept[int(cell.address[1:])] == date(2024, 5, 1), cell.kind
    early = [c for c in cells if c.stored in ("60", "0", "-1") and c.fate == "problem"]
    assert len(early) == 3
    for cell in early:
        assert kept.get(int(cell.address[1:])) is None, cell.kind
        assert "1900-03-01" in said[int(cell.address[1:])], cell.kind


def test_a_book_that_counts_from_1904_loses_nothing_either(tmp_path):
    cells = build_1904(tmp_path / "旧.xlsx")
    assert lost(cells, taken(tmp_path / "旧.xlsx", "备注"), "remark") == []


def test_covered_cells_and_hidden_sheets_are_told(workbook):
    path, _ = workbook
    (sheet,) = read_files([path], playbook=PLAYBOOK, columns=COLUMNS | {"备注": "值"})
    assert any("1 个合并单元格" in note for note in sheet.notes)
    assert any("隐藏表、深藏表" in note for note in sheet.notes)
