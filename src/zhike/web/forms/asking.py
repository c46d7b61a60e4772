"""What every form of an entry needs to know beside what is typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from zhike.playbook.playbook import Playbook
from zhike.records.account.lookups import owners_by_name, people
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Asking:
    """Who fills a form in, by which playbook, now (local time), and who may be named in it."""

    viewer: Viewer
    playbook: Playbook
    now: datetime
    owners: Mapping[str, int]
    people: tuple[str, ...] = ()


def asking_of(viewer: Viewer) -> Asking:
    """Return somebody's asking at this moment."""
    names = tuple(dict.fromkeys(row.name for row in people()))
    return Asking(viewer, active_playbook(), timezone.localtime(), owners_by_name(), names)
