"""A contract that ends before it begins."""

from datetime import date
from typing import Any

from zhike.clean.contradiction import Example, pair_of

ID = "S1-27.contract_ends_first"
SAID = "合同到期早于开始"
SEVERITY = "矛盾"
EXAMPLES: tuple[Example, ...] = (
    (
        {
            "customers": [{}],
            "contracts": [{"starts_on": date(2024, 5, 1), "ends_on": date(2023, 4, 30)}],
        },
        ["合同 2023-04-30 到期，却从 2024-05-01 开始"],
    ),
    (
        {
            "customers": [{}],
            "contracts": [{"signed_on": date(2024, 5, 1), "ends_on": date(2024, 4, 30)}],
        },
        ["合同 2024-04-30 到期，却从 2024-05-01 开始"],
    ),
    (
        {
            "customers": [{}],
            "contracts": [{"starts_on": date(2024, 5, 1), "ends_on": date(2025, 4, 30)}],
        },
        [],
    ),
    ({"customers": [{}], "contracts": [{"ends_on": date(2025, 4, 30)}]}, []),
)


def found(tables: Any, _as_of: date) -> Any:
    """Return the contracts that end before the day they start, or were signed."""
    rows = tables["contracts"].mutate(
        begins=tables["contracts"].starts_on.coalesce(tables["contracts"].signed_on)
    )
    odd = rows.filter(rows.ends_on < rows.begins)
    return pair_of(odd, "ends_on", "begins", noun="contracts", key="contract_id")


def said(ends: str, begins: str) -> str:
    """Return the sentence."""
    return f"合同 {ends} 到期，却从 {begins} 开始"
