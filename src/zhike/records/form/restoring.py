"""What a form asked before: reading an earlier version, and bringing it back as a new one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.collect.form.design import Design, design_of
from zhike.collect.form.offered import troubles
from zhike.playbook.playbook import Playbook
from zhike.records.form.changes import NotReady
from zhike.records.form.lookups import NoSuchForm, form_for
from zhike.records.form.models import FormVersion, PublicForm
from zhike.records.history.changes import write_line
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Version:
    """One published version: its number, what it asked, who published it and when."""

    number: int
    design: Design
    by: str
    at: datetime


def version_for(viewer: Viewer, form_id: int, number: int) -> Version:
    """Return one published version of a form the Viewer may build; refuses when there is none."""
    form = form_for(viewer, form_id)
    row = FormVersion.objects.filter(form_id=form.id, number=number).select_related("by").first()
    if row is None:
        raise NoSuchForm(_("没有这个版本，请刷新页面。"))
    return Version(row.number, design_of(row.content), row.by.name, row.at)


@transaction.atomic
def restore_version(
    viewer: Viewer, form_id: int, number: int, *, playbook: Playbook, at: datetime
) -> int:
    """Publish an earlier version anew, the draft with it; returns the new version's number.

    A stopped form stays stopped. Refused with every reason when it may not be asked so any more.
    """
    old = version_for(viewer, form_id, number)
    row = PublicForm.objects.select_for_update().get(pk=form_id)
    if wrong := troubles(old.design, playbook):
        told = {"n": number, "why": "；".join(wrong)}
        raise NotReady(_("第 %(n)s 版不能照样恢复：%(why)s。") % told)
    before = {"title": row.content.get("title", ""), "version": row.version}
    row.content, row.changed_at, row.version = old.design.plain(), at, row.version + 1
    row.save(update_fields=["content", "changed_at", "version"])
    FormVersion.objects.create(
        form=row, number=row.version, content=row.content, by_id=viewer.account_id, at=at
    )
    after = {"title": old.design.title, "version": row.version, "restored": number}
    write_line(
        "恢复表单版本", "form", row.pk, by=viewer.account_id, at=at, before=before, after=after
    )
    return row.version
