"""客户页: one customer whole, its side panel, follow-ups, edits, tags and full phone numbers."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.contact.changes import reveal_phone
from zhike.records.customer.changes import ChangedMeanwhile, edit_customer
from zhike.records.customer.industry import worded_for
from zhike.records.customer.meanwhile import changed_since
from zhike.records.entry.rights import may_write
from zhike.records.event.lookups import habits_for
from zhike.records.filing.lookups import files_of_customer
from zhike.records.interaction.changes import add_follow_up
from zhike.records.listing.lookups import Editable, editable_for
from zhike.records.merge.lookups import merged_into
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait.page import page_for
from zhike.records.referrers.lookups import brought_by
from zhike.records.set_aside.lookups import aside_of
from zhike.records.tag.changes import remove_tag, tag_many
from zhike.records.together.lookups import collaborators_of
from zhike.web.door import Asked
from zhike.web.forms.customers import EditForm, NoteForm, Tagged
from zhike.web.forms.reading import read
from zhike.web.pages.attachments import accept
from zhike.web.shown import customer_page as laid_out
from zhike.web.shown import customer_timeline, meanwhile
from zhike.web.shown.additions import additions
from zhike.web.shown.related import related_shown
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.viewer import Viewer


def customer(request: Asked, customer_id: int) -> HttpResponse:
    """Show everything about one customer; a note typed here is checked and kept (POST)."""
    if (stayed := merged_into(request.viewer, customer_id)) is not None:
        messages.info(request, _("这条客户已并入下面这一家，旧链接会转到这里"))
        return redirect("customer", stayed)
    if (out := aside_of(request.viewer, customer_id)) is not None:
        said = _("%(name)s 在“无效”里：%(why)s。放回后才能打开")
        messages.info(request, said % {"name": out.name, "why": out.why})
        return redirect("set_aside")
    form = note_form(request)
    if request.method == "POST" and form.is_valid():
        keep_note(request, customer_id, form)
        return redirect("customer", customer_id)
    shown = _shown(request, customer_id)
    context = shown | {
        "form": form,
        "scores": laid_out.scores(shown["page"]),
        "factor_heads": laid_out.FACTOR_HEADS,
        "standing": laid_out.standing(shown["page"]),
        "contracts": laid_out.contracts(shown["page"], shown["today"]),
        "demands": laid_out.demands(shown["page"]),
        "may_edit": request.viewer.can("edit"),
        "entries": additions(request.viewer, customer_id),
        "may_see": request.viewer.can("see_full"),
        "brought": brought_by(request.viewer, customer_id),
        "collaborators": collaborators_of(customer_id),
        "attachments": files_of_customer(request.viewer, customer_id),
        "attach_to": reverse("attach", args=["customers", customer_id]),
        "may_attach": may_write(request.viewer, "customers"),
        "accept": accept(),
        "next": shown["url"],
        **related_shown(request.viewer, customer_id),
    }
    return render(request, "customers/page.html", context, status=422 if form.errors else 200)


def customer_panel(request: Asked, customer_id: int) -> HttpResponse:
    """Show the look-in of one customer, for the side panel."""
    context = _shown(request, customer_id) | {"form": note_form(request)}
    talked = [event for event in context["page"].events if event.kind in ("跟进", "订单")]
    context["lines"] = customer_timeline.timeline(talked[:5], today=context["today"])
    return render(request, "customers/panel.html", context)


def _shown(request: Asked, customer_id: int) -> dict[str, Any]:
    page = page_for(request.viewer, customer_id, playbook=active_playbook(), home=settings.HOME)
    today, kind = timezone.localdate(), request.GET.get("kind", "")
    return {
        "title": page.name,
        "page": page,
        "url": reverse("customer", args=[customer_id]),
        "tiers": laid_out.tiers(page),
        "followed": laid_out.followed(page, today),
        "portrait": laid_out.portrait(page, today),
        "facts": laid_out.facts(page),
        "lines": customer_timeline.timeline(
            page.events, today=today, kind=kind, viewer=request.viewer
        ),
        "tabs": customer_timeline.kinds(page, kind),
        "as_of": page.run.as_of if page.run else None,
        "habits": habits_for(request.viewer, customer_id, home=settings.HOME, today=today),
        "today": today,
    }


def note_form(request: Asked) -> NoteForm:
    """Return the follow-up form, with what was typed when it was sent."""
    typed = request.POST if request.method == "POST" else None
    return NoteForm(typed, playbook=active_playbook(), today=timezone.localdate())


def keep_note(request: Asked, customer_id: int, form: NoteForm) -> None:
    """Keep a checked note and say so, with its undo."""
    note = form.note()
    kept = add_follow_up(request.viewer, customer_id, note, at=timezone.now())
    undo = remember(request.session, "follow_up", interaction=kept)
    messages.success(
        request,
        _("已记下 %(happened_on)s 的%(way)s跟进")
        % {"happened_on": note.happened_on, "way": note.way},
        extra_tags=undo,
    )


def customer_edit(request: Asked, customer_id: int) -> HttpResponse:
    """Show the edit form, or write what changed; what was typed survives a clash."""
    now = editable_for(request.viewer, customer_id)
    if request.method != "POST":
        return _edit_page(request, now, EditForm.over(now.values, rev=now.rev, typed={}))
    form = EditForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, now, form, status=422)
    typed = form.changed(form.as_seen() or now.values)
    if not typed:
        messages.info(request, _("没有改动，什么也没有写"))
        return redirect("customer", customer_id)
    try:
        before = kept_edit(request.viewer, now, form)
    except ChangedMeanwhile:
        return _clash_page(request, customer_id, form)
    rev = editable_for(request.viewer, customer_id).rev
    undo = remember(request.session, "edit", customer=customer_id, values=before, rev=rev)
    labels = _("、").join(str(form.fields[name].label) for name in typed)
    told = _("已修改 %(labels)s") % {"labels": labels}
    told += _classed(request.viewer, customer_id) if "industry_text" in typed else ""
    messages.success(request, told, extra_tags=undo)
    return redirect("customer", customer_id)


def _classed(viewer: Viewer, customer_id: int) -> str:
    worded = worded_for(viewer, customer_id)
    if worded.industry is not None:
        return _("，归入 %(industry)s") % {"industry": worded.industry}
    return _("，这个行业还没有归类") if worded.words else ""


def kept_edit(viewer: Viewer, now: Editable, form: EditForm) -> dict[str, Any]:
    """Write what was typed; raises ChangedMeanwhile when a field is not as it was seen.

    A revision that moved for another reason (a follow-up, an assignment) is no clash.
    """
    seen = form.as_seen()
    moved = not seen or changed_since(viewer, now.id, seen=seen)
    seen_rev = form.cleaned_data["rev"] if moved else now.rev
    typed = form.changed(seen or now.values)
    return edit_customer(viewer, now.id, typed, seen_rev=seen_rev, at=timezone.now())


def _clash_page(request: Asked, customer_id: int, form: EditForm) -> HttpResponse:
    """Show who changed what; the form keeps what was typed and takes over everything else."""
    now = editable_for(request.viewer, customer_id)
    seen = form.as_seen()
    typed = form.changed(seen or now.values)
    changes = changed_since(request.viewer, customer_id, seen=seen or form.cleaned_data)
    if not seen:  # an old page, or a script: what it saw is not known
        changes = [replace(one, was=None) for one in changes]
    labels = {name: str(field.label) for name, field in form.fields.items()}
    again = EditForm.over(now.values, rev=now.rev, typed=typed)
    told = {
        "clash": meanwhile.sentence(changes, labels),
        "differing": meanwhile.lines(changes, typed, labels),
    }
    return _edit_page(request, now, again, clash=told, status=409)


def _edit_page(
    request: Asked,
    now: Editable,
    form: EditForm,
    *,
    clash: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": _("修改 %(name)s") % {"name": now.name}, "form": form,
        "back": reverse("customer", args=[now.id]), **(clash or {}),
    }  # fmt: skip
    return render(request, "customers/edit.html", context, status=status)


@require_POST
def customer_tag(request: Asked, customer_id: int) -> HttpResponse:
    """Put a tag on by hand."""
    tag = read(Tagged, request)["tag"].strip()
    if tag_many(request.viewer, [customer_id], tag, at=timezone.now()):
        undo = remember(request.session, "tag", tag=tag, customers=[customer_id])
        messages.success(request, _("已打上“%(tag)s”") % {"tag": tag}, extra_tags=undo)
    else:
        messages.info(request, _("已经有标签“%(tag)s”了") % {"tag": tag})
    return redirect(way_back(request, otherwise="customers"))


@require_POST
def customer_untag(request: Asked, customer_id: int) -> HttpResponse:
    """Take a tag that was set by hand off."""
    tag = read(Tagged, request)["tag"]
    remove_tag(request.viewer, customer_id, tag, at=timezone.now())
    undo = remember(request.session, "untag", tag=tag, customer=customer_id)
    messages.success(request, _("已去掉“%(tag)s”") % {"tag": tag}, extra_tags=undo)
    return redirect(way_back(request, otherwise="customers"))


@require_POST
def contact_phone(request: Asked, contact_id: int) -> HttpResponse:
    """Show one phone number in full, once, and note that it was seen."""
    phone = reveal_phone(request.viewer, contact_id, why="客户页", at=timezone.now())
    return render(request, "customers/phone.html", {"phone": phone})


urlpatterns = [
    path("customers/<int:customer_id>/", customer, name="customer"),
    path("customers/<int:customer_id>/panel/", customer_panel, name="customer_panel"),
    path("customers/<int:customer_id>/edit/", customer_edit, name="customer_edit"),
    path("customers/<int:customer_id>/tag/", customer_tag, name="customer_tags"),
    path("customers/<int:customer_id>/untag/", customer_untag, name="customer_untag"),
    path("contacts/<int:contact_id>/phone/", contact_phone, name="contact_phone"),
]
