"""Where a batch came from: channel, collector, day, lawful source, consent (S0-12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from zhike.collect.source import check_source
from zhike.records.batch.lookups import batch_for
from zhike.records.batch.models import Batch
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused
from zhike.words.stated import Stated
from zhike.words.viewer import Viewer

UNSAID = "未说明"
WORDS = ("channel", "collector", "collected_on", "lawful_source", "consent")


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a batch as it is shown; a collector nobody named is who handed it over."""

    channel: str
    collector: str
    collected_on: date
    lawful_source: str
    consent: str


def source_of(batch: Batch) -> Source:
    """Return where a batch came from; nothing of it is ever empty but what needn't be said."""
    handed_over = batch.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return Source(
        channel=batch.channel or UNSAID,
        collector=batch.collector or batch.by.name,
        collected_on=batch.collected_on or handed_over,
        lawful_source=batch.lawful_source,
        consent=batch.consent,
    )


def stated_of(batch_id: int) -> Stated:
    """Return what was stated of a batch, for judging its rows."""
    names = ("channel", "lawful_source", "consent")
    return Stated(*Batch.objects.values_list(*names).get(pk=batch_id))


def insist_source(batch_id: int) -> None:
    """Refuse a batch whose channel has to show what it doesn't (S0-07, S4-06)."""
    _insist(stated_of(batch_id))


def insist_stated(source: Mapping[str, str]) -> None:
    """Refuse a source, as it is said in words, that has to show what it doesn't."""
    read_source(source)
    _insist(stated(source))


def _insist(said: Stated) -> None:
    if not said.channel:
        return
    playbook = active_playbook()
    why = check_source(said.channel, said.lawful_source, said.consent, playbook=playbook)
    if why is not None:
        raise Refused(why)


def stated(source: Mapping[str, str]) -> Stated:
    """Return what a source in words states of the batch's channel."""
    names = ("channel", "lawful_source", "consent")
    channel, lawful_source, consent = (source.get(name, "").strip() for name in names)
    return Stated(channel, lawful_source, consent)


def read_source(source: Mapping[str, str]) -> dict[str, Any]:
    """Return a source in words as `say_source` takes it; Refused for what is no day, no word."""
    if unknown := set(source) - set(WORDS):
        raise Refused(
            _("来源里没有“%(unknown)s”这一项，可写：%(words)s")
            % {"unknown": _("、").join(sorted(unknown)), "words": _("、").join(WORDS)}
        )
    said: dict[str, Any] = {name: text.strip() for name, text in source.items()}
    if day := said.pop("collected_on", ""):
        said["collected_on"] = _day(day)
    return said


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as why:
        raise Refused(_("收集日期“%(text)s”看不懂，请写成 2026-05-01") % {"text": text}) from why


def said_of(viewer: Viewer, batch_id: int) -> dict[str, Any]:
    """Return what was said of a batch's source so far, by the names of `say_source`."""
    batch = Batch.objects.get(pk=batch_for(viewer, batch_id).id)
    return {name: getattr(batch, name) for name in WORDS}
