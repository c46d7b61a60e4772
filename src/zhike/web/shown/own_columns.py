"""Own fields of customers as columns of a list and of a file."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.listing.lookups import GridRow
from zhike.records.said import money, said
from zhike.web.shown.customer_columns import COLUMNS, COOKIE, Cell, Column
from zhike.words.field import FieldSpec
from zhike.words.wording import percent

OWN = "own."
_FEN = 100
_NUMBERS = ("money", "whole", "number", "percent")


def own_columns(playbook: Playbook) -> dict[str, Column]:
    """Return a column for each own field that is offered and isn't masked."""
    return {
        f"{OWN}{spec.name}": Column(
            f"{OWN}{spec.name}", said(spec.label), _cell(spec, playbook),
            "number" if spec.kind in _NUMBERS else "text",
        )
        for spec in playbook.offered("customers")
        if spec.own and not spec.mask and not spec.needs_consent
    }  # fmt: skip


def every_column(playbook: Playbook) -> dict[str, Column]:
    """Return all columns a list of customers may have, by key."""
    return COLUMNS | own_columns(playbook)


def columns_kept(request: HttpRequest) -> str:
    """Return the columns somebody chose on this machine."""
    return unquote(request.COOKIES.get(COOKIE, ""))


def as_cookie(keys: list[str]) -> str:
    """Return column keys as a cookie may hold them."""
    return quote(",".join(keys), safe=",.")


def _cell(spec: FieldSpec, playbook: Playbook) -> Callable[[GridRow, date], Cell]:
    words = playbook.vocabulary(spec.vocabulary).words if spec.vocabulary else ()
    labels = {word.word: word.label for word in words}

    def cell(row: GridRow, _today: date) -> Cell:
        value = row.own.get(spec.name)
        if value in (None, ""):
            return {"text": "", "whole": ""}
        return _drawn(spec, value, labels)

    return cell


def _drawn(spec: FieldSpec, value: Any, labels: dict[str, str]) -> Cell:
    match spec.kind:
        case "money":
            return {"kind": "number", "text": money(int(value)), "whole": value / _FEN}
        case "percent":
            return {"kind": "number", "text": percent(value), "whole": value}
        case "whole" | "number":
            return {"kind": "number", "text": f"{value:g}", "whole": value}
        case "yes_no":
            text = _("是") if value else _("否")
            return {"text": text, "whole": text}
        case "note":
            return {"kind": "long", "text": str(value), "title": str(value), "whole": str(value)}
    word = labels.get(str(value), str(value))
    return {"text": said(word), "whole": word}
