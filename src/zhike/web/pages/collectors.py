"""整理 → 收集人: how complete and how right what each collector brought is (S0-12)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.runs.collectors import SHARES
from zhike.web.door import Asked
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.words.wording import count, percent


def collectors(request: Asked) -> HttpResponse:
    """Show a line a collector."""
    found = run_now("score_collectors", request.viewer)
    context = {
        "title": _("收集人"),
        "tabs": clean_tabs("clean"),
        "scope": found["scope"],
        "target": percent(found["target"], 0),
        "is_compared": found["is_compared"],
        "lines": [_line(one, found["target"]) for one in found["collectors"]],
    }
    return render(request, "clean/collectors.html", context)


def _line(one: Mapping[str, Any], target: float) -> dict[str, Any]:
    return {
        "name": one["collector"],
        "brought": count(one["brought"]),
        "rate": percent(one["rate"]),
        "is_short": one["rate"] is not None and one["rate"] < target,
        "few": one["few"],
        "shares": [_share(one[mark], few=one["few"]) for mark in SHARES],
    }


def _share(told: Mapping[str, Any], *, few: bool) -> dict[str, str]:
    if few or told["share"] is None:
        return {"n": count(told["n"]), "share": "", "said": ""}
    ends = {"low": percent(told["low"]), "high": percent(told["high"])}
    said = _("95%% 的把握在 %(low)s 到 %(high)s 之间") % ends
    return {"n": count(told["n"]), "share": percent(told["share"]), "said": said}


urlpatterns = [path("clean/collectors/", collectors, name="collectors")]
