"""Contracts as the timeline tells them."""

from datetime import date

from django.utils.translation import gettext as _

from zhike.records.contract.models import Contract
from zhike.records.portrait.event import Event, event_of, joined
from zhike.records.said import summed


def told(customer_id: int, limit: int) -> list[Event]:
    """Return the newest contracts of a customer, by the day they were signed."""
    rows = Contract.objects.live().filter(customer_id=customer_id).select_related("owner")
    return [
        event_of(
            row,
            "contracts",
            on=day,
            kind="合同",
            title=_title(row),
            text=joined(
                _term(row), _("续自 %(renews)s") % {"renews": row.renews} if row.renews else ""
            ),
            by=row.owner.name if row.owner else row.by_text,
            feedback=row.state,
        )
        for row in rows.order_by("-ends_on", "-id")[:limit]
        if (day := _day(row)) is not None
    ]


def _day(row: Contract) -> date | None:
    return row.signed_on or row.starts_on or row.ends_on


def _title(row: Contract) -> str:
    amount = "" if row.amount_fen is None else summed(row.amount_fen)
    return joined(row.name or row.contract_kind or row.external_id or _("合同"), amount)


def _term(row: Contract) -> str:
    if row.starts_on and row.ends_on:
        return _("%(starts_on)s 至 %(ends_on)s") % {
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
        }
    return _("%(ends_on)s 到期") % {"ends_on": row.ends_on} if row.ends_on else ""
