"""设置 → 字段: the catalogue of what is collected, why, from whom; own fields are made here."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.playbook.collecting import without_reason
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.records.catalogue.changes import act_on_field, describe_field, new_field
from zhike.records.catalogue.usage import filled_of, rows_of
from zhike.records.playbook_version.lookups import (
    active_playbook,
    active_version,
    recent_changes,
)
from zhike.records.playbook_version.newer import news_for
from zhike.web.door import Asked
from zhike.web.edited import done, in_panel, insist_editor
from zhike.web.forms.fields import FieldForm
from zhike.web.shown import fields as shown
from zhike.words.problem import Refused

FIRST = "customers"
AT_ONCE = 20_000  # records counted before the page is shown; more are counted behind it
_SAID = {noun: word for word, noun in NOUNS.items()}


def catalogue(request: Asked) -> HttpResponse:
    """Show the fields of one noun with what is said of each, and how full they are."""
    insist_editor(request)
    playbook, noun = active_playbook(), _noun(request)
    later = "counts" not in request.GET and rows_of(noun) > AT_ONCE
    counts = None if later else filled_of(noun, playbook.fields(noun))
    context = {
        "title": _("字段"),
        "noun": noun,
        "noun_said": _SAID[noun],
        "version": active_version(),
        "tabs": shown.tabs(playbook, noun, reverse("fields")),
        "parts": shown.parts(playbook, noun, counts),
        "counts_later": later,
        "bare": [f"{_SAID[one.noun]}.{one.label}" for one in without_reason(playbook)],
        "goals": shown.goals(playbook),
        "news": shown.news(news_for(playbook)),
        "goal_count": len(playbook.goals_in_use),
        "changes": recent_changes(),
    }
    return render(request, "fields/page.html", context)


def new(request: Asked) -> HttpResponse:
    """Describe an own field of a noun, and add it."""
    insist_editor(request)
    noun, playbook = _noun(request), active_playbook()
    title = _("新增栏目：%(noun)s") % {"noun": _(_SAID[noun])}
    form = FieldForm(request.POST or None, playbook=playbook)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form, title=title, noun=noun)
    try:
        why, versions = new_field(
            request.viewer, noun, words=form.listed(), seen=request.POST.get("version", ""),
            at=timezone.now(), **form.values(),
        )  # fmt: skip
    except Refused as trouble:
        return _refused(request, form, trouble, title=title, noun=noun)
    return done(request, why, versions, to=_address(noun))


def one(request: Asked, field_path: str) -> HttpResponse:
    """Describe a field that there is: name, words, purpose, for whom, how careful."""
    insist_editor(request)
    playbook = active_playbook()
    spec = playbook.field(field_path)
    title = f"{_(_SAID[spec.noun])} · {spec.label}"
    form = FieldForm(request.POST or None, playbook=playbook, spec=spec)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form, title=title, noun=spec.noun)
    try:
        why, versions = describe_field(
            request.viewer, field_path, words=form.listed() if "words" in form.fields else None,
            seen=request.POST.get("version", ""), at=timezone.now(), **form.values(),
        )  # fmt: skip
    except Refused as trouble:
        return _refused(request, form, trouble, title=title, noun=spec.noun)
    return done(request, why, versions, to=_address(spec.noun))


@require_POST
def act(request: Asked, field_path: str) -> HttpResponse:
    """Hide, show, retire, bring back or move a field."""
    insist_editor(request)
    why, versions = act_on_field(
        request.viewer, field_path, request.POST.get("act", ""),
        seen=request.POST.get("version", ""), at=timezone.now(),
    )  # fmt: skip
    return done(request, why, versions, to=_address(field_path.partition(".")[0]))


def _noun(request: Asked) -> str:
    noun = request.GET.get("noun", FIRST)
    return noun if noun in _SAID else FIRST


def _address(noun: str) -> str:
    return f"{reverse('fields')}?noun={noun}"


def _shown(
    request: Asked,
    form: FieldForm,
    *,
    title: str,
    noun: str,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    if form.is_bound and not trouble:
        status = 422
    context = {
        "title": title,
        "form": form,
        "spec": form.spec,
        "trouble": trouble,
        "version": active_version() if trouble else request.POST.get("version", active_version()),
        "to": request.get_full_path(),
        "back": _address(noun),
        "in_panel": in_panel(request),
        "others": _others(form.playbook, form),
    }
    template = "fields/panel.html" if context["in_panel"] else "fields/one.html"
    return render(request, template, context, status=status)


def _others(playbook: Playbook, form: FieldForm) -> list[str]:
    """Return the other fields that use the same list of words."""
    spec = form.spec
    if spec is None or not spec.vocabulary:
        return []
    return [
        f"{word}.{other.label}"
        for word, noun in NOUNS.items()
        for other in playbook.fields(noun)
        if other.vocabulary == spec.vocabulary and other.path != spec.path
    ]


def _refused(
    request: Asked, form: FieldForm, trouble: Refused, *, title: str, noun: str
) -> HttpResponse:
    """Keep what was typed beside what is wrong; the next try sees the playbook as it is now."""
    status = getattr(trouble, "status", 422)
    return _shown(request, form, title=title, noun=noun, trouble=str(trouble), status=status)


urlpatterns: list[Any] = [
    path("settings/fields/", catalogue, name="fields"),
    path("settings/fields/new/", new, name="new_field"),
    path("settings/fields/<str:field_path>/", one, name="field"),
    path("settings/fields/<str:field_path>/act/", act, name="field_act"),
]
