"""Telling who asked that long work is done: nobody watches a bar for minutes."""

from django.utils import timezone

from zhike.jobs.errand import Errand
from zhike.records.notice.changes import tell

LONG_S = 10.0


def when_long(errand: Errand, text: str, *, link: str, about: str) -> None:
    """Tell the asker that something is done when the errand took long; else he saw it himself."""
    now = timezone.now()
    if (now - errand.at).total_seconds() >= LONG_S:
        tell(errand.viewer.account_id, text, link=link, about=about, at=now)
