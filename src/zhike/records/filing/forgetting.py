"""Erasing what was taken off long enough ago: rows first, then contents nobody names."""

from datetime import datetime, timedelta

from django.db import transaction

from zhike.records.attachment.models import Attachment
from zhike.records.filing.store import FOLDER, place_of
from zhike.records.home import Home

KEPT = timedelta(days=30)  # after it was taken off
ASIDE = timedelta(days=1)  # for a file an ended process left half looked at


def forget_gone(home: Home, *, at: datetime) -> int:
    """Erase files taken off longer than 30 days ago; returns how many contents went.

    A content another record still names stays. The history keeps name, size and SHA-256.
    """
    with transaction.atomic():
        old = Attachment.objects.filter(gone_at__lt=at - KEPT)
        contents = set(old.values_list("sha256", flat=True))
        old.delete()
        contents -= set(
            Attachment.objects.filter(sha256__in=contents).values_list("sha256", flat=True)
        )
    for sha256 in contents:
        place_of(home, sha256).unlink(missing_ok=True)
    for file in (home.path / FOLDER / "aside").glob("*"):
        if file.stat().st_mtime < (at - ASIDE).timestamp():
            file.unlink(missing_ok=True)
    return len(contents)
