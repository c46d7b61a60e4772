"""Saving and switching versions of the playbook."""

from datetime import datetime

from django.db import transaction

from zhike.playbook.reading import dump, read_builtin
from zhike.records.history.changes import write_line
from zhike.records.playbook_version.models import PlaybookVersion


@transaction.atomic
def ensure_playbook(*, at: datetime) -> str:
    """Make the built-in playbook the active one when there is none; returns the active version."""
    active = PlaybookVersion.objects.filter(active=True).first()
    if active is not None:
        return active.version
    builtin = read_builtin("default")
    return activate(dump(builtin), version=builtin.version, by=None, at=at, note="自带手册 default")


@transaction.atomic
def activate(text: str, *, version: str, by: int | None, at: datetime, note: str) -> str:
    """Keep a checked playbook text as a version and make it the active one."""
    PlaybookVersion.objects.filter(active=True).update(active=False)
    row, _ = PlaybookVersion.objects.update_or_create(
        version=version,
        defaults={"active": True},
        create_defaults={"text": text, "by_id": by, "at": at, "note": note, "active": True},
    )
    write_line("启用手册", "playbook", row.pk, by=by, at=at, after={"version": version}, why=note)
    return version
