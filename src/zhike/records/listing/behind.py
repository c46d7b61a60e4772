"""The rows behind a figure in words: what each record is and the row of the file it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhike.records.case.models import Case
from zhike.records.contract.models import Contract
from zhike.records.customer.named import named_for
from zhike.records.customer.scope import customers_for
from zhike.records.interaction.models import Interaction
from zhike.records.kept import Kept
from zhike.records.order.models import Order, OrderLine
from zhike.records.quote.models import Quote
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Said:
    """A record in a few words, and the row of the file it came from."""

    text: str = ""
    place: str = ""


_OF_CUSTOMER: Mapping[str, type[Kept]] = {
    "orders": Order,
    "interactions": Interaction,
    "cases": Case,
    "quotes": Quote,
    "contracts": Contract,
}


def said_for(viewer: Viewer, noun: str, ids: Iterable[int]) -> dict[int, Said]:
    """Return records of one noun in words, of the Viewer's customers only."""
    wanted, mine = list(ids), customers_for(viewer).values("id")
    if noun == "customers":
        return {key: Said(row.number, row.place) for key, row in named_for(viewer, wanted).items()}
    found: Iterable[Any] = ()
    if noun == "order_lines":
        found = OrderLine.objects.live().filter(pk__in=wanted, order__customer__in=mine)
    elif noun in _OF_CUSTOMER:
        rows: Any = _OF_CUSTOMER[noun]._default_manager
        found = rows.live().filter(pk__in=wanted, customer__in=mine)
    return {row.pk: Said(_words(row), row.place) for row in found}


def _words(row: Any) -> str:
    match row:
        case Case() | Quote() | Contract():
            return row.external_id or str(row)
        case Order():
            return row.external_id or f"订单 {row.pk}"
        case OrderLine():
            return row.product or f"明细 {row.pk}"
    return row.way or "跟进"
