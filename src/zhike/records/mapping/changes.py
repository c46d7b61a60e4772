"""Writing saved mappings: remembered from a batch, renamed, dropped."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.collect.signature import signature_of
from zhike.records.batch.chest import kinds_of, load_sheets
from zhike.records.batch.lookups import batch_for, proposed_with
from zhike.records.history.changes import write_line
from zhike.records.home import Home
from zhike.records.mapping.from_cells import words_of_cells
from zhike.records.mapping.lookups import mapping_for
from zhike.records.mapping.models import SavedMapping
from zhike.records.playbook_version.lookups import active_playbook
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
    for the same heads is replaced. Corrected cells go along where nobody could read their text.
    """
    insist(viewer, "import", _("导入数据"))
    name = checked_name(name)
    batch, about = batch_for(viewer, batch_id), proposed_with(viewer, batch_id)
    folder = home.batch(batch.id)
    kinds = kinds_of(folder)
    sheets = load_sheets(folder, rows=0)[: len(kinds)]
    many = len(sheets) > 1
    kept = []
    for sheet, kind in zip(sheets, kinds, strict=True):
        mapping = _mapping_of(sheet, batch.mapping, about)
        called = f"{name} · {sheet.sheet or sheet.file}" if many else name
        choices = _choices(about, sheet, mapping, folder=folder)
        kept.append(
            _kept(viewer, called, sheet, kind=kind, mapping=mapping, choices=choices, at=at)
        )
    return kept


def checked_name(name: str) -> str:
    """Return the name of a mapping without blanks at its ends; refuses none and long ones."""
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


def _choices(
    about: dict[str, Any], sheet: Sheet, mapping: dict[str, str], *, folder: Path
) -> dict[str, Any]:
    """Return what of the mending holds for other files too."""
    mending = Mending.from_json(about.get("mending"))
    heads = {head: path for path, head in mapping.items() if head}
    more = words_of_cells(mending.cells, sheet, heads, folder=folder, playbook=active_playbook())
    words = [word for word in more if (word[0], word[1]) not in {w.key for w in mending.words}]
    general = mending.without_places().merged({"words": words}).to_json()
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
    row = own_mapping(viewer, mapping_id)
    before, row.name = row.name, checked_name(name)
    row.save(update_fields=["name"])
    write_line(
        "改名列的对应", "mapping", row.pk, by=viewer.account_id, at=at,
        before={"name": before}, after={"name": row.name},
    )  # fmt: skip
    return before


@transaction.atomic
def drop_mapping(viewer: Viewer, mapping_id: int, *, at: datetime) -> dict[str, Any]:
    """Drop a mapping; returns what `put_back_mapping` makes it of again."""
    row = own_mapping(viewer, mapping_id)
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


def own_mapping(viewer: Viewer, mapping_id: int) -> SavedMapping:
    """Return a mapping the Viewer may change; refuses others' and unknown ones."""
    insist(viewer, "import", _("导入数据"))
    row = mapping_for(viewer, mapping_id)
    if viewer.scope != "all" and row.by_id != viewer.account_id:
        raise MayNot(_("这个对应是别人存的，您可以用，但不能改。"))
    return row
