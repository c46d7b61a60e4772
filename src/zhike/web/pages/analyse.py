"""分析: where the customers stand by the current run, and running it anew."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.run import enqueue
from zhike.records.finding.lookups import findings_for
from zhike.records.listing.tallies import Tallies, tallies_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.forms.analyse import AnalysisDay
from zhike.web.forms.reading import read
from zhike.web.shown.findings import findings_shown, refused_shown
from zhike.web.shown.standing import lines, schemes_shown, segments_shown
from zhike.words.problem import Refused


def analyse(request: Asked) -> HttpResponse:
    """Show tiers of every scheme side by side, segments, ABC classes and tags."""
    tallies = tallies_for(request.viewer)
    context = {
        "title": _("分析"),
        "may": request.viewer.can("analyse"),
        "tallies": tallies,
        **(_blocks(tallies) if tallies else {}),
        "findings": findings_shown(findings_for(request.viewer)) if tallies else [],
        "refused": refused_shown(findings_for(request.viewer, refused=True)) if tallies else [],
    }
    return render(request, "analyse/page.html", context)


def _blocks(tallies: Tallies) -> dict[str, object]:
    return {
        "as_of": tallies.run.as_of,
        "schemes": schemes_shown(tallies, active_playbook()),
        "segments": segments_shown(tallies),
        "abc": lines(tallies.abc, filter_of=lambda word: {"abc": word}),
        "tags": lines(tallies.tags, of=tallies.customers, filter_of=lambda word: {"tag": word}),
    }


@require_POST
def analyse_again(request: Asked) -> HttpResponse:
    """Ask for a new run over the whole book."""
    if not request.viewer.can("analyse"):
        raise Refused(_("您的角色不能重新分析，请找管理员。"))
    day = read(AnalysisDay, request)["as_of"]
    job = enqueue("analyse", request.viewer, as_of=day.isoformat() if day else "")
    return redirect("job", job)


urlpatterns = [
    path("analyse/", analyse, name="analyse"),
    path("analyse/again/", analyse_again, name="analyse_again"),
]
