"""申请协作: asking the owner of a customer one met, and answering such a question."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.together.changes import REMIND, TOGETHER, answer, ask, let_go
from zhike.records.together.lookups import ask_for
from zhike.web.door import Asked
from zhike.web.met import met
from zhike.web.undo import remember
from zhike.web.ways import way_back
from zhike.words.problem import Refused

KINDS = {"together": TOGETHER, "remind": REMIND}


@require_POST
def new(request: Asked) -> HttpResponse:
    """Ask the owner of a customer that was met while typing, or remind him."""
    customer_id = met(request.session, request.POST.get("met", ""))
    kind = KINDS.get(request.POST.get("kind", ""))
    if customer_id is None or kind is None:
        raise Refused(_("这条提示过期了，请把名称或电话再输入一次。"))
    why = request.POST.get("why", "").strip()
    names = ask(request.viewer, customer_id, kind, why=why, at=timezone.now())
    said = (
        _("已向 %(names)s 申请协作，答复会出现在通知里")
        if kind == TOGETHER
        else _("已提醒 %(names)s")
    ) % {"names": names}
    if request.htmx:
        return render(request, "asks/asked.html", {"said": said})
    messages.success(request, said)
    return redirect(way_back(request, otherwise="home"))


def one(request: Asked, ask_id: int) -> HttpResponse:
    """Show a question about one of the Viewer's customers."""
    row = ask_for(request.viewer, ask_id)
    template = "asks/panel.html" if request.htmx else "asks/page.html"
    context = {"title": _("申请协作"), "row": row, "url": reverse("ask", args=[row.id]),
               "may_answer": request.viewer.can("edit")}  # fmt: skip
    return render(request, template, context)


@require_POST
def answered(request: Asked, ask_id: int) -> HttpResponse:
    """Agree to a question, or say that it is not needed."""
    agreed = request.POST.get("answer") == "yes"
    name = answer(request.viewer, ask_id, agreed=agreed, at=timezone.now())
    said = (
        _("%(name)s 现在看得到这家客户、能写跟进；随时可以在客户页去掉")
        if agreed
        else _("已答复 %(name)s：不必")
    )
    messages.success(request, said % {"name": name})
    return redirect("ask", ask_id)


@require_POST
def end(request: Asked, collaborator_id: int) -> HttpResponse:
    """End somebody's part in a customer."""
    customer = request.POST.get("customer", "")
    account_id, name = let_go(request.viewer, collaborator_id, at=timezone.now())
    undo = ""
    if customer.isdigit() and account_id != request.viewer.account_id:
        undo = remember(request.session, "let_go", customer=int(customer), account=account_id)
    said = _("%(name)s 不再协作这家客户") % {"name": name}
    messages.success(request, said, extra_tags=undo)
    mine = account_id == request.viewer.account_id
    return redirect("customers" if mine else way_back(request, otherwise="customers"))


urlpatterns = [
    path("asks/new/", new, name="ask_new"),
    path("asks/<int:ask_id>/", one, name="ask"),
    path("asks/<int:ask_id>/answer/", answered, name="ask_answer"),
    path("collaborators/<int:collaborator_id>/end/", end, name="collaborator_end"),
]
