"""What the program's playbook of today brings to a team's own: shown, taken in or left aside."""

from datetime import datetime
from functools import cache

from zhike.playbook import newer
from zhike.playbook.checks import findings
from zhike.playbook.newer import News
from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import dump, read_builtin
from zhike.records.playbook_version.changes import BUILT_IN
from zhike.records.playbook_version.editing import edit_playbook
from zhike.records.playbook_version.lookups import parsed
from zhike.records.playbook_version.models import PlaybookVersion
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

LOOKED_THROUGH = "程序自带，已看过"
Versions = tuple[str, str]


def news_for(own: Playbook) -> News:
    """Return what the program's playbook has that a team's own neither has nor refused."""
    return newer.news(own, _base(own), _today())


def take_news(viewer: Viewer, *, seen: str, at: datetime) -> tuple[str, Versions]:
    """Take the news in, as one change; returns what was done, versions before and after."""
    why = "收下程序带来的新内容"

    def change(own: Playbook) -> Playbook:
        taken = newer.taken_in(own, news_for(own), _today())
        if found := findings(taken):
            raise Refused("；".join(found[:3]))
        return taken

    versions = edit_playbook(viewer, change, seen=seen, why=why, at=at)
    _keep(at)
    return why, versions


def leave_news(viewer: Viewer, *, seen: str, at: datetime) -> tuple[str, Versions]:
    """Leave the news aside, as one change: they are not offered again."""
    why = "不收程序带来的新内容"
    change = lambda own: newer.left_aside(own, _today())  # noqa: E731 - one change, named once
    versions = edit_playbook(viewer, change, seen=seen, why=why, at=at)
    _keep(at)
    return why, versions


@cache
def _today() -> Playbook:
    return read_builtin("default")


def _base(own: Playbook) -> Playbook | None:
    """Return what a team's playbook was made from: the last one looked through, or the first."""
    rows = PlaybookVersion.objects.order_by("-id").values_list("version", "text")
    looked = rows.filter(version=own.based_on).first() if own.based_on else None
    row = looked or rows.filter(note=BUILT_IN).first()
    return parsed(*row) if row else None


def _keep(at: datetime) -> None:
    """Keep today's text, so that the next one can be compared with it."""
    today = _today()
    told = {"text": dump(today), "at": at, "note": LOOKED_THROUGH}
    PlaybookVersion.objects.get_or_create(version=today.version, defaults=told)
