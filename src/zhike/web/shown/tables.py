"""The menus of tables: empty ones to fill in, full ones to take along."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.collect.template.books import TOGETHER_NAME
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Print, prints
from zhike.records.said import said
from zhike.words.viewer import Viewer

TOGETHER = "together"  # the address of the workbook with several linked sheets
Items = list[dict[str, Any]]
Menu = list[dict[str, Any]]
Address = Callable[[Print], str]


def template_menu(playbook: Playbook) -> Menu:
    """Return the workbooks to fill in: one with everything, the printed tables, the kinds."""
    fillable = [one for one in prints(playbook) if not one.is_report]

    def empty(one: Print) -> str:
        return reverse("table_template", args=[one.code])

    together = {
        "label": _(TOGETHER_NAME),
        "url": reverse("table_template", args=[TOGETHER]),
        "small": "",
    }
    first = {"label": _("一本填全"), "items": [together]}
    return [first, *_groups(fillable, empty, made=False)]


def export_menu(playbook: Playbook, viewer: Viewer) -> Menu:
    """Return the tables the Viewer may take along full; none without the right to export."""
    if not viewer.can("export"):
        return []
    return _groups(prints(playbook), _taken)


def _taken(one: Print) -> str:
    """Return where a full table is had: at once, or made first where figures are worked out."""
    if one.is_reckoned:
        return reverse("table_make", args=[one.code])
    return reverse("table_export", args=[one.code, "xlsx"])


def customer_tables(playbook: Playbook, query: str = "") -> Items:
    """Return the printed tables of customers, for whom may export: those that answer a query."""
    return [
        {
            "label": said(one.title.partition(" ")[2]),
            "url": f"{_taken(one)}?{query}" if query else _taken(one),
            "small": one.code,
            "made": one.is_reckoned,
        }
        for one in prints(playbook)
        if one.noun == "customers" and " " in one.title
    ]


def _groups(tables: Iterable[Print], address: Address, *, made: bool = True) -> Menu:
    printed: Items = []
    kinds: Items = []
    for one in tables:
        code, _blank, name = one.title.partition(" ")
        label = said(name) if name else _("%(noun)s表") % {"noun": said(one.code)}
        item: dict[str, Any] = {"label": label, "small": code if name else "", "url": address(one)}
        item["made"] = made and one.is_reckoned  # asked for by a form
        (printed if name else kinds).append(item)
    return [
        {"label": _("原表"), "items": printed},
        {"label": _("按记录的种类"), "items": kinds},
    ]
