"""What analyses may know of contracts: kind, days, amount, and whether one renews another."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched_child
from zhike.store.extract import Extract

_SQL = (
    "SELECT k.id AS contract_id, k.customer_id, "  # noqa: S608
    "NULLIF(k.contract_kind, '') AS contract_kind, k.signed_on, k.starts_on, k.ends_on, "
    "k.amount_fen, NULLIF(k.state, '') AS state, k.renews <> '' AS is_renewal FROM contract k "
    "JOIN customer c ON c.id = k.customer_id "
    f"WHERE {settled('k')} AND {settled('c')}"
)
CONTRACTS = Extract(
    "contracts",
    {
        "contract_id": "int64",
        "customer_id": "int64",
        "contract_kind": "string",
        "signed_on": "date",
        "starts_on": "date",
        "ends_on": "date",
        "amount_fen": "int64",
        "state": "string",
        "is_renewal": "boolean",
    },
    _SQL,
    _SQL,
    sorted_by=("customer_id", "ends_on"),
    key="contract_id",
    touched_sql=touched_child("contract", key="contract_id"),
)
