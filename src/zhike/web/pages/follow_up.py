"""＋跟进: from anywhere, one customer after the other; and the box that finds everything."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.records.entry.rights import may_write
from zhike.records.listing.lookups import GridQuestion, find, grid_for, head_of
from zhike.web.door import Asked
from zhike.web.pages.customer import keep_note, note_form
from zhike.web.rail import PLACES, url_or_nothing
from zhike.web.shown.additions import additions

ACTIONS = (
    (gettext_lazy("导入表格"), "collect", "upload", "导入 收集 daoru dr"),
    (gettext_lazy("快速记客户"), "quick", "user-plus", "快速 客户 kuaisu ks jkh"),
    (gettext_lazy("看通知"), "notices", "bell", "通知 消息 tongzhi tz"),
    (gettext_lazy("活动名单"), "activities", "calendar", "活动 展会 huodong hd"),
    (gettext_lazy("产品"), "products", "package", "产品 chanpin cp"),
    (gettext_lazy("字段"), "fields", "settings", "字段 栏目 目录 ziduan zd"),
    (gettext_lazy("从计划建任务"), "plan_tasks", "checklist", "任务 计划 renwu rw"),
)
PINYIN = {
    "home": "jintian jt", "customers": "kehu kh", "collect": "shouji sj", "clean": "zhengli zl",
    "measure": "biaoqian zhibiao bqzb", "analyse": "fenxi fx", "reports": "baobiao bb",
    "tasks": "xingdong xd", "settings": "shezhi sz",
}  # fmt: skip


def follow_up(request: Asked) -> HttpResponse:
    """Choose a customer, write what was said, save; or save and choose the next."""
    wanted = request.GET.get("customer", "")
    if not wanted.isdigit():
        return _chooser(request)
    form = note_form(request)
    if request.method == "POST" and form.is_valid():
        keep_note(request, int(wanted), form)
        again = "again" in request.POST
        return redirect("follow_up") if again else redirect("customer", int(wanted))
    context = {
        "title": _("写跟进"),
        "head": head_of(request.viewer, int(wanted)),
        "form": form,
        "to": f"{reverse('follow_up')}?customer={wanted}",
        "more": {"name": "again", "label": _("保存并下一位")},
        "today": timezone.localdate(),
    }
    return render(request, "customers/follow_up.html", context, status=422 if form.errors else 200)


def _chooser(request: Asked) -> HttpResponse:
    text = request.GET.get("q", "")
    template = "customers/choose_rows.html" if request.htmx else "customers/choose.html"
    context = {"title": _("写跟进"), "q": text, "rows": _candidates(request, text)}
    return render(request, template, context)


def _candidates(request: Asked, text: str) -> list[dict[str, Any]]:
    """Return customers to choose from: those found, else those waiting longest."""
    question = GridQuestion(search=text[:60], sort="last_follow", page_size=20)
    answer = grid_for(request.viewer, question, as_of=timezone.localdate())
    return [
        {
            "url": f"{reverse('follow_up')}?customer={row.id}",
            "name": row.name or row.number,
            "small": row.owner,
            "followed": row.last_follow_on,
        }
        for row in answer.rows
    ]


def finder(request: Asked) -> HttpResponse:
    """Find customers, pages and actions for the box behind Ctrl+K."""
    text = request.GET.get("q", "").strip()
    groups = [
        (_("客户"), _customers(request, text)),
        (_("页面"), _pages(text)),
        (_("动作"), _actions(request, text)),
    ]
    context = {
        "q": text,
        "groups": [{"label": label, "hits": hits} for label, hits in groups if hits],
    }
    return render(request, "parts/found.html", context)


def _customers(request: Asked, text: str) -> list[dict[str, str]]:
    return [
        {
            "url": reverse("customer", args=[hit["id"]]),
            "text": hit["name"] or hit["number"],
            "small": hit["number"],
            "icon": "building",
        }
        for hit in find(request.viewer, text)
    ]


def _pages(text: str) -> list[dict[str, str]]:
    return [
        {"url": url, "text": str(label), "small": "", "icon": icon}
        for label, name, icon in PLACES
        if (url := url_or_nothing(name)) and _meant(text, f"{label} {PINYIN.get(name, '')}")
    ]


def _actions(request: Asked, text: str) -> list[dict[str, str]]:
    known = [
        {"url": url_or_nothing(name), "text": str(label), "small": "", "icon": icon, "words": words}
        for label, name, icon, words in ACTIONS
        if (name != "quick" or may_write(request.viewer, "customers"))
        and (name != "fields" or request.viewer.can("settings"))
    ]
    known += [
        {"url": entry["address"], "text": str(entry["title"]), "small": "", "icon": entry["icon"],
         "words": f"{entry['said']} {entry['words']}"}
        for entry in additions(request.viewer)
    ]  # fmt: skip
    return [one for one in known if one["url"] and _meant(text, f"{one['text']} {one['words']}")]


def _meant(text: str, words: str) -> bool:
    return not text or text.lower() in words.lower()


urlpatterns = [
    path("follow-up/", follow_up, name="follow_up"),
    path("finder/", finder, name="finder"),
]
