"""Saving and switching versions of the playbook."""

from datetime import datetime

from django.db import transaction

from zhike.playbook.reading import dumped_builtin
from zhike.records.history.changes import write_line
from zhike.records.playbook_version.models import PlaybookVersion

BUILT_IN = "自带手册 default"


@transaction.atomic
def ensure_playbook(*, at: datetime, newer: bool = False) -> str:
    """Make the built-in playbook the active one when there is none; returns the active version.

    With `newer`, asked after an upgrade, a built-in one that nobody changed gives way to today's,
    which knows more kinds of records; what a team made its own stays.
    """
    active = PlaybookVersion.objects.filter(active=True).first()
    own = active is not None and (active.by_id is not None or active.note != BUILT_IN)
    if active is not None and (own or not newer):
        return active.version
    version, text = dumped_builtin()
    if active is not None and active.version == version:
        return version
    return activate(text, version=version, by=None, at=at, note=BUILT_IN)


@transaction.atomic
def activate(text: str, *, version: str, by: int | None, at: datetime, note: str) -> str:
    """Keep a checked playbook text as a version and make it the active one."""
    before = PlaybookVersion.objects.filter(active=True).values_list("version", flat=True).first()
    PlaybookVersion.objects.filter(active=True).update(active=False)
    row, _ = PlaybookVersion.objects.update_or_create(
        version=version,
        defaults={"active": True},
        create_defaults={"text": text, "by_id": by, "at": at, "note": note, "active": True},
    )
    write_line(
        "启用手册", "playbook", row.pk, by=by, at=at, why=note,
        before={"version": before} if before else None, after={"version": version},
    )  # fmt: skip
    return version
