"""Writing saved mappings: remembered from a batch, renamed, dropped."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.collect.signature import signature_of
from zhike.records.batch.chest import kinds_of, load_sheets
from zhike.records.batch.lookups import batch_for, proposed_with
from zhike.records.history.changes import write_line
from zhike.records.home import Home
from zhike.records.mapping.lookups import mapping_for
from zhike.records.mapping.models import SavedMapping
from zhike.records.rights import MayNot, insist
from zhike.words.mending import Mending
from zhike.words.problem import Refused
from zhike.words.sheet import Sheet
from zhike.words.viewer import Viewer

LONGEST = 60


@transaction.atomic
def remember_mapping(
    viewer: Viewer, batch_id: int, name: str, *, home: Home, at: datetime
) -> list[int]:
    """Keep how a batch's sheets are read, for sheets with the same heads; returns the ids.

    Each sheet is kept for itself: several under the name and the sheet's own. One's own mapping
    for the same heads is replaced.
    """
    insist(viewer, "import", _("导入数据"))
    name = _checked(name)
    batch, about = batch_for(viewer, batch_id), proposed_with(viewer, batch_id)
    folder = home.batch(batch.id)
    kinds = kinds_of(folder)
    sheets = load_sheets(folder, rows=0)[: len(kinds)]
    many = len(sheets) > 1
    return [
        _kept(
            viewer,
            f"{name} · {sheet.sheet or sheet.file}" if many else name,
            sheet,
            kind=kind,
            mapping=_mapping_of(sheet, batch.mapping, about),
            choices=_choices(about),
            at=at,
        )
        for sheet, kind in zip(sheets, kinds, strict=True)
    ]


def _checked(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST:
        raise Refused(_("请给这个对应起一个 %(most)s 字以内的名字。") % {"most": LONGEST})
    return name


def _mapping_of(sheet: Sheet, said: dict[str, str], about: dict[str, Any]) -> dict[str, str]:
    """Return {field path: head} of one sheet, and what was said not to be read."""
    before = f"{sheet.file}#{sheet.sheet}!"
    one = {path: head for head, path in said.items() if "!" not in head or head in sheet.heads}
    several = {
        path: head.removeprefix(before) for head, path in said.items() if head.startswith(before)
    }
    unread = {path: "" for path, head in (about.get("mapping") or {}).items() if not head}
    return unread | (several or one)


def _choices(about: dict[str, Any]) -> dict[str, Any]:
    """Return what of the mending holds for other files too."""
    general = Mending.from_json(about.get("mending")).without_places().to_json()
    kept = {name: general[name] for name in ("keys", "writing", "words", "owners")}
    return kept | {"create_customers": bool(about.get("create_customers"))}


def _kept(viewer: Viewer, name: str, sheet: Sheet, *, at: datetime, **values: Any) -> int:
    row, fresh = SavedMapping.objects.update_or_create(
        signature=signature_of(sheet.heads),
        by_id=viewer.account_id,
        defaults={"name": name, "heads": list(sheet.heads), "at": at, **values},
    )
    action = "保存列的对应" if fresh else "更新列的对应"
    write_line(action, "mapping", row.pk, by=viewer.account_id, at=at, after={"name": name})
    return int(row.pk)


@transaction.atomic
def rename_mapping(viewer: Viewer, mapping_id: int, name: str, *, at: datetime) -> str:
    """Give a mapping another name; returns the one it had."""
    row = _own(viewer, mapping_id)
    before, row.name = row.name, _checked(name)
    row.save(update_fields=["name"])
    write_line(
        "改名列的对应", "mapping", row.pk, by=viewer.account_id, at=at,
        before={"name": before}, after={"name": row.name},
    )  # fmt: skip
    return before


@transaction.atomic
def drop_mapping(viewer: Viewer, mapping_id: int, *, at: datetime) -> dict[str, Any]:
    """Drop a mapping; returns what `put_back_mapping` makes it of again."""
    row = _own(viewer, mapping_id)
    names = ("name", "kind", "signature", "heads", "mapping", "choices", "by_id")
    kept = {name: getattr(row, name) for name in names}
    write_line("删除列的对应", "mapping", row.pk, by=viewer.account_id, at=at, before=kept)
    row.delete()
    return kept


@transaction.atomic
def put_back_mapping(viewer: Viewer, kept: dict[str, Any], *, at: datetime) -> int:
    """Make a dropped mapping again."""
    insist(viewer, "import", _("导入数据"))
    if viewer.scope != "all" and kept["by_id"] != viewer.account_id:
        raise MayNot(_("只能恢复自己存的对应。"))
    row = SavedMapping.objects.create(**kept, at=at)
    write_line("恢复列的对应", "mapping", row.pk, by=viewer.account_id, at=at)
    return int(row.pk)


def _own(viewer: Viewer, mapping_id: int) -> SavedMapping:
    insist(viewer, "import", _("导入数据"))
    row = mapping_for(viewer, mapping_id)
    if viewer.scope != "all" and row.by_id != viewer.account_id:
        raise MayNot(_("这个对应是别人存的，您可以用，但不能改。"))
    return row
