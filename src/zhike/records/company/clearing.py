"""Taking the whole invented book out: rows, files and accounts, a bounded step at a time."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction

from zhike.records.account.models import Account, Role, Team
from zhike.records.blocking.table import clear_blocking
from zhike.records.company.models import Company
from zhike.records.home import Home
from zhike.records.job.models import Job
from zhike.records.revision.models import Revision
from zhike.records.rows import CHUNK, delete_rows
from zhike.records.search.table import clear_search

Progress = Callable[[int, int, str], None]
STAYS = (Account, Company, Job, Revision, Role, Team)  # the rest of the records' tables is emptied
FOLDERS = ("demo", "batches", "snapshot", "reports", "uploads", "attachments", "events")
ZIP = "示例公司原表.zip"


def keep_workbooks(home: Home) -> None:
    """Keep the demo's workbooks as one file; safe to call again, also when they are gone."""
    files = sorted(file for file in (home.path / "demo").glob("*") if file.suffix)
    if not files:
        return
    fresh = home.path / f"{ZIP}.new"
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as kept:
        for file in files:
            kept.write(file, file.name)
    fresh.replace(home.path / ZIP)


def workbooks_kept(home: Home) -> Path | None:
    """Return the file the demo's workbooks were kept in, or None."""
    file = home.path / ZIP
    return file if file.is_file() else None


def clear_rows(*, progress: Progress) -> None:
    """Empty every table of the book, children before their parents."""
    tables = _children_first([m for m in _models() if m not in STAYS])
    total = sum(model._base_manager.count() for model in tables)
    done = 0
    for model in tables:
        _loosen(model)
        while ids := list(_ids(model)[:CHUNK]):
            with transaction.atomic():
                delete_rows(model, ids)
            done += len(ids)
            progress(done, total, f"已移走示例数据 {done:,} / {total:,} 行")
    clear_search()
    clear_blocking()


def rows_left() -> int:
    """Return how many rows of the book there still are."""
    return sum(model._base_manager.count() for model in _models() if model not in STAYS)


def forget_files(home: Home) -> None:
    """Remove what lay beside the book: raw cells, snapshot, reports, uploads, the mark."""
    for folder in FOLDERS:
        shutil.rmtree(home.path / folder, ignore_errors=True)
    home.ensure()


def forget_sessions() -> None:
    """Log everybody out."""
    Session.objects.all().delete()


def _models() -> list[type[models.Model]]:
    return list(apps.get_app_config("records").get_models())


def _ids(model: type[models.Model]) -> Any:
    return model._base_manager.order_by("pk").values_list("pk", flat=True)


def _loosen(model: type[models.Model]) -> None:
    """Let go of rows of the same table: they go in one step with those they point at."""
    for name in (f.name for f in _pointers(model) if f.related_model is model):
        model._base_manager.filter(**{f"{name}__isnull": False}).update(**{name: None})


def _children_first(tables: list[type[models.Model]]) -> list[type[models.Model]]:
    """Return the tables so that none comes before one that points at it."""
    left, ordered = list(tables), []
    while left:
        free = [model for model in left if not any(_points(o, model) for o in left if o != model)]
        ordered += free or left
        left = [model for model in left if model not in ordered]
    return ordered


def _points(one: type[models.Model], other: type[models.Model]) -> bool:
    return any(field.related_model is other for field in _pointers(one))


def _pointers(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]
