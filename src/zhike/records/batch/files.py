"""The files of a batch as they were handed over: kept beside it for a time, then cleared."""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.batch.lookups import proposed_with
from zhike.records.batch.models import Batch
from zhike.records.company.models import Company
from zhike.records.history.changes import write_line
from zhike.records.home import Home
from zhike.records.rights import insist
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

KEPT_DAYS = 180
_SHORTEST, _LONGEST = 1, 3650
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Original:
    """One file handed over; `path` is None once it was cleared away, on the day `cleared`."""

    name: str
    bytes: int
    sha256: str
    path: Path | None
    cleared: str = ""


def archive_files(batch_id: int, paths: Sequence[str], *, home: Home) -> list[Original]:
    """Keep a batch's files beside it, with their digest; what was uploaded moves there.

    Files people named on the command line are copied. The batch's own `paths` point here from now
    on, as seen from the home, which may be moved or restored elsewhere.
    """
    folder = home.batch(batch_id) / "files"
    kept = [_kept(folder, Path(path), number, home) for number, path in enumerate(paths)]
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        told = [{"name": o.name, "bytes": o.bytes, "sha256": o.sha256} for o in kept]
        there = [str(one.path.relative_to(home.path)) for one in kept if one.path]
        batch.about = batch.about | {"files": told, "paths": there}
        batch.save(update_fields=["about"])
    return kept


def _kept(folder: Path, path: Path, number: int, home: Home) -> Original:
    if path.parent == folder:
        return Original(path.name, path.stat().st_size, _digest(path), path)
    target = folder / path.name
    if target.exists():
        target = folder / f"{number + 1}-{path.name}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.is_relative_to(home.uploads):
        path.replace(target)
        _leave(path.parent, home)
    else:
        shutil.copyfile(path, target)
        os.chmod(target, 0o600)
    return Original(path.name, target.stat().st_size, _digest(target), target)


def _leave(folder: Path, home: Home) -> None:
    """Remove a hand-over's folder once it is empty."""
    if folder != home.uploads and not any(folder.iterdir()):
        folder.rmdir()


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def originals_for(viewer: Viewer, batch_id: int, *, home: Home) -> list[Original]:
    """Return the files handed over with a batch; refuses others' batches."""
    return [_original(one, path) for one, path in _told(proposed_with(viewer, batch_id), home)]


def paths_of(about: Mapping[str, Any], *, home: Home) -> list[Path]:
    """Return where a batch's files are, or were before they were cleared away."""
    return [home.path / path for path in about.get("paths", ())]  # an absolute one stays itself


def _told(about: dict[str, Any], home: Home) -> list[tuple[dict[str, Any], Path]]:
    paths = paths_of(about, home=home)
    told = about.get("files") or [{"name": path.name} for path in paths]
    return list(zip(told, paths, strict=False))


def _original(told: dict[str, Any], path: Path) -> Original:
    there = path if path.is_file() else None
    size = told.get("bytes") or (path.stat().st_size if there else 0)
    return Original(told["name"], size, told.get("sha256", ""), there, told.get("cleared", ""))


def kept_days() -> int:
    """Return for how many days originals are kept."""
    said = Company.objects.values_list("keep_files_days", flat=True).first()
    return said or KEPT_DAYS


@transaction.atomic
def keep_for(viewer: Viewer, days: int, *, at: datetime) -> int:
    """Say for how many days originals are kept; returns what it was."""
    insist(viewer, "settings", _("修改设置"))
    if not _SHORTEST <= days <= _LONGEST:
        raise Refused(_("原文件保留天数请填 1 到 3650。"))
    nameless = {"name": "", "since": at}
    company = Company.objects.select_for_update().first() or Company.objects.create(**nameless)
    before, company.keep_files_days = company.keep_files_days, days
    company.save(update_fields=["keep_files_days"])
    write_line(
        "设置原文件保留", "company", company.pk, by=viewer.account_id, at=at,
        before={"days": before}, after={"days": days},
    )  # fmt: skip
    return before


def clear_old_files(*, home: Home, at: datetime) -> int:
    """Clear away the originals of batches older than `kept_days`; returns how many files went.

    What the cells said stays beside the batch; a batch that still waits keeps its files.
    """
    before = at - timedelta(days=kept_days())
    cleared = 0
    for batch in Batch.objects.filter(at__lt=before).exclude(state__in=["待确认", "接收中"]):
        cleared += _cleared(batch, home, at)
    _clear_uploads(home, before)
    return cleared


def _clear_uploads(home: Home, before: datetime) -> None:
    """Clear away uploads that never became a batch: nobody could read them."""
    for folder in home.uploads.iterdir() if home.uploads.is_dir() else ():
        if folder.is_dir() and folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _cleared(batch: Batch, home: Home, at: datetime) -> int:
    folder = home.batch(batch.pk) / "files"
    if not folder.is_dir():
        return 0
    count = sum(1 for file in folder.iterdir() if file.is_file())
    shutil.rmtree(folder)
    day = at.date().isoformat()
    told = [{**one, "cleared": day} for one in batch.about.get("files", ())]
    Batch.objects.filter(pk=batch.pk).update(about=batch.about | {"files": told})
    return count
