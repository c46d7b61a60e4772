"""The fields in which a person says where a batch came from (S0-12)."""

from collections.abc import Mapping
from typing import Any

from zhike.playbook.channels import channel_groups, channel_words
from zhike.playbook.playbook import Playbook
from zhike.playbook.vocabulary import Word
from zhike.records.batch.source import WORDS, read_source
from zhike.records.said import said

PREFIX = "source-"


def source_fields(playbook: Playbook, now: Mapping[str, Any], *, collector: str) -> dict[str, Any]:
    """Return the context `source` of collect/source_fields.html.

    `now` is what was said so far (channel, collector, …); `collector` who it is when nobody is
    named.
    """
    here = str(now.get("channel") or "")
    words = {word.word: word for word in channel_words(playbook)}
    groups = [
        {"name": said(name), "words": [_choice(words[word], here) for word in some]}
        for name, some in channel_groups(playbook).items()
    ]
    return {
        "groups": groups,
        "own": here if here and here not in words else "",
        "values": {name: now.get(name) or "" for name in WORDS},
        "whoever": collector,
    }


def _choice(word: Word, here: str) -> dict[str, Any]:
    needs = [
        name
        for name, needed in (("lawful", word.needs_source_note), ("consent", word.needs_consent))
        if needed
    ]
    return {
        "word": word.word,
        "label": said(word.label),
        "needs": " ".join(needs),
        "here": word.word == here,
    }


def source_said(sent: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what a form with these fields said, as `say_source` takes it; None without them."""
    told = {name: sent[f"{PREFIX}{name}"] for name in WORDS if f"{PREFIX}{name}" in sent}
    return read_source(told) if told else None
