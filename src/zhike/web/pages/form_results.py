"""What a form's answers say together, and the same as a file."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.collect.form.design import Design
from zhike.collect.form.tally import tallies
from zhike.records.customer.scope import insist
from zhike.records.form.lookups import FormRow, answers_of, form_for
from zhike.records.said import said
from zhike.web.door import Asked
from zhike.web.shown import forms as shown
from zhike.web.shown.downloads import Cell, download

SHOWN_TEXTS = 50


def form_results(request: Asked, form_id: int) -> HttpResponse:
    """Show a tally a question, and how many each channel brought."""
    row = form_for(request.viewer, form_id)
    answers = answers_of(request.viewer, form_id)
    design = _asked(row)
    context = {
        "title": row.design.title or _("新表单"),
        "form": row,
        "tabs": shown.tabs_of(row, "form_results"),
        "tallies": tallies(design, [told for _at, _channel, told in answers]),
        "shown_texts": SHOWN_TEXTS,
        "n": len(answers),
        "channels": _by_channel(answers),
        "links_url": reverse("form_links", args=[form_id]),
    }
    return render(request, "forms/results.html", context)


def _asked(row: FormRow) -> Design:
    return row.published or row.design


def _by_channel(answers: Sequence[tuple[Any, str, Any]]) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for _at, channel, _told in answers:
        counted[channel] = counted.get(channel, 0) + 1
    return sorted(((said(name), times) for name, times in counted.items()), key=lambda c: -c[1])


def form_results_file(request: Asked, form_id: int, kind: str) -> HttpResponse:
    """Hand the answers out as a file, a line a hand-in; nobody's name or phone is in it."""
    insist(request.viewer, "export", "导出")
    row = form_for(request.viewer, form_id)
    design = _asked(row)
    heads = [_("时间"), _("渠道"), *(item.label for item in design.questions)]
    lines = [_line(design, *told) for told in answers_of(request.viewer, form_id)]
    return download(_("%(title)s 结果") % {"title": row.design.title}, kind, heads, lines)


def _line(design: Design, at: Any, channel: str, told: dict[str, Any]) -> list[Cell]:
    return [
        f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        channel,
        *(_cell(item.kind, told.get(item.key)) for item in design.questions),
    ]


def _cell(kind: str, answer: Any) -> Cell:
    if isinstance(answer, list):
        return "；".join(str(one) for one in answer)
    if kind in ("rating", "satisfaction") and answer:
        return float(answer)
    return str(answer or "")


urlpatterns = [
    path("collect/forms/<int:form_id>/results/", form_results, name="form_results"),
    *(
        path(f"collect/forms/<int:form_id>/results.{kind}", form_results_file, {"kind": kind},
             name=f"form_results_{kind}")
        for kind in ("xlsx", "csv")
    ),
]  # fmt: skip
