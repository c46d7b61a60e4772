"""Columns of a table's sheet are as wide as their words, and rows as high."""

from zhike.report.sheets.tables import column_widths, lines_of
from zhike.report.tables import Column, Line, Table

COLUMNS = (Column("名称"), Column("评分", "分"), Column("特征", is_long=True))


def table(*rows: tuple[str, float, str]) -> Table:
    """Return a table of three columns."""
    return Table("表", "", COLUMNS, tuple(Line(row) for row in rows))


def test_a_column_is_as_wide_as_its_widest_words_up_to_its_share_of_a_page():
    assert column_widths(table()) == [8, 13, 8]  # the heads: two characters and the filter
    shop, works = "青榆店", "苏州宏远精密机械有限公司"
    # 12 characters take 24 letters' room, "A4 纸" takes 5; each has 4 around it.
    assert column_widths(table((shop, 9, "A4 纸"), (works, 8, ""))) == [28, 13, 9]
    assert column_widths(table((works * 3, 9, "字" * 90))) == [36, 13, 44]


def test_a_row_is_as_high_as_its_longest_words_go_on():
    widths = [36, 13, 44]
    assert lines_of(COLUMNS, ("店", 9, "字" * 21), widths) == 1  # 42 of 43
    assert lines_of(COLUMNS, ("店", 9, "字" * 22), widths) == 2
    assert lines_of(COLUMNS, ("字" * 40, 9, ""), widths) == 3  # 80 at 35 a line
