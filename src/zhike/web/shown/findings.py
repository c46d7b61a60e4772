"""Findings as parts/findings.html and the pages of 发现 show them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from zhike.records.finding.lookups import SAME, FindingRow
from zhike.records.listing.counted import BehindRow
from zhike.web.shown.customer_question import address

NOUNS = {
    "customers": gettext_lazy("客户"),
    "orders": gettext_lazy("订单"),
    "order_lines": gettext_lazy("订单明细"),
    "cases": gettext_lazy("问题单"),
    "quotes": gettext_lazy("报价"),
    "contracts": gettext_lazy("合同"),
}


def findings_shown(rows: Iterable[FindingRow], *, may_plan: bool = True) -> list[dict[str, Any]]:
    """Return findings as sentences with n, wording, why and, where one can act, the task."""
    return [_shown(row, may_plan=may_plan) for row in rows]


def _shown(row: FindingRow, *, may_plan: bool) -> dict[str, Any]:
    act = {"label": _("建任务"), "url": reverse("finding_plan", args=[row.id])}
    return {
        "id": row.id,
        "text": row.text,
        "wording": row.wording,
        "n": row.n_said,
        "why_url": reverse("finding", args=[row.id]),
        "act": act if may_plan and row.plan and row.customers and not row.refused else None,
        "suggestion": "" if row.refused else row.suggestion,
    }


def refused_shown(rows: Iterable[FindingRow]) -> list[dict[str, Any]]:
    """Return what nothing may be concluded from, each with the reason in numbers."""
    return [
        {
            "text": row.text,
            "wording": row.wording,
            "n": row.n_said,
            "reason": row.reason,
            "why_url": reverse("finding", args=[row.id]),
        }
        for row in rows
    ]


def list_url(row: FindingRow) -> str:
    """Return the address of the list of exactly these customers, empty without any."""
    return address({"finding": str(row.id)}) if row.customers else ""


def merge_url(row: FindingRow) -> str:
    """Return where the records of a finding are laid side by side, empty for other findings."""
    if row.kind != SAME or not row.customers:
        return ""
    ids = ",".join(map(str, row.customer_ids))
    return f"{reverse('review_duplicates')}?{urlencode({'ids': ids})}"


def figures_shown(row: FindingRow) -> dict[str, Any]:
    """Return the figures as a small table (parts/lines.html)."""
    lines = [[{"text": one["name"]}, {"text": one["text"], "right": True}] for one in row.figures]
    return {"columns": [], "lines": lines}


def behind_shown(rows: Iterable[BehindRow]) -> dict[str, Any]:
    """Return records behind a finding as a small table (parts/lines.html)."""
    return {
        "columns": [pgettext("one", "客户"), _("记录"), _("说明"), _("来源")],
        "lines": [_line(row) for row in rows],
    }


def _line(row: BehindRow) -> list[dict[str, str]]:
    noun = str(NOUNS.get(row.noun, row.noun))
    return [
        {"text": row.customer, "url": reverse("customer", args=[row.customer_id])},
        {"text": noun if row.noun == "customers" else f"{noun} {row.record}".strip()},
        {"text": row.said or "—"},
        {"text": row.place or _("手工录入")},
    ]
