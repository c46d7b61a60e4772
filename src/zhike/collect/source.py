"""Whether data may be taken in at all, by where it came from."""

from zhike.playbook.channels import asking, lack_of, standard_channel
from zhike.playbook.playbook import Playbook


def check_source(
    channel: str, lawful_source: str = "", consent: str = "", *, playbook: Playbook
) -> str | None:
    """Return why data of a channel can't be taken in, or None when it can (S0-07, S4-06).

    The channel may be written in any way the word list 接触渠道 knows; which channels have to show
    a lawful source or a proof of consent stands in that list.
    """
    meant = standard_channel(playbook, channel)
    found = (
        lack_of(word, lawful_source=lawful_source, consent=consent)
        for word in asking(playbook)
        if word.word == meant
    )
    return next((said for said in found if said), None)
