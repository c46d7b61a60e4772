"""收集 → 表单: the own forms, and the builder of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.collect.form.design import THEMES, Design
from zhike.collect.form.offered import asks_personal, asks_sensitive, responses, troubles
from zhike.records.customer.scope import insist
from zhike.records.form.changes import create_form, publish_form, save_draft, stop_form
from zhike.records.form.lookups import FormRow, form_for, versions_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.forms.builder import design_from, done
from zhike.web.forms.public import HandInForm
from zhike.web.shown import forms as shown


def forms(request: Asked) -> HttpResponse:
    """Show the forms the Viewer may build, or how to begin the first."""
    insist(request.viewer, "forms", "做表单")
    context = {
        "title": _("表单"),
        "tabs": shown.room_tabs(request.viewer, "forms"),
        "lines": shown.lines_of(request.viewer),
        "starts": list(shown.STARTS.items()),
    }
    return render(request, "forms/list.html", context)


@require_POST
def form_new(request: Asked) -> HttpResponse:
    """Keep a new draft from a ready beginning and open its builder."""
    design = shown.beginning(request.POST.get("start", "empty"), active_playbook())
    return redirect("form", create_form(request.viewer, design, at=timezone.now()))


def form(request: Asked, form_id: int) -> HttpResponse:
    """Show the builder of one form; a POST keeps the draft, or does one thing to it."""
    row = form_for(request.viewer, form_id)
    if request.method != "POST":
        return render(request, "forms/build.html", _whole(request, row))
    playbook = active_playbook()
    design = design_from(request.POST, row.design)
    act = request.POST.get("do", "")
    design = done(design, act, playbook=playbook)
    save_draft(request.viewer, form_id, design, at=timezone.now())
    if act == "publish":
        return _published(request, form_id)
    row = form_for(request.viewer, form_id)
    if not request.htmx:
        return redirect("form", form_id)
    template = "forms/build_work.html" if act else "forms/build_side.html"
    return render(request, template, _whole(request, row) | {"last_act": act})


def _published(request: Asked, form_id: int) -> HttpResponse:
    number = publish_form(request.viewer, form_id, playbook=active_playbook(), at=timezone.now())
    said = _("已发布第 %(number)s 版，打开链接的人看到的就是它") % {"number": number}
    messages.success(request, said)
    answer = redirect("form_links", form_id)
    return _to(answer.url) if request.htmx else answer


def _to(url: str) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Redirect": url})


def _whole(request: Asked, row: FormRow) -> dict[str, object]:
    playbook, design = active_playbook(), row.design
    return {
        "title": design.title or _("新表单"),
        "form": row,
        "design": design,
        "tabs": shown.tabs_of(row, "form"),
        "catalogue": shown.catalogue(design, playbook),
        "questions": shown.questions(),
        "items": shown.items_of(design, playbook),
        "themes": THEMES,
        "responses": responses(playbook),
        "personal": asks_personal(design, playbook),
        "sensitive": asks_sensitive(design, playbook),
        "troubles": troubles(design, playbook),
        "preview": _preview(design),
        "versions": versions_of(request.viewer, row.id),
        "here": reverse("form", args=[row.id]),
    }


def _preview(design: Design) -> HandInForm:
    return HandInForm(design=design, playbook=active_playbook(), now=timezone.localtime())


@require_POST
def form_stop(request: Asked, form_id: int) -> HttpResponse:
    """Stop a form at once; publishing it again opens it."""
    stop_form(request.viewer, form_id, at=timezone.now())
    messages.success(request, _("已停用，打开链接的人会看到“已经停用，不再收集”。再发布即恢复"))
    return redirect("form", form_id)


urlpatterns = [
    path("collect/forms/", forms, name="forms"),
    path("collect/forms/new/", form_new, name="form_new"),
    path("collect/forms/<int:form_id>/", form, name="form"),
    path("collect/forms/<int:form_id>/stop/", form_stop, name="form_stop"),
]
