"""为什么: a figure's definition, formula with its values, rows and the cells they came from."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import said
from zhike.web import guide
from zhike.web.door import Asked
from zhike.web.shown.why import rows_shown, why_url
from zhike.words.problem import Refused


def why(request: Asked) -> HttpResponse:
    """Show why a figure is what it is: a fragment for the side panel, else a page."""
    asked = _asked(request)
    page = request.GET.get("page", "1")
    found = run_now(
        "explain_figure",
        request.viewer,
        **asked,
        part=request.GET.get("part", ""),
        page=max(1, int(page)) if page.isdecimal() else 1,
    )
    context = _context(found, asked)
    guide.note(request, "finding")
    template = "why/panel.html" if request.htmx else "why/page.html"
    return render(request, template, context)


def _asked(request: Asked) -> dict[str, Any]:
    """Return the figure an address names; every parameter named as a dimension picks a value."""
    query = request.GET
    if not query.get("metric"):
        raise Refused(_("地址里没有写明是哪个数字，请从报表或指标页点数字进来。"))
    playbook = active_playbook()
    known = (*playbook.dimensions, *playbook.own_dimensions)
    dimensions = {name for entry in known for name in (entry.name, *entry.also)}
    return {
        "name": query["metric"],
        "period": query.get("period", ""),
        "condition": query.get("where", ""),
        "where": {key: query[key] for key in query if key in dimensions},
    }


def _context(found: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    same = {key: asked[key] for key in ("period", "condition", "where")}

    def url(**more: Any) -> str:
        return why_url(asked["name"], **same, **more)

    behind = found["behind"]
    return {
        "title": said(found["name"]),
        "scope": found["scope"],
        "as_of": found["as_of"],
        "url": url(),
        "why": found,
        "parts": [part | {"url": why_url(part["name"], **same)} for part in found["parts"]],
        "picked": [
            _("%(name)s：%(value)s") % {"name": said(name), "value": said(value)}
            for name, value in asked["where"].items()
        ],
        "tabs": [
            {"label": said(name), "url": url(part=name), "here": name == behind["part"]}
            for name in behind["figures"]
        ]
        if len(behind["figures"]) > 1
        else [],
        "behind": behind,
        "rows": rows_shown(behind),
        "pages": {
            "said": _("共 %(count)s 行") % {"count": f"{behind['count']:,}"},
            "numbers": [
                {"text": number, "url": url(part=behind["part"], page=number), "here": here}
                for number, here in _numbers(behind["page"], behind["pages"])
            ],
        },
    }


def _numbers(page: int, pages: int) -> list[tuple[int, bool]]:
    near = {1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)}
    return [(number, number == page) for number in sorted(near)]


urlpatterns = [path("why/", why, name="why")]
