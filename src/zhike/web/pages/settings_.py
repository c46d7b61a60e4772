"""设置: the account, the people, the playbook in force and the language of the pages."""

from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.i18n import set_language

from zhike.jobs.run import run_now
from zhike.records.account.lookups import account_row, people, roles
from zhike.records.company.clearing import workbooks_kept
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.playbook_version.newer import news_for
from zhike.web.door import Asked
from zhike.web.shown.fields import news

RIGHTS = {
    "import": gettext_lazy("导入"),
    "undo": gettext_lazy("撤销导入"),
    "export": gettext_lazy("导出"),
    "report": gettext_lazy("做报表"),
    "analyse": gettext_lazy("分析"),
    "assign": gettext_lazy("分派"),
    "edit": gettext_lazy("修改"),
    "note": gettext_lazy("写跟进"),
    "see_full": gettext_lazy("看全号"),
    "settings": gettext_lazy("设置"),
    "forms": gettext_lazy("做表单"),
}
SCOPES = {
    "all": gettext_lazy("全部客户"),
    "team": gettext_lazy("本团队的客户"),
    "own": gettext_lazy("自己的客户"),
}


def settings_page(request: Asked) -> HttpResponse:
    """Show who is who and by which playbook everything is computed; only the language changes."""
    is_admin = request.viewer.can("settings")
    context = {
        "title": _("设置"),
        "me": account_row(request.viewer.account_id),
        "people": people() if is_admin else [],
        "roles": [
            {
                "name": role.name,
                "scope": SCOPES[role.scope],
                "rights": [RIGHTS.get(right, right) for right in role.rights],
            }
            for role in roles()
        ],
        "kept_sheets": is_admin and workbooks_kept(settings.HOME) is not None,
        "playbook": run_now("playbook", request.viewer, action="show"),
        "news": news(news_for(active_playbook())) if is_admin else {},
        "languages": settings.LANGUAGES,
    }
    return render(request, "settings/page.html", context)


def playbook_file(request: Asked) -> HttpResponse:
    """Hand out the active playbook as the YAML it can be edited and imported as."""
    text = run_now("playbook", request.viewer, action="export")["text"]
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote('手册')}.yaml"
    return answer


urlpatterns = [
    path("settings/", settings_page, name="settings"),
    path("settings/playbook.yaml", playbook_file, name="playbook_file"),
    path("settings/language/", login_not_required(set_language), name="set_language"),
]
