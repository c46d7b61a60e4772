"""What is found in a sheet's XML, wherever the pieces it is read in end."""

import zipfile

import pytest

from zhike.collect.odd_cells import ODD_FORMATS
from zhike.collect.sheet_xml import Shown, shown

BOOK = '<workbook><sheets><sheet name="客户" sheetId="1" r:id="r1"/></sheets></workbook>'
RELATIONS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
PIECE = 64 * 1024


def packed(path, xml):
    """Pack a sheet's XML as a workbook."""
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", BOOK)
        book.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        book.writestr("xl/worksheets/sheet1.xml", xml)
    return path


def seen(path, sheet="客户"):
    """Look at a sheet."""
    return shown(path, sheet, odd=ODD_FORMATS)


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("at", [0, PIECE - 20, PIECE - 7, PIECE, 2 * PIECE - 1])
def test_merged_ranges_are_found_across_pieces(tmp_path, prefix, at):
    tail = f'<{prefix}mergeCells count="1"><{prefix}mergeCell ref="B2:AA5"/></{prefix}mergeCells>'
    path = packed(tmp_path / "a.xlsx", " " * at + tail)
    assert seen(path).merged == ((2, 1, 5, 26),)
    assert seen(path, "订单") == Shown()


def test_words_in_a_cell_are_no_merged_range(tmp_path):
    cell = '<c t="inlineStr"><is><t>mergeCells ref="A1:A9"</t></is></c>'
    assert seen(packed(tmp_path / "a.xlsx", cell)).merged == ()


@pytest.mark.parametrize("at", [PIECE - 90, PIECE - 40, PIECE - 3, 40 * PIECE])
def test_a_formula_is_found_however_deep_it_stands(tmp_path, at):
    """Far behind the beginning of a large sheet, and where a piece ends inside its row."""
    row = '<row r="9"><c r="C9"><f>A9*B9</f></c></row>'
    rows = f'<row r="8"><c r="A8"><v>1</v></c>{" " * at}</row>{row}<row r="10"></row>'
    path = packed(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>")
    assert seen(path).formulas == {(9, 2): "=A9*B9"}
