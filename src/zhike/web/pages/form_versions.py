"""What a form asked in an earlier version, and bringing it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.form.lookups import form_for
from zhike.records.form.restoring import restore_version, version_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.forms.public import HandInForm
from zhike.web.shown import forms as shown
from zhike.web.shown.form_versions import differences


def form_version(request: Asked, form_id: int, form_version: int) -> HttpResponse:
    """Show one published version as people saw it, and in what it differs from today's draft."""
    row = form_for(request.viewer, form_id)
    version = version_for(request.viewer, form_id, form_version)
    playbook = active_playbook()
    context = {
        "title": row.design.title or _("新表单"),
        "form": row,
        "version": version,
        "design": version.design,
        "tabs": shown.tabs_of(row, "form"),
        "preview": HandInForm(design=version.design, playbook=playbook, now=timezone.localtime()),
        "differences": differences(version.design, row.design),
        "is_newest": version.number == row.version,
    }
    return render(request, "forms/version.html", context)


@require_POST
def form_restore(request: Asked, form_id: int, form_version: int) -> HttpResponse:
    """Bring an earlier version back as a new one."""
    number = restore_version(
        request.viewer, form_id, form_version, playbook=active_playbook(), at=timezone.now()
    )
    told = {"old": form_version, "new": number}
    messages.success(request, _("已恢复第 %(old)s 版的内容，成为第 %(new)s 版") % told)
    return redirect("form", form_id)


urlpatterns = [
    path("collect/forms/<int:form_id>/versions/<int:form_version>/", form_version,
         name="form_version"),
    path("collect/forms/<int:form_id>/versions/<int:form_version>/restore/", form_restore,
         name="form_restore"),
]  # fmt: skip
