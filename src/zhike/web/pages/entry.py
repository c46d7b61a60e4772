"""＋: one record entered, changed or taken out by hand, in the side panel or on its own page."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.customer.changes import ChangedMeanwhile
from zhike.records.entry.amend import revise
from zhike.records.entry.bury import remove
from zhike.records.entry.changes import AlreadyThere, Entered, enter
from zhike.records.entry.lookups import Kept, kept_for
from zhike.records.entry.rights import insist_writer
from zhike.web.door import Asked
from zhike.web.forms.asking import asking_of
from zhike.web.forms.entry import EntryForm
from zhike.web.forms.known import FORMS
from zhike.web.forms.whom import Whom, whom
from zhike.web.shown.entry import said_of_entry
from zhike.web.twice import twice
from zhike.web.undo import remember
from zhike.web.ways import way_back

Form = type[EntryForm]
WANTS_LINES = "more_lines"  # the button 加一行, where no script answers it


def new(request: Asked, form_class: Form) -> HttpResponse:
    """Show an empty form, or keep what was typed; what is wrong is said beside it."""
    insist_writer(request.viewer, form_class.noun, _("录入%(said)s") % {"said": form_class.said})
    about = whom(request) if form_class.asks_whom() else None
    if request.method != "POST":
        form = form_class(asking=asking_of(request.viewer))
        form.initial = {**form.initial, **_prefilled(request, form)}
        return _shown(request, form, about=about)
    form = form_class(request.POST, asking=asking_of(request.viewer))
    if WANTS_LINES in request.POST:
        return _shown(request, form, about=about)
    found = form.is_valid() and (about is None or about.id is not None)
    if not found or form.entry is None:
        return _shown(request, form, about=about, status=422)
    if "anyway" not in request.POST and (same := twice(request, form)):
        return _shown(request, form, about=about, same=same, status=409)
    try:
        entered = enter(
            request.viewer, form.entry.proposal, at=timezone.now(), raw=form.entry.raw,
            customer_id=about.id if about else None, why=form.why,
        )  # fmt: skip
    except AlreadyThere as why:
        form.add_error("external_id", str(why))
        return _shown(request, form, about=about, status=409)
    return _kept(request, form, entered)


def _prefilled(request: Asked, form: EntryForm) -> dict[str, str]:
    """Return what the address of an empty form already says."""
    return {name: value for name, value in request.GET.dict().items() if name in form.specs}


def _kept(request: Asked, form: EntryForm, entered: Entered) -> HttpResponse:
    undo = remember(
        request.session, "entered", noun=entered.noun, ids=entered.ids, raised=entered.type_raised
    )
    said = said_of_entry(request.viewer, form, entered)
    if "again" not in request.POST:
        return _done(request, said, undo, to=_home(form, entered.id, entered.customer_id))
    tail = f"?customer={entered.customer_id}" if form.asks_whom() else ""
    return _again(request, said, undo, to=f"{reverse(f'entry_{form.noun}')}{tail}")


def edit(request: Asked, form_class: Form, **named: int) -> HttpResponse:
    """Show a kept record in its form, or write what changed; what was typed survives a clash."""
    (record_id,) = named.values()
    insist_writer(request.viewer, form_class.noun, _("修改%(said)s") % {"said": form_class.said})
    now = kept_for(request.viewer, form_class.noun, record_id)
    told: dict[str, Any] = {"asking": asking_of(request.viewer), "kept": now.values}
    if now.lines:
        told["lines"] = now.lines
    if request.method != "POST":
        return _shown(request, form_class(**told), kept=now)
    form = form_class(request.POST, **told)
    if WANTS_LINES in request.POST:
        return _shown(request, form, kept=now)
    if not form.is_valid() or form.entry is None:
        return _shown(request, form, kept=now, status=422)
    try:
        undo = revise(
            request.viewer, now.noun, now.id, form.entry.proposal, at=timezone.now(),
            seen_rev=_seen(request), lines=getattr(form, "line_ids", ()), why=form.why,
        )  # fmt: skip
    except ChangedMeanwhile as why:
        form.add_error(None, _("%(why)s您写的还在下面；再按一次保存就以您的为准。") % {"why": why})
        return _shown(request, form, kept=now, status=409)
    if not undo:
        to = _home(form, now.id, now.customer_id)
        return _done(request, _("没有改动，什么也没有写"), "", to=to)
    rev = kept_for(request.viewer, now.noun, now.id).rev
    way = remember(request.session, "revised", noun=now.noun, id=now.id, before=undo, rev=rev)
    said = _("已修改%(said)s：%(customer)s") % {"said": form.said, "customer": now.customer}
    return _done(request, said, way, to=_home(form, now.id, now.customer_id))


def _seen(request: Asked) -> int:
    text = request.POST.get("rev", "")
    return int(text) if text.isdigit() else 0


@require_POST
def take_out(request: Asked, form_class: Form, **named: int) -> HttpResponse:
    """Take a record that was entered by hand out."""
    (record_id,) = named.values()
    now = kept_for(request.viewer, form_class.noun, record_id)
    ids = remove(request.viewer, form_class.noun, record_id, at=timezone.now())
    undo = remember(request.session, "removed", noun=form_class.noun, ids=ids)
    messages.success(
        request,
        _("已删除这条%(said)s：%(customer)s") % {"said": form_class.said, "customer": now.customer},
        extra_tags=undo,
    )
    return redirect(way_back(request, otherwise="customers"))


def _shown(
    request: Asked,
    form: EntryForm,
    *,
    about: Whom | None = None,
    kept: Kept | None = None,
    same: Sequence[Mapping[str, Any]] = (),
    status: int = 200,
) -> HttpResponse:
    in_panel = _in_panel(request)
    context = {
        "title": _("修改%(said)s") % {"said": form.said} if kept else form.title,
        "form": form,
        "whom": about,
        "kept": kept,
        "same": same,
        "rev": kept.rev if kept else None,
        "to": request.get_full_path(),
        "back": way_back(request, otherwise="home") if not about or not about.id
        else _customer(about.id),
        "next": request.POST.get("next", ""),
        "in_panel": in_panel,
    }  # fmt: skip
    template = "entry/panel.html" if in_panel else "entry/page.html"
    return render(request, template, context, status=status)


def _in_panel(request: Asked) -> bool:
    return bool(request.htmx) and request.htmx.target == "panel"


def _home(form: EntryForm, record_id: int, customer_id: int | None) -> str:
    """Return where a record is seen: on its customer's page, or on a page of its own kind."""
    if customer_id is not None:
        return _customer(customer_id)
    return form.seen_at(record_id)


