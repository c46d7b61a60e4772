"""归类: which class a customer's own words for its industry mean, once or from now on (S0-10)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.clean.industry import find_industry
from zhike.records.customer.industry import Worded, class_industry, worded_for
from zhike.records.intake.learning import teach_words
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rights import insist
from zhike.web.door import Asked
from zhike.web.edited import in_panel
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.mending import MeantWord
from zhike.words.wording import count

PATH, WHEN = "customers.industry", "归类行业时"


def industry(request: Asked, customer_id: int) -> HttpResponse:
    """Ask for the class: the likeliest are one click, any other is found by typing."""
    insist(request.viewer, "edit", _("归类行业"))
    return _shown(request, customer_id, worded_for(request.viewer, customer_id))


def _shown(
    request: Asked, customer_id: int, worded: Worded, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    learned = active_playbook().industry_codes
    meant = find_industry(worded.words, learned)
    likely = meant.candidates if meant.industry is None else (meant.industry,)
    context: dict[str, Any] = {
        "title": _("归类：%(words)s") % {"words": worded.words or "—"},
        "url": reverse("customer_industry", args=[customer_id]),
        "customer_id": customer_id,
        "worded": worded,
        "offered": [one for one in likely if one != worded.industry],
        "typed": request.POST.get("meant", ""),
        "offer": request.POST.get("offer", ""),
        "wrong": wrong,
        "may_learn": request.viewer.can("settings") and worded.words not in learned,
        "next": request.GET.get("next") or request.POST.get("next") or _home(customer_id),
    }
    name = "customers/industry_panel.html" if in_panel(request) else "customers/industry.html"
    return render(request, name, context, status=status)


def _home(customer_id: int) -> str:
    return reverse("customer", args=[customer_id])


@require_POST
def class_of(request: Asked, customer_id: int) -> HttpResponse:
    """Write the class that was picked; what was asked to be remembered is read so from now on."""
    worded = worded_for(request.viewer, customer_id)
    text = request.POST.get("meant") or request.POST.get("offer", "")
    meant = find_industry(text.strip(), active_playbook().industry_codes).industry
    if meant is None:
        wrong = _("“%(text)s”不是国民经济行业分类里的一类，请从列表里选。") % {"text": text}
        wrong = wrong if text else _("请选一类。")
        return _shown(request, customer_id, worded, wrong=wrong, status=422)
    now = timezone.now()
    kept = class_industry(
        request.viewer, customer_id, meant, alike=bool(request.POST.get("alike")), at=now
    )
    said = _("“%(words)s”已归入 %(industry)s") % {"words": worded.words, "industry": meant}
    said += _("，共 %(n)s 家") % {"n": count(len(kept))} if len(kept) > 1 else ""
    learnt = []
    if request.POST.get("learn") and request.viewer.can("settings"):
        words = [MeantWord(PATH, worded.words, meant.code)]
        learnt = teach_words(words, by=request.viewer.account_id, at=now, when=WHEN)
        said += _("，以后都这样读") if learnt else ""
    undo = remember(
        request.session, "classed", kept=list(kept.items()), code=meant.code, learnt=learnt
    )
    messages.success(request, said, extra_tags=undo)
    return redirect(way_back(request, otherwise="customers"))


urlpatterns = [
    path("customers/<int:customer_id>/industry/", industry, name="customer_industry"),
    path("customers/<int:customer_id>/industry/class/", class_of, name="customer_class"),
]
