"""The cells of a dense table, written here and not in a template: a page has seven hundred."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()
Cell = Mapping[str, Any]
NONE = '<span class="none">—</span>'


@register.simple_tag
def row_cells(cells: Iterable[Cell], columns: Sequence[Mapping[str, Any]]) -> SafeString:
    """Write the cells of one row; the first is the row's head.

    cell: {"kind", "text", "url", "small", "title", …}; kinds: text (default) · name (text, small =
    编号, url) · number (right) · why (number that opens url) · tier (scheme, text, rank 1–5) · tags
    (tags: [text]) · state (text, heed) · waiting (text = new value, small = old one).
    """
    return mark_safe("".join(_td(cell, columns, at) for at, cell in enumerate(cells)))  # noqa: S308 - each part is escaped


def _td(cell: Cell, columns: Sequence[Mapping[str, Any]], at: int) -> str:
    kind = cell.get("kind") or "text"
    inner = _INNER.get(kind, _text)(cell)
    if at == 0:
        return f'<th scope="row" class="k-{kind}">{inner}</th>'
    column = columns[at] if at < len(columns) else {}
    phone = f" phone-{column['phone']}" if column.get("phone") else ""
    title = f' title="{_said(cell["title"])}"' if cell.get("title") else ""
    label = _said(column.get("label", ""))
    return f'<td class="k-{kind}{phone}" data-label="{label}"{title}>{inner}</td>'


def _said(value: Any) -> str:
    return conditional_escape(value if isinstance(value, str) else localize(value))


def _text(cell: Cell) -> str:
    text = cell.get("text")
    if cell.get("url"):
        return f'<a href="{_said(cell["url"])}">{_said(text)}</a>'
    small = f" <small>{_said(cell['small'])}</small>" if cell.get("small") else ""
    return (NONE if text in ("", None) else _said(text)) + small


def _name(cell: Cell) -> str:
    text = _said(cell["text"])
    small = f"<small>{_said(cell['small'])}</small>" if cell.get("small") else ""
    link = f'<a class="row-name" href="{_said(cell["url"])}" title="{text}">{text}</a>'
    return f'<span class="row-head">{link}{small}</span>'


def _why(cell: Cell) -> str:
    url = _said(cell.get("url", ""))
    return f'<a class="why" href="{url}" data-panel="{url}">{_said(cell["text"])}</a>'


def _tier(cell: Cell) -> str:
    if not cell.get("text"):
        return NONE
    said = (cell.get("scheme", ""), cell["text"], cell.get("rank"), cell.get("url", ""))
    return _drawn_tier(*said)


@lru_cache(maxsize=2_000)
def _drawn_tier(scheme: str, letter: str, rank: int | None, url: str) -> str:
    context = {"scheme": scheme, "letter": letter, "rank": rank, "url": url}
    return render_to_string("parts/tier.html", context)


def _tags(cell: Cell) -> str:
    return "".join(f'<span class="mark">{_said(tag)}</span>' for tag in cell.get("tags", ()))


def _state(cell: Cell) -> str:
    heed = " heed" if cell.get("heed") else ""
    return f'<span class="state{heed}">{_said(cell["text"])}</span>'


def _waiting(cell: Cell) -> str:
    before, after = _said(cell.get("small", "")), _said(cell["text"])
    return f'<span class="waiting">{_("待审")}</span> <s>{before}</s> → {after}'


_INNER: dict[str, Callable[[Cell], str]] = {
    "name": _name,
    "why": _why,
    "tier": _tier,
    "tags": _tags,
    "state": _state,
    "waiting": _waiting,
}
