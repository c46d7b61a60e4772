"""方案对照: two tier schemes across each other, and why a customer stands apart in them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from zhike.records.listing.crossing import both_for, crossed_for, schemes_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.shown.tiers import far_pairs, in_order, rules_of, table, words_of


def tiers(request: Asked) -> HttpResponse:
    """Show two schemes side by side; by default the first two the current run holds."""
    run, names = schemes_for(request.viewer)
    names = in_order(active_playbook(), names) if names else []
    a, b = _pair(request, names)
    context: dict[str, Any] = {"title": _("方案对照"), "names": names, "a": a, "b": b}
    if run is not None and a and b:
        context |= {"as_of": run.as_of, **_crossed(request, a, b, run.id)}
    return render(request, "analyse/tiers.html", context)


def _pair(request: Asked, names: list[str]) -> tuple[str, str]:
    wanted = [request.GET.get(side, "") for side in "ab"]
    first = wanted[0] if wanted[0] in names else next(iter(names), "")
    rest = [name for name in names if name != first]
    second = wanted[1] if wanted[1] in rest else next(iter(rest), "")
    return first, second


def _crossed(request: Asked, a: str, b: str, run_id: int) -> dict[str, Any]:
    playbook = active_playbook()
    crossed = crossed_for(request.viewer, a, b, run_id=run_id)
    rows = words_of(playbook, a, [one.a for one in crossed])
    columns = words_of(playbook, b, [one.b for one in crossed])
    pairs = far_pairs(rows, columns)
    return {
        "table": table(crossed, a, b, rows=rows, columns=columns),
        "columns": columns,
        "rules": [rules_of(playbook, a), rules_of(playbook, b)],
        "apart": both_for(request.viewer, a, b, pairs=pairs, run_id=run_id),
        "apart_count": sum(one.customers for one in crossed if (one.a, one.b) in pairs),
        "customers": sum(one.customers for one in crossed),
    }


urlpatterns = [path("analyse/tiers/", tiers, name="tiers")]
