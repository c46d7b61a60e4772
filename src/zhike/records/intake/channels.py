"""Customers who came through channels that had to answer for their data."""

from collections.abc import Sequence

from zhike.records.customer.models import Customer


def came_through(channels: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return by channel the live customers kept with it: 编号:C001 (theirs or ours), 名:甲公司."""
    found: dict[str, set[str]] = {}
    rows = Customer.objects.live().filter(source_channel__in=list(channels))
    for channel, given, number, name in rows.values_list(
        "source_channel", "external_id", "number", "name"
    ):
        keys = {f"编号:{given or number}"} | ({f"名:{name}"} if name else set())
        found.setdefault(channel, set()).update(keys)
    return {channel: frozenset(keys) for channel, keys in found.items()}
