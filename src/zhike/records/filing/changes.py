"""Attaching files to records, taking them off and putting them back."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from zhike.records.attachment.models import Attachment
from zhike.records.entry.rights import insist_writer, owner_of, row_for
from zhike.records.filing import store
from zhike.records.filing.contents import MOST_BYTES, kind_of
from zhike.records.filing.lookups import NOUNS, attachment_row
from zhike.records.history.changes import write_line
from zhike.records.home import Home
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

LONGEST_NAME = 120
MOST_OF_RECORD = 50


def attach(  # noqa: PLR0913 - who, to what, which file, when
    viewer: Viewer,
    noun: str,
    record_id: int,
    *,
    name: str,
    chunks: Iterable[bytes],
    home: Home,
    at: datetime,
) -> int:
    """Keep one file with a record the Viewer may write about; returns the attachment's id.

    The file is looked at before anything is kept; the same content is stored once.
    """
    insist_writer(viewer, _written_as(noun), "添加附件")
    row_for(viewer, noun, record_id)
    _insist_room(noun, record_id)
    name = plain_name(name)
    aside = store.take_in(home, chunks, most=MOST_BYTES)
    try:
        suffix = kind_of(aside, name)
        size = aside.stat().st_size
        sha256 = store.settle(home, aside)
    finally:
        store.drop(aside)
    return _kept(viewer, noun, record_id, (name, suffix, sha256, size), at)


@transaction.atomic
def _kept(
    viewer: Viewer, noun: str, record_id: int, file: tuple[str, str, str, int], at: datetime
) -> int:
    whose = owner_of(noun, row_for(viewer, noun, record_id))
    name, suffix, sha256, size = file
    made = Attachment.objects.create(
        noun=noun, record_id=record_id, customer_id=whose, name=name, suffix=suffix,
        sha256=sha256, size=size, by_id=viewer.account_id, at=at,
    )  # fmt: skip
    _line("录入附件", made, viewer, at)
    return made.pk


@transaction.atomic
def detach(viewer: Viewer, attachment_id: int, *, at: datetime) -> str:
    """Take a file off its record; its content stays while the undo may bring it back."""
    row = attachment_row(viewer, attachment_id)
    insist_writer(viewer, _written_as(row.noun), "删除附件")
    Attachment.objects.filter(pk=row.pk).update(gone_at=at)
    _line("删除附件", row, viewer, at)
    return row.name


@transaction.atomic
def put_back(viewer: Viewer, attachment_id: int, *, at: datetime) -> str:
    """Put a file back on its record."""
    row = attachment_row(viewer, attachment_id, gone=True)
    insist_writer(viewer, _written_as(row.noun), "恢复附件")
    Attachment.objects.filter(pk=row.pk).update(gone_at=None)
    _line("恢复附件", row, viewer, at)
    return row.name


def plain_name(name: str) -> str:
    """Return a file's name without folders, unseen letters and overlength."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    seen = "".join(letter for letter in last if letter.isprintable()).strip(" .") or _("文件")
    stem, dot, suffix = seen.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix)]}{dot}{suffix}" if dot else seen[:LONGEST_NAME]


def _written_as(noun: str) -> str:
    if noun not in NOUNS:
        raise Refused(_("这种记录不能带附件。"))
    return noun


def _insist_room(noun: str, record_id: int) -> None:
    live = Attachment.objects.filter(gone_at=None)
    if live.filter(noun=noun, record_id=record_id).count() >= MOST_OF_RECORD:
        raise Refused(
            _("一条记录最多 %(most)s 个附件，请先删掉不用的。") % {"most": MOST_OF_RECORD}
        )
    kept = Attachment.objects.values("sha256", "size").distinct()
    if (kept.aggregate(all=Sum("size"))["all"] or 0) >= store.MOST_OF_HOME:
        raise Refused(
            _("全部附件已到 %(most)s GB 的上限，请管理员先清理。")
            % {"most": store.MOST_OF_HOME >> 30}
        )


def _line(action: str, row: Attachment, viewer: Viewer, at: datetime) -> None:
    write_line(
        action, "attachments", row.pk, customer_id=row.customer_id, by=viewer.account_id, at=at,
        after={"name": row.name, "size": row.size, "sha256": row.sha256},
    )  # fmt: skip
