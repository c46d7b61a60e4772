"""Keeping and dropping views; they belong to one person and are no data about customers."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.history.changes import write_line
from zhike.records.view.models import SavedView
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

LONGEST, MOST = 20, 30


@transaction.atomic
def save_view(viewer: Viewer, name: str, query: Mapping[str, str], *, at: datetime) -> int:
    """Keep a question under a name, in place of an older one of that name; returns its id."""
    name = name.strip()
    if not name or len(name) > LONGEST:
        raise Refused(_("请给视图起个名字，最多 %(longest)s 个字。") % {"longest": LONGEST})
    mine = SavedView.objects.filter(account_id=viewer.account_id)
    if mine.exclude(name=name).count() >= MOST:
        raise Refused(_("最多保存 %(most)s 个视图，请先删掉不用的。") % {"most": MOST})
    row, fresh = mine.update_or_create(
        account_id=viewer.account_id, name=name, defaults={"query": dict(query), "at": at}
    )
    action = "保存视图" if fresh else "改视图"
    write_line(action, "view", row.pk, by=viewer.account_id, at=at, after={"name": name, **query})
    return row.pk


@transaction.atomic
def drop_view(viewer: Viewer, view_id: int, *, at: datetime) -> tuple[str, dict[str, str]]:
    """Drop one's own view; returns its name and question, for keeping it again."""
    row = SavedView.objects.filter(account_id=viewer.account_id, pk=view_id).first()
    if row is None:
        raise Refused(_("没有这个视图，可能已经删掉了。请刷新列表。"))
    name, query = row.name, dict(row.query)
    write_line(
        "删视图", "view", view_id, by=viewer.account_id, at=at, before={"name": name, **query}
    )
    row.delete()
    return name, query
