"""Whether a customer's channel may be changed by hand to one that has to show its source."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhike.collect.source import check_source
from zhike.records.customer.models import Customer
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused


def insist_channel(rows: Iterable[Customer], values: Mapping[str, Any]) -> None:
    """Refuse a channel that asks for a lawful source or a consent a customer lacks (S0-07)."""
    channel = str(values.get("source_channel") or "")
    if not channel:
        return
    playbook = active_playbook()
    for row in rows:
        if row.source_channel == channel:
            continue
        why = check_source(channel, row.lawful_source, row.consent_proof, playbook=playbook)
        if why is not None:
            raise Refused(why)
