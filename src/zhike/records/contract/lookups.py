"""Reading contracts of customers already looked up with a Viewer."""

from dataclasses import dataclass
from datetime import date

from zhike.records.contract.models import Contract

OVER = ("已续约", "已终止")
SHOWN = 3


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract that was neither renewed nor ended early."""

    id: int
    name: str
    amount_fen: int | None
    ends_on: date


def standing_contracts(customer_id: int) -> list[ContractRow]:
    """Return a customer's contracts that nothing followed, the last to end first."""
    rows = Contract.objects.live().filter(customer_id=customer_id, ends_on__isnull=False)
    found = list(rows.order_by("-ends_on", "-id"))
    renewed = {row.renews for row in found if row.renews}
    return [
        ContractRow(
            row.pk, row.name or row.contract_kind or row.external_id, row.amount_fen, row.ends_on
        )
        for row in found
        if row.ends_on and row.state not in OVER and row.external_id not in renewed
    ][:SHOWN]
