"""Telling people something, and noting that they have seen it or that it is done."""

from collections.abc import Iterable
from datetime import datetime

from zhike.records.notice.models import Notice
from zhike.words.viewer import Viewer

LONGEST = 400


def tell(account_id: int, text: str, *, link: str = "", about: str = "", at: datetime) -> int:
    """Tell one person a sentence in 简体中文; returns the notice's id.

    `link` is an address of this house. `about` names what the notice waits for: a newer notice
    about the same replaces the open one, and `settle` ends all of them.
    """
    if about:
        Notice.objects.filter(account_id=account_id, about=about, done_at=None).update(done_at=at)
    link = link if link.startswith("/") and not link.startswith("//") else ""
    made = Notice.objects.create(
        account_id=account_id, text=text[:LONGEST], link=link, about=about, at=at
    )
    return made.pk


def tell_all(
    account_ids: Iterable[int], text: str, *, link: str = "", about: str = "", at: datetime
) -> None:
    """Tell several people the same, each once."""
    for account_id in sorted(set(account_ids)):
        tell(account_id, text, link=link, about=about, at=at)


def seen(viewer: Viewer, at: datetime) -> int:
    """Note that the Viewer has looked at every notice; returns how many were new."""
    mine = Notice.objects.filter(account_id=viewer.account_id, done_at=None, seen_at=None)
    return mine.update(seen_at=at)


def close(viewer: Viewer, notice_id: int | None, *, at: datetime) -> int:
    """Take one of the Viewer's own notices off the list, or all of them; returns how many."""
    mine = Notice.objects.filter(account_id=viewer.account_id, done_at=None)
    if notice_id is not None:
        mine = mine.filter(pk=notice_id)
    return mine.update(done_at=at)


def settle(about: str, *, at: datetime) -> int:
    """End every notice about something that is done now; returns how many there were."""
    return Notice.objects.filter(about=about, done_at=None).update(done_at=at) if about else 0
