"""整理 → 取值: the values of a column with their counts, and making several one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.facet.changes import unify_values
from zhike.records.facet.columns import column_of, columns_of
from zhike.records.facet.lookups import MOST, counts_of, different_in
from zhike.records.intake.learning import teach_words
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.facets import groups_shown, values_shown
from zhike.web.undo import remember
from zhike.words.mending import MeantWord
from zhike.words.problem import Refused
from zhike.words.wording import count


def facets(request: Asked) -> HttpResponse:
    """Show one column's values, those that may be one first."""
    playbook = active_playbook()
    columns = columns_of(playbook)
    asked = request.GET.get("field", columns[0].spec.path)
    column = column_of(asked, playbook)
    counts = counts_of(request.viewer, column)
    context: dict[str, Any] = {
        "title": _("取值"),
        "tabs": clean_tabs("facets"),
        "columns": [(one.spec, one.spec.path == asked) for one in columns],
        "field": column.spec,
        "groups": groups_shown(counts, column, playbook),
        "values": values_shown(counts, column),
        "different": different_in(request.viewer, column) if len(counts) == MOST else len(counts),
        "rows": sum(counts.values()),
        "may_edit": request.viewer.can("edit"),
        "may_learn": request.viewer.can("settings") and _is_learnable(column.spec),
    }
    return render(request, "clean/facets.html", context)


def _is_learnable(spec: Any) -> bool:
    return bool(spec.vocabulary) or spec.kind == "industry"


@require_POST
def unify(request: Asked) -> HttpResponse:
    """Make the picked values one; what was asked to be remembered is read so from now on."""
    field, values = request.POST.get("field", ""), request.POST.getlist("value")
    into, now = request.POST.get("into", "").strip(), timezone.now()
    if not values:
        raise Refused(_("还没有选中取值，请先勾选要统一的写法。"))
    changed = unify_values(request.viewer, field, values, into, at=now)
    said = _("已把 %(n)s 行统一成“%(into)s”") % {"n": count(changed), "into": into}
    learnt = []
    if request.POST.get("learn") and request.viewer.can("settings"):
        words = [MeantWord(field, value, into) for value in values if value != into]
        learnt = teach_words(words, by=request.viewer.account_id, at=now)
        said += _("，以后导入也这样读") if learnt else ""
    back = ""
    if changed or learnt:
        told = {"path": field, "done_at": now.isoformat(), "learnt": learnt}
        back = remember(request.session, "unified", **told)
    messages.success(request, said, extra_tags=back)
    return redirect(f"{reverse('facets')}?{urlencode({'field': field})}")


urlpatterns = [
    path("clean/values/", facets, name="facets"),
    path("clean/values/unify/", unify, name="unify_values"),
]
