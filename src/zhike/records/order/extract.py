"""What analyses may know of orders: paid ones, with amounts in 分."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched, touched_child
from zhike.store.extract import Extract

_UNPAID = "('未付款', '已取消')"
_ORDERS = (
    "SELECT o.id AS order_id, o.customer_id, o.ordered_on, o.amount_fen, "  # noqa: S608
    "CASE WHEN o.state = '已退款' AND o.refund_fen = 0 THEN o.amount_fen ELSE o.refund_fen END "
    "AS refund_fen, o.cost_fen "
    f"FROM order_ o JOIN customer c ON c.id = o.customer_id "
    f"WHERE o.state NOT IN {_UNPAID} AND {settled('o')} AND {settled('c')}"
)
_LINES = (
    "SELECT l.id AS line_id, l.order_id, o.customer_id, o.ordered_on, "  # noqa: S608
    "NULLIF(l.product, '') AS product, NULLIF(l.category, '') AS category, l.quantity, "
    "l.amount_fen, l.cost_fen, l.discount FROM order_line l JOIN order_ o ON o.id = l.order_id "
    "JOIN customer c ON c.id = o.customer_id "
    f"WHERE o.state NOT IN {_UNPAID} AND {settled('l')} AND {settled('o')} AND {settled('c')}"
)
_TOUCHED_ORDERS = touched_child("order_", key="order_id")
_TOUCHED_LINES = (
    f"{touched('order_line', key='line_id')} UNION "  # noqa: S608 - fixed names
    f"SELECT id FROM order_line WHERE order_id IN ({_TOUCHED_ORDERS})"
)
ORDERS = Extract(
    "orders",
    {
        "order_id": "int64",
        "customer_id": "int64",
        "ordered_on": "date",
        "amount_fen": "int64",
        "refund_fen": "int64",
        "cost_fen": "int64",
    },
    _ORDERS,
    _ORDERS,
    sorted_by=("customer_id", "ordered_on"),
    key="order_id",
    touched_sql=_TOUCHED_ORDERS,
)
ORDER_LINES = Extract(
    "order_lines",
    {
        "line_id": "int64",
        "order_id": "int64",
        "customer_id": "int64",
        "ordered_on": "date",
        "product": "string",
        "category": "string",
        "quantity": "float64",
        "amount_fen": "int64",
        "cost_fen": "int64",
        "discount": "float64",
    },
    _LINES,
    _LINES,
    sorted_by=("customer_id", "ordered_on"),
    key="line_id",
    touched_sql=_TOUCHED_LINES,
    month_of="ordered_on",
)
