"""Small proposals written out by hand."""

from datetime import date
from typing import Any

import polars as pl

from zhike.words.proposal import Part, Proposal

PROBLEMS = pl.DataFrame(
    schema=dict.fromkeys(
        ("file", "sheet", "column", "value", "rule", "message", "severity"), pl.String
    )
    | {"row": pl.Int64}
)


def part(noun: str, rows: list[dict[str, Any]], own: tuple[str, ...] = ()) -> Part:
    """Return a part; every row needs `_identity`, the rest has usual values."""
    filled = [
        {
            "_file": "五月.xlsx",
            "_sheet": "客户",
            "_row": i,
            "_fate": "new",
            "_known_id": None,
            "_parent": None,
        }
        | row
        for i, row in enumerate(rows, 2)
    ]
    schema = {"_known_id": pl.Int64, "_parent": pl.String}
    return Part(noun, pl.DataFrame(filled, schema_overrides=schema, infer_schema_length=None), own)


def proposal(*parts: Part) -> Proposal:
    """Return a proposal of some parts."""
    new = sum(p.rows.height for p in parts if p.noun == "customers")
    raw = pl.DataFrame(
        {"_file": ["五月.xlsx"], "_sheet": ["客户"], "_row": [2], "客户名称": [" 甲公司 "]}
    )
    mapping = {"客户名称": "customers.name"}
    return Proposal("customers", ("五月.xlsx",), parts, PROBLEMS, (raw,), {"new": new}, mapping)


def small_book(owner_id: int | None = None) -> Proposal:
    """Return two customers, a follow-up of the first and two orders of the second."""
    return proposal(
        part(
            "customers",
            [
                {
                    "_identity": "编号:C1",
                    "external_id": "C1",
                    "name": "甲公司",
                    "region": "华东",
                    "first_contact_on": date(2024, 5, 10),
                    "owner_id": owner_id,
                    "续约次数": 2,
                },
                {
                    "_identity": "编号:C2",
                    "external_id": "C2",
                    "name": "乙商贸",
                    "region": "华北",
                    "first_contact_on": date(2024, 5, 11),
                    "owner_id": None,
                    "续约次数": None,
                },
            ],
            ("续约次数",),
        ),
        part(
            "interactions",
            [
                {
                    "_identity": "互动:1",
                    "_parent": "编号:C1",
                    "happened_on": date(2024, 5, 20),
                    "summary": "要报价",
                },
            ],
        ),
        part(
            "orders",
            [
                {
                    "_identity": "订单号:O1",
                    "_parent": "编号:C2",
                    "ordered_on": date(2024, 6, 1),
                    "amount_fen": 100_00,
                },
                {
                    "_identity": "订单号:O2",
                    "_parent": "编号:C2",
                    "ordered_on": date(2024, 6, 2),
                    "amount_fen": 250_00,
                },
            ],
        ),
    )
