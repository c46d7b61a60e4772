"""Reading the active playbook."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import read_text
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.models import PlaybookVersion
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused

RECENT = 12


@dataclass(frozen=True, slots=True)
class PlaybookChange:
    """One change of the playbook: when, by whom, what."""

    at: datetime
    by: str
    said: str
    version: str


def active_playbook() -> Playbook:
    """Return the playbook everything is computed by right now."""
    row = PlaybookVersion.objects.filter(active=True).values_list("version", "text").first()
    if row is None:
        raise Refused(_("还没有启用任何手册，请先运行 zhike serve 或 zhike demo。"))
    return parsed(*row)


@lru_cache(maxsize=4)
def parsed(version: str, text: str) -> Playbook:
    """Return the playbook of a kept version, read once."""
    del version  # part of the key only
    return read_text(text)


def key_fields_now() -> tuple[FieldSpec, ...]:
    """Return the key fields of the active playbook (S3-11); none where there is no playbook yet."""
    active = PlaybookVersion.objects.filter(active=True)
    version = active.values_list("version", flat=True).first()
    return _key_fields(version) if version else ()


@lru_cache(maxsize=4)
def _key_fields(version: str) -> tuple[FieldSpec, ...]:
    text = PlaybookVersion.objects.values_list("text", flat=True).get(version=version)
    return parsed(version, text).key_fields


def active_version() -> str:
    """Return the version of the active playbook, which a change must have seen."""
    return PlaybookVersion.objects.filter(active=True).values_list("version", flat=True).get()


def recent_changes() -> list[PlaybookChange]:
    """Return the last changes of the playbook, the newest first."""
    lines = HistoryLine.objects.filter(noun="playbook").select_related("by").order_by("-id")
    return [
        PlaybookChange(
            line.at,
            line.by.name if line.by else "",
            line.why,
            (line.after or {}).get("version", ""),
        )
        for line in lines[:RECENT]
    ]
