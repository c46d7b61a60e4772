"""The channels customers come through, in their groups, and what some of them have to show."""

from collections.abc import Iterator

from zhike.playbook.playbook import Playbook
from zhike.playbook.vocabulary import Vocabulary, Word

CHANNELS = "接触渠道"
"""The word list of channels (S0-07, S4-06, S4-26)."""


def _list(playbook: Playbook) -> Vocabulary | None:
    return next((one for one in playbook.vocabularies if one.name == CHANNELS), None)


def channel_words(playbook: Playbook) -> tuple[Word, ...]:
    """Return the words for channels; none in a playbook without that list."""
    found = _list(playbook)
    return found.words if found else ()


def standard_channel(playbook: Playbook, said: str) -> str:
    """Return the standard word for a channel, or what was said when nobody knows it."""
    found = _list(playbook)
    return (found.standard(said) if found else None) or said.strip()


def channel_groups(playbook: Playbook) -> dict[str, list[str]]:
    """Return the channels by group, in the order of the playbook; without a group under 其他."""
    found: dict[str, list[str]] = {}
    for word in channel_words(playbook):
        found.setdefault(word.group or "其他", []).append(word.word)
    return found


def group_of(playbook: Playbook, channel: str) -> str:
    """Return the group of a channel, empty for one of the team's own words."""
    words = channel_words(playbook)
    return next((word.group for word in words if word.word == channel), "")


def asking(playbook: Playbook) -> Iterator[Word]:
    """Give the channels that have to show something before their data may be kept."""
    words = channel_words(playbook)
    return (word for word in words if word.needs_source_note or word.needs_consent)


def lack_of(word: Word, *, lawful_source: str, consent: str) -> str:
    """Return what is wrong with data of a channel, empty when nothing is (S0-07, S4-06)."""
    if word.needs_consent and not consent.strip():
        return (
            f"“{word.label}”是买来或租来的名单，没有本人同意的证明不能收（S4-06）；"
            "请写明同意证明，或换掉这批数据"
        )
    if word.needs_source_note and not lawful_source.strip():
        return (
            f"“{word.label}”的数据要写明合法来源才能收（S0-07）；"
            "请在合法来源说明里写从哪里、按什么约定得来"
        )
    return ""
