"""Changing the active playbook: a new version each time, by somebody who saw the last one."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.playbook.checks import found_in_words
from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import dump
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.changes import activate
from zhike.records.playbook_version.lookups import parsed
from zhike.records.playbook_version.models import PlaybookVersion
from zhike.records.rights import MayNot
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

Change = Callable[[Playbook], Playbook]


class PlaybookChanged(Refused):
    """Somebody else changed the playbook after it was shown; nothing was written."""

    status = 409


@transaction.atomic
def edit_playbook(
    viewer: Viewer, change: Change, *, seen: str, why: str, at: datetime
) -> tuple[str, str]:
    """Make a changed playbook the active version; returns the versions before and after.

    `seen` is the version the person changed, `why` what was done, in a sentence for the history.
    Raises PlaybookChanged when another one is active by now, Refused when the change cannot stand.
    A change that changes nothing writes nothing.
    """
    row = _seen(viewer, seen)
    playbook = change(parsed(row.version, row.text))
    if found := found_in_words(playbook):
        raise Refused("；".join(found[:3]))
    if playbook.version == row.version:
        return row.version, row.version
    activate(dump(playbook), version=playbook.version, by=viewer.account_id, at=at, note=why)
    return row.version, playbook.version


@transaction.atomic
def return_to(viewer: Viewer, version: str, *, seen: str, at: datetime) -> None:
    """Make a former version the active one again, unless somebody changed it since."""
    _seen(viewer, seen)
    row = PlaybookVersion.objects.get(version=version)
    why = _("撤销，回到 %(version)s") % {"version": version}
    activate(row.text, version=version, by=viewer.account_id, at=at, note=why)


def _seen(viewer: Viewer, seen: str) -> PlaybookVersion:
    if not viewer.can("settings"):
        raise MayNot(_("只有管理员可以修改手册。"))
    row = PlaybookVersion.objects.select_for_update().filter(active=True).first()
    if row is None or row.version != seen:
        raise PlaybookChanged(_last_said())
    return row


def _last_said() -> str:
    line = HistoryLine.objects.filter(noun="playbook").select_related("by").order_by("-id").first()
    who = line.by.name if line and line.by else _("系统")
    return _("%(who)s 刚改过手册（%(what)s），您这一步没有写。请看一眼现在的样子，再改一次。") % {
        "who": who,
        "what": line.why if line else "",
    }
