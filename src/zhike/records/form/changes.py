"""Building, publishing and stopping forms; giving out and closing their links."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zhike.collect.form.design import Design, design_of
from zhike.collect.form.offered import troubles
from zhike.playbook.playbook import Playbook
from zhike.records.customer.scope import insist
from zhike.records.form.lookups import NoSuchForm, form_for
from zhike.records.form.models import FormLink, FormVersion, PublicForm
from zhike.records.history.changes import write_line
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

MOST_LINKS, LONGEST_LABEL = 50, 40


class NotReady(Refused):
    """The form can't be published as it is."""

    status = 409


@transaction.atomic
def create_form(viewer: Viewer, design: Design, *, at: datetime) -> int:
    """Keep a new draft; returns the form's id."""
    insist(viewer, "forms", "做表单")
    row = PublicForm.objects.create(
        content=design.plain(), owner_id=viewer.account_id, created_at=at, changed_at=at
    )
    _told(viewer, row, "新建表单", at)
    return row.pk


@transaction.atomic
def save_draft(viewer: Viewer, form_id: int, design: Design, *, at: datetime) -> None:
    """Keep the draft as it is now; what people see stays until it is published."""
    row = _locked(viewer, form_id)
    row.content, row.changed_at = design.plain(), at
    row.save(update_fields=["content", "changed_at"])


@transaction.atomic
def publish_form(viewer: Viewer, form_id: int, *, playbook: Playbook, at: datetime) -> int:
    """Let people see the draft; returns the version it became.

    Refused with every reason at once: a hidden or sensitive field, a missing consent text …
    """
    row = _locked(viewer, form_id)
    design = design_of(row.content)
    if wrong := troubles(design, playbook):
        raise NotReady(_("还不能发布：%(why)s。") % {"why": "；".join(wrong)})
    if not _is_published(row, design):
        row.version += 1
        FormVersion.objects.create(
            form=row, number=row.version, content=design.plain(), by_id=viewer.account_id, at=at
        )
    row.state = "发布"
    row.save(update_fields=["version", "state"])
    _told(viewer, row, "发布表单", at)
    return row.version


def _is_published(row: PublicForm, design: Design) -> bool:
    last = FormVersion.objects.filter(form=row, number=row.version).first()
    return last is not None and design_of(last.content) == design


@transaction.atomic
def stop_form(viewer: Viewer, form_id: int, *, at: datetime) -> None:
    """Stop a form at once: its links answer that it takes nothing any more."""
    row = _locked(viewer, form_id)
    row.state = "停用"
    row.save(update_fields=["state"])
    _told(viewer, row, "停用表单", at)


@transaction.atomic
def add_link(viewer: Viewer, form_id: int, *, channel: str, label: str, at: datetime) -> int:
    """Give a form one more link, for a channel; returns the link's id."""
    row = _locked(viewer, form_id)
    channel = channel.strip()
    if not channel:
        raise Refused(_("请选这个链接用在哪个渠道，例如 展会问卷。"))
    if row.links.count() >= MOST_LINKS:
        raise Refused(_("一个表单最多 %(most)s 个链接，请先停用不用的。") % {"most": MOST_LINKS})
    link = FormLink.objects.create(
        form=row,
        token=secrets.token_urlsafe(9),
        channel=channel,
        label=label.strip()[:LONGEST_LABEL],
        created_at=at,
    )
    after = {"channel": channel, "label": link.label}
    write_line("加表单链接", "form", row.pk, by=viewer.account_id, at=at, after=after)
    return link.pk


@transaction.atomic
def close_link(viewer: Viewer, form_id: int, link_id: int, *, closed: bool, at: datetime) -> None:
    """Close one link, or open it again; the others go on."""
    row = _locked(viewer, form_id)
    if not FormLink.objects.filter(form=row, pk=link_id).update(closed=closed):
        raise NoSuchForm(_("没有这个链接，请刷新页面。"))
    action = "停用表单链接" if closed else "启用表单链接"
    write_line(action, "form", row.pk, by=viewer.account_id, at=at, after={"link": link_id})


def count_shown(link_id: int) -> None:
    """Count that somebody opened a form by a link."""
    FormLink.objects.filter(pk=link_id).update(shown=F("shown") + 1)


def _locked(viewer: Viewer, form_id: int) -> PublicForm:
    return PublicForm.objects.select_for_update().get(pk=form_for(viewer, form_id).id)


def _told(viewer: Viewer, row: PublicForm, action: str, at: datetime) -> None:
    after = {"title": row.content.get("title", ""), "version": row.version}
    write_line(action, "form", row.pk, by=viewer.account_id, at=at, after=after)
