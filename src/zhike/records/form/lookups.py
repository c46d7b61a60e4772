"""Reading forms: the own ones for who builds them, one open one for who fills it in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from zhike.collect.form.design import Design, design_of
from zhike.records.account.models import Account
from zhike.records.customer.scope import insist
from zhike.records.form.models import FormLink, FormVersion, PublicForm
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link of a form with its counts."""

    id: int
    token: str
    channel: str
    label: str
    shown: int
    handed_in: int
    closed: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form as lists and the builder show it; `published` is what people see, if anything."""

    id: int
    design: Design
    state: str
    version: int
    owner_id: int
    owner: str
    changed_at: datetime
    published: Design | None
    links: tuple[LinkRow, ...]
    waiting: int
    handed_in: int

    @property
    def is_changed(self) -> bool:
        """Say whether the draft differs from what people see."""
        return self.published != self.design


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form as somebody outside may fill it in now."""

    form_id: int
    version: int
    link_id: int
    channel: str
    owner_id: int
    design: Design


class NoSuchForm(Refused):
    """There is no such form among those the Viewer may see, or no such link at all."""

    status = 404


class FormClosed(Refused):
    """The form was there and takes nothing any more."""

    status = 410


def forms_for(viewer: Viewer) -> list[FormRow]:
    """Return the forms a Viewer may build, the newest first."""
    insist(viewer, "forms", "做表单")
    rows = PublicForm.objects.filter(built_by(viewer)).select_related("owner")
    return [_row(row) for row in rows.order_by("-id")]


def form_for(viewer: Viewer, form_id: int) -> FormRow:
    """Return one form the Viewer may build; refuses when there is none."""
    insist(viewer, "forms", "做表单")
    rows = PublicForm.objects.filter(built_by(viewer), pk=form_id).select_related("owner")
    row = rows.first()
    if row is None:
        raise NoSuchForm(_("没有这个表单，或它不是您团队的。"))
    return _row(row)


def built_by(viewer: Viewer) -> Q:
    """Return which forms a Viewer may see: everybody's, the team's or the own ones (S3-41)."""
    mine = Q(owner_id=viewer.account_id)
    if viewer.scope == "all":
        return Q()
    team = Account.objects.filter(team_id__in=sorted(viewer.team_ids))
    return mine | Q(owner_id__in=team.values("id")) if viewer.scope == "team" else mine


def versions_of(viewer: Viewer, form_id: int) -> list[tuple[int, str, datetime]]:
    """Return the published versions of a form: number, by whom, when; the newest first."""
    form = form_for(viewer, form_id)
    rows = FormVersion.objects.filter(form_id=form.id).select_related("by").order_by("-number")
    return [(row.number, row.by.name, row.at) for row in rows]


def asked_in(form_id: int, version: int) -> Design:
    """Return what a form asked in one of its versions; an empty one when there is none."""
    rows = FormVersion.objects.filter(form_id=form_id, number=version)
    return design_of(rows.values_list("content", flat=True).first() or {})


def open_form(token: str, *, today: date) -> OpenForm:
    """Return the form behind a link as it is published now.

    Refused with 404 when there is no such link, with 410 when it is closed, over or full.
    """
    link = FormLink.objects.select_related("form").filter(token=token).first()
    if link is None or not link.form.version:
        raise NoSuchForm(_("没有这个表单。请检查链接是否完整，或向给您链接的人要一个新的。"))
    form = link.form
    design = asked_in(form.pk, form.version)
    if link.closed or form.state != "发布":
        raise FormClosed(_("这个表单已经停用，不再收集。"))
    if design.closes_on is not None and today > design.closes_on:
        day = design.closes_on.isoformat()
        raise FormClosed(_("这个表单已于 %(day)s 截止，不再收集。") % {"day": day})
    if design.most is not None and _taken(form) >= design.most:
        raise FormClosed(_("这个表单已经收满，谢谢您的关注。"))
    return OpenForm(form.pk, form.version, link.pk, link.channel, form.owner_id, design)


def _taken(form: PublicForm) -> int:
    return form.hand_ins.exclude(state="垃圾").count()


def answers_of(viewer: Viewer, form_id: int) -> list[tuple[datetime, str, dict[str, Any]]]:
    """Return when, by which channel and what was answered, spam and what was sent back left out."""
    form = PublicForm.objects.get(pk=form_for(viewer, form_id).id)
    rows = form.hand_ins.filter(state__in=["待收", "已收"]).order_by("id")
    return list(rows.values_list("at", "channel", "answers"))


def _row(row: PublicForm) -> FormRow:
    links = tuple(_link(link) for link in row.links.order_by("id"))
    waiting = row.hand_ins.filter(state="待收")
    return FormRow(
        id=row.pk,
        design=design_of(row.content),
        state=row.state,
        version=row.version,
        owner_id=row.owner_id,
        owner=row.owner.name,
        changed_at=row.changed_at,
        published=asked_in(row.pk, row.version) if row.version else None,
        links=links,
        waiting=waiting.filter(Q(batch=None) | ~Q(batch__state__in=["接收中", "已接收"])).count(),
        handed_in=row.links.aggregate(sum=Sum("handed_in"))["sum"] or 0,
    )


def _link(link: FormLink) -> LinkRow:
    return LinkRow(
        link.pk, link.token, link.channel, link.label, link.shown, link.handed_in, link.closed
    )
