"""What is found in a sheet's XML, wherever the pieces it is read in end."""

import zipfile

import pytest

from zhike.collect.sheet_xml import merged

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


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("at", [0, PIECE - 20, PIECE - 7, PIECE, 2 * PIECE - 1])
def test_merged_ranges_are_found_across_pieces(tmp_path, prefix, at):
    tail = f'<{prefix}mergeCells count="1"><{prefix}mergeCell ref="B2:AA5"/></{prefix}mergeCells>'
    path = packed(tmp_path / "a.xlsx", " " * at + tail)
    assert merged(path, "客户", left=1) == ((2, 0, 5, 25),)
    assert merged(path, "订单", left=1) == ()


def test_words_in_a_cell_are_no_merged_range(tmp_path):
    cell = '<c t="inlineStr"><is><t>mergeCells ref="A1:A9"</t></is></c>'
    assert merged(packed(tmp_path / "a.xlsx", cell), "客户", left=0) == ()
