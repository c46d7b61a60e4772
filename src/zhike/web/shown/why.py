"""Where a figure's why lives, and its rows as a small table."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def why_url(
    metric: str,
    *,
    period: str = "",
    where: Mapping[str, Any] | None = None,
    condition: str = "",
    **more: Any,
) -> str:
    """Return the address that says why a figure is what it is; None of a dimension is 未填."""
    asked = {"metric": metric, "period": period, "where": condition, **more}
    picked = {name: "未填" if value is None else value for name, value in (where or {}).items()}
    query = urlencode({key: value for key, value in (asked | picked).items() if value != ""})
    return f"{reverse('why')}?{query}"


def rows_shown(behind: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns and lines of the rows behind a figure (parts/lines.html)."""
    worth = behind["rows"] and any(row["worth"] != "1" for row in behind["rows"])
    columns: list[Any] = [pgettext("one", "客户"), _("日期"), _("记录"), _("来源")]
    return {
        "columns": [*columns, {"text": _("计入"), "right": True}] if worth else columns,
        "lines": [_line(row, with_worth=bool(worth)) for row in behind["rows"]],
    }


def _line(row: Mapping[str, Any], *, with_worth: bool) -> list[dict[str, Any]]:
    whose = row["customer_id"]  # none for what the house itself spent
    line: list[dict[str, Any]] = [
        {"text": row["customer"], "url": reverse("customer", args=[whose]) if whose else ""},
        {"text": row["on"].isoformat() if row["on"] else "—"},
        {"text": row["said"].text or "—"},
        {"text": row["said"].place or _("手工录入")},
    ]
    return [*line, {"text": row["worth"], "right": True}] if with_worth else line
