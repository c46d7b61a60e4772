"""One sheet of ours: heads with notes, columns in their shape, checks, a sample row or rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from zhike.collect.template.checks import check_of
from zhike.collect.template.marks import HIDDEN, SAMPLE
from zhike.collect.template.paper import height_of, lay_paper
from zhike.collect.template.samples import sample_of, words_of
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Head, Print

Cell = str | int | float | date | None
WORDS = f"{HIDDEN}词表"
ROWS = 5000  # how far down cells are checked while people type
WIDEST, NARROWEST = 34, 9
_LOOKED_AT = 500  # cells that a width is taken from
_TEXTS = ("text", "code", "phone", "credit_code", "range", "partial_date", "moment", "account")
_LONG = ("note",)
_NUMBER = {"align": "right", "indent": 1}  # a gap before the text beside it


class Shapes:
    """The formats of a workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        """Make the formats in a workbook."""
        base = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
        head = {**base, "bold": True, "bottom": 1, "text_wrap": True}
        self.heads: dict[str, Format] = {
            "required": book.add_format({**head, "bg_color": "#BFE0DF"}),
            "free": book.add_format({**head, "bg_color": "#E8F0F0"}),
            "reckoned": book.add_format({**head, "bg_color": "#EDEDED", "font_color": "#777777"}),
        }
        self.cells: dict[str, Format] = {
            "text": book.add_format({**base, "num_format": "@"}),
            "date": book.add_format({**base, "align": "left", "num_format": "yyyy-mm-dd"}),
            "number": book.add_format({**base, "num_format": "General"}),
            "figure": book.add_format({**base, **_NUMBER, "num_format": "General"}),
            "money": book.add_format({**base, **_NUMBER, "num_format": "#,##0.00"}),
            "long": book.add_format({**base, "num_format": "@", "text_wrap": True}),
        }
        sample = {**base, "italic": True, "font_color": "#8A8A8A", "num_format": "@"}
        self.sample = book.add_format({**sample, "bg_color": "#FBFAF2"})
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.plain = book.add_format({**base, "text_wrap": True, "valign": "top"})


class Words:
    """The hidden sheet with the lists that cells are chosen from, each written once."""

    def __init__(self, book: Workbook, people: Sequence[str]) -> None:
        """Open the hidden sheet; `people` are the names an owner may be chosen from."""
        self.book, self.people = book, list(people)
        self.sheet: Worksheet | None = None
        self.places: dict[tuple[str, ...], str] = {}

    def of(self, head: Head, playbook: Playbook) -> list[str]:
        """Return what may be chosen under a head."""
        spec = head.spec
        if spec is None:
            return []
        named = spec.kind == "account" or spec.path == "interactions.by_text"
        return self.people if named else words_of(spec, playbook)

    def place(self, words: Sequence[str]) -> str:
        """Return where a list stands, as a check names it; nothing for an empty list."""
        key = tuple(words)
        if not key:
            return ""
        if self.sheet is None:
            self.sheet = self.book.add_worksheet(WORDS)
            self.sheet.hide()
        if key not in self.places:
            at = len(self.places)
            self.sheet.write_column(0, at, key)
            letter = xl_col_to_name(at)
            self.places[key] = f"='{WORDS}'!${letter}$1:${letter}${len(key)}"
        return self.places[key]


def lay_sheet(
    sheet: Worksheet,
    one: Print,
    *,
    shapes: Shapes,
    words: Words,
    playbook: Playbook,
    rows: Sequence[Sequence[Cell]] | None = None,
) -> None:
    """Write a table's heads, shapes and checks, then its rows, or a sample row without any."""
    sheet.freeze_panes(1, _frozen(one))
    sheet.set_row(0, 32)
    widths = _widths(one, rows or (), playbook)
    lay_paper(sheet, widths, keys=_frozen(one))
    for column, head in enumerate(one.heads):
        sheet.set_column(column, column, widths[column], shapes.cells[shape_of(head)])
        sheet.write_string(0, column, head.head, shapes.heads[_standing(head)])
        note = note_of(head, playbook)
        sheet.write_comment(0, column, note, {"x_scale": 1.6, "y_scale": 1.0, "font_size": 9})
        chosen = words.of(head, playbook)
        cell = f"{xl_col_to_name(column)}2"
        check = check_of(head.spec, chosen, words.place(chosen), cell=cell, playbook=playbook)
        if check is not None:
            sheet.data_validation(1, column, ROWS, column, check)
    if rows is None:
        _write_sample(sheet, one, shapes, playbook)
    else:
        write_rows(sheet, one, rows, shapes)
        _raise_rows(sheet, one, rows, widths)