def _customer(customer_id: int) -> str:
    return reverse("customer", args=[customer_id])


def _done(request: Asked, said: str, undo: str, *, to: str) -> HttpResponse:
    """Say what happened: in the panel by an event, else on the page one came from."""
    if _in_panel(request):
        answer = HttpResponse(status=204)
        told = {"text": said, "undo": undo, "kind": "done", "url": to}
        answer["HX-Trigger"] = json.dumps({"zhike:kept": told})
        return answer
    messages.success(request, said, extra_tags=undo)
    return redirect(way_back(request, otherwise="home") if request.POST.get("next") else to)


def _again(request: Asked, said: str, undo: str, *, to: str) -> HttpResponse:
    """Say what happened beside another empty form for the same customer."""
    if not _in_panel(request):
        messages.success(request, said, extra_tags=undo)
        return redirect(to)
    answer = HttpResponse(status=204)
    told = {"text": said, "undo": undo, "kind": "done", "again": to}
    answer["HX-Trigger"] = json.dumps({"zhike:kept": told})
    return answer


def _addresses(form_class: Form) -> list[Any]:
    noun = form_class.noun
    slug, one = noun.replace("_", "-"), f"<int:{noun}_id>"
    given: dict[str, Any] = {"form_class": form_class}
    return [
        path(f"entries/{slug}/new/", new, given, name=f"entry_{noun}"),
        path(f"entries/{slug}/{one}/", edit, given, name=f"edit_{noun}"),
        path(f"entries/{slug}/{one}/remove/", take_out, given, name=f"remove_{noun}"),
    ]


urlpatterns = [
    address
    for form_class in FORMS.values()
    for address in _addresses(form_class)
    if form_class.noun != "customers" or address.name == "entry_customers"
]
