"""换成我的公司: leave the demo on one page; and the demo's workbooks to take along."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from zhike.jobs.leaving import Newcomer, begin_leaving
from zhike.records.company.clearing import workbooks_kept
from zhike.records.customer.scope import insist
from zhike.records.demo import is_demo
from zhike.web.door import Asked
from zhike.web.forms.company import CompanyForm
from zhike.words.problem import Refused

PLEASE = "李明，管理员，\n王芳，销售经理，华东\n张伟，销售顾问，华东"


def company(request: Asked) -> HttpResponse:
    """Ask for the own company, check it and show it (POST), and begin when told so (POST start)."""
    if not is_demo(settings.HOME):
        raise Http404
    insist(request.viewer, "settings", _("换成自己的公司"))
    form = CompanyForm(request.POST) if request.method == "POST" else CompanyForm()
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        return _begin(request, form) if "start" in request.POST else _preview(request, form)
    context = {"title": _("换成我的公司"), "form": form, "please": PLEASE}
    wrong = request.method == "POST" and bool(form.errors) and "back" not in request.POST
    return render(request, "company/form.html", context, status=422 if wrong else 200)


def _preview(request: Asked, form: CompanyForm) -> HttpResponse:
    people = [
        person | {"password": secrets.token_urlsafe(9)} for person in form.cleaned_data["people"]
    ]
    context = {
        "title": _("换成我的公司"), "said": form.cleaned_data, "people": people,
        "typed": {name: request.POST.get(name, "") for name in form.fields},
        "passwords": "\n".join(person["password"] for person in people),
        "where": request.build_absolute_uri(reverse("login")),
    }  # fmt: skip
    return render(request, "company/check.html", context)


def _begin(request: Asked, form: CompanyForm) -> HttpResponse:
    said = form.cleaned_data
    passwords = request.POST.get("passwords", "").split()
    if len(passwords) != len(said["people"]) or any(len(word) < 10 for word in passwords):
        raise Refused(_("名单和密码对不上，请退回上一步重新核对。什么也没有改变。"))
    people = [
        Newcomer(**person, password=password)
        for person, password in zip(said["people"], passwords, strict=True)
    ]
    begin_leaving(
        request.viewer, company=said["company"], trade=said["trade"], teams=said["teams"],
        people=people,
    )  # fmt: skip
    return redirect("home")


def demo_sheets(request: Asked) -> HttpResponse:
    """List the demo's workbooks as they were before anything was cleaned."""
    context = {
        "title": _("看原表"),
        "files": [_said(file) for file in _sheets()],
        "to_try": [_said(file) for file in _sheets("try")],
    }
    return render(request, "company/sheets.html", context)


def demo_sheet(_request: Asked, name: str) -> FileResponse:
    """Hand one of the demo's workbooks out."""
    for file in (*_sheets(), *_sheets("try")):
        if file.name == name:
            return FileResponse(file.open("rb"), as_attachment=True, filename=file.name)
    raise Refused(_("示例里没有叫“%(name)s”的表。") % {"name": name})


def kept_sheets(request: Asked) -> FileResponse:
    """Hand out the demo's workbooks as they were kept when it was left."""
    insist(request.viewer, "settings", _("下载示例公司的原表"))
    file = workbooks_kept(settings.HOME)
    if file is None:
        raise Refused(_("没有留下示例公司的原表。"))
    return FileResponse(file.open("rb"), as_attachment=True, filename=file.name)


def _sheets(folder: str = "") -> list[Path]:
    if not is_demo(settings.HOME):
        raise Http404
    return sorted(file for file in (settings.HOME.path / "demo" / folder).glob("*") if file.suffix)


def _said(file: Path) -> dict[str, Any]:
    return {"name": file.name, "size": f"{max(1, file.stat().st_size // 1024):,} KB"}


@login_not_required
def again(_request: Any) -> HttpResponse:
    """Lead home: while the demo is being left, web.leaving answers here."""
    return redirect("home")


urlpatterns = [
    path("company/", company, name="company"),
    path("company/again/", again, name="company_again"),
    path("company/sheets/", demo_sheets, name="demo_sheets"),
    path("company/sheets/<str:name>", demo_sheet, name="demo_sheet"),
    path("company/sample.zip", kept_sheets, name="kept_sheets"),
]