def _widths(one: Print, rows: Sequence[Sequence[Cell]], playbook: Playbook) -> list[float]:
    return [
        _width(head, [row[column] for row in rows], playbook)
        for column, head in enumerate(one.heads)
    ]


def _raise_rows(
    sheet: Worksheet, one: Print, rows: Sequence[Sequence[Cell]], widths: Sequence[float]
) -> None:
    """Make those rows higher whose long texts take several lines."""
    long = [(at, widths[at]) for at, head in enumerate(one.heads) if shape_of(head) == "long"]
    for number, row in enumerate(rows, 1):
        height = height_of([(len_shown(str(row[at] or "")), width) for at, width in long])
        if height is not None:
            sheet.set_row(number, height)


def write_rows(
    sheet: Worksheet, one: Print, rows: Iterable[Sequence[Cell]], shapes: Shapes
) -> None:
    """Write rows below the heads; a text is never taken for a formula or a link."""
    kinds = [shapes.cells[shape_of(head)] for head in one.heads]
    plain, figure = shapes.cells["number"], shapes.cells["figure"]
    figures = [figure if kind is plain else kind for kind in kinds]
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell, kinds[column])
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, cell, shapes.cells["date"])
            elif cell is not None:
                sheet.write_number(number, column, cell, figures[column])


def shape_of(head: Head) -> str:
    """Return how the cells under a head are kept: text, date, money, number or long."""
    if head.spec is None:
        return "number"
    if head.spec.kind in _LONG:
        return "long"
    if head.spec.kind in _TEXTS or head.spec.name == "external_id":
        return "text"
    return head.spec.kind if head.spec.kind in ("date", "money") else "number"


def note_of(head: Head, playbook: Playbook) -> str:
    """Return what the head's note says: whether it is needed, what it is, an example."""
    lines = [_asked(head)]
    lines += [head.column.said] if head.column.said else []
    lines += [head.spec.purpose] if head.spec and head.spec.purpose else []
    example = sample_of(head, playbook)
    lines += [f"例：{example}"] if example else []
    return "\n".join(lines)


def _asked(head: Head) -> str:
    if _standing(head) == "reckoned":
        return "由系统算出，不用填；填了只核对。"
    return "必填。" if head.column.required else "选填。"


def _standing(head: Head) -> str:
    if head.column.is_reckoned:
        return "reckoned"
    return "required" if head.column.required else "free"


def _frozen(one: Print) -> int:
    """Return how many columns stay in sight: the keys at the beginning, two at most."""
    keys = [bool(head.spec and head.spec.key) for head in one.heads[:2]]
    return 2 if all(keys) else 1


def _width(head: Head, cells: Sequence[Cell], playbook: Playbook) -> float:
    """Return a width for the head and the longest of the first cells, or of the sample."""
    texts = [str(cell) for cell in cells[:_LOOKED_AT]] or [SAMPLE + sample_of(head, playbook)]
    longest = max(len_shown(head.head) + 3, *(len_shown(text) + 2 for text in texts))
    least = 24 if shape_of(head) == "long" else NARROWEST
    return min(WIDEST, max(least, longest))


def len_shown(text: str) -> int:
    """Return how many narrow letters a text is wide: a Chinese one counts two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _write_sample(sheet: Worksheet, one: Print, shapes: Shapes, playbook: Playbook) -> None:
    for column, head in enumerate(one.heads):
        text = sample_of(head, playbook)
        text = f"{SAMPLE}{text}" if column == 0 else text
        sheet.write_string(1, column, text, shapes.sample)


def by_path(values: Mapping[str, Any], one: Print) -> list[Any]:
    """Return values given by head in the order of the heads."""
    return [values.get(head.head) for head in one.heads]
