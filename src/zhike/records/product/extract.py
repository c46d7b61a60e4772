"""What analyses may know of products: category, list price and cost."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched
from zhike.store.extract import Extract

_SQL = (
    "SELECT p.id AS product_id, NULLIF(p.name, '') AS product, NULLIF(p.category, '') AS category, "  # noqa: S608
    "p.price_fen, p.cost_fen, NULLIF(p.state, '') AS state FROM product p "
    f"WHERE {settled('p')}"
)
PRODUCTS = Extract(
    "products",
    {
        "product_id": "int64",
        "product": "string",
        "category": "string",
        "price_fen": "int64",
        "cost_fen": "int64",
        "state": "string",
    },
    _SQL,
    _SQL,
    sorted_by=("product_id",),
    key="product_id",
    touched_sql=touched("product", key="product_id"),
    for_everybody=True,
)
