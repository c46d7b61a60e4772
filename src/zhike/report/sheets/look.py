"""How the sheets of a workbook look: cell styles, page set-up, numbers in their units."""

from typing import Any
from unicodedata import east_asian_width

from zhike.report.svg import PALETTE

ACCENT, SOFT, RULE = PALETTE[0], "#6b7280", "#d5dadd"
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NUMBERS = {"元": "#,##0.00", "万元": "#,##0.0", "%": "0.0%", "分": "0.0"}
WHOLE, MOVED = "#,##0", "+0.0%;-0.0%;0.0%"
LANDSCAPE_A4 = 9


def styles_of(book: Any) -> dict[str, Any]:
    """Return the cell styles by name: title, grey, head, head_right, text, label, and by unit."""
    plain = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
    head = {**plain, "valign": "vcenter", "font_color": SOFT, "bottom": 1, "bottom_color": ACCENT}
    shapes: dict[str, dict[str, Any]] = {
        "title": {"font_size": 16, "bold": True, "valign": "vcenter"},
        "grey": {"font_color": SOFT},
        "warn": {"font_color": "#9a5b00"},
        "text": {"text_wrap": True},
        "words": {"text_wrap": True, "align": "left", "indent": 1},
        "label": {"bold": True, "text_wrap": True},
        "none": {"align": "right", "font_color": SOFT},
        "环比": {"num_format": MOVED, "align": "right"},
        "before": {"align": "right", "font_color": SOFT},
        "": {"num_format": WHOLE, "align": "right"},
        **{unit: {"num_format": shape, "align": "right"} for unit, shape in NUMBERS.items()},
    }
    made = {name: book.add_format({**plain, **shape}) for name, shape in shapes.items()}
    made["head"] = book.add_format({**head, "text_wrap": True})
    made["head_words"] = book.add_format({**head, "align": "left", "indent": 1})
    made["head_right"] = book.add_format({**head, "text_wrap": True, "align": "right"})
    return made


def new_sheet(book: Any, name: str) -> Any:
    """Return a new sheet without grid lines, set to print on the width of one A4 page."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(LANDSCAPE_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&9第 &P 页 / 共 &N 页")
    return sheet


def write_number(
    sheet: Any, place: tuple[int, int], value: float | None, unit: str, styles: dict[str, Any]
) -> None:
    """Write a value (money in 元, shares 0-1) in its printed unit; — where there is none."""
    if value is None:
        sheet.write_string(*place, "—", styles["none"])
    else:
        printed = value / 10_000 if unit == "万元" else value
        sheet.write_number(*place, printed, styles.get(unit, styles[""]))


def across(text: str) -> int:
    """Return how wide a text is: a Chinese character takes the place of two letters."""
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in text)
