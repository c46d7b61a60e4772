"""What analyses may know of payments: when due, when paid, how much."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import customers_touched_by, touched_child
from zhike.store.extract import Extract

# The order a payment names, among the orders of its own customer.
_ORDERED_ON = (
    "SELECT MIN(o.ordered_on) FROM order_ o WHERE o.customer_id = p.customer_id "  # noqa: S608
    f"AND o.external_id = p.order_ref AND p.order_ref <> '' AND {settled('o')}"
)
_SQL = (
    "SELECT p.id AS payment_id, p.customer_id, p.due_on, p.paid_on, p.amount_fen, "  # noqa: S608
    f"({_ORDERED_ON}) AS ordered_on FROM payment p "
    "JOIN customer c ON c.id = p.customer_id "
    f"WHERE {settled('p')} AND {settled('c')}"
)
# With the orders of its customer, one of which it may name.
_TOUCHED = (
    f"{touched_child('payment', key='payment_id')} UNION SELECT id FROM payment "  # noqa: S608
    f"WHERE customer_id IN ({customers_touched_by('order_')})"
)
PAYMENTS = Extract(
    "payments",
    {
        "payment_id": "int64",
        "customer_id": "int64",
        "due_on": "date",
        "paid_on": "date",
        "amount_fen": "int64",
        "ordered_on": "date",
    },
    _SQL,
    _SQL,
    sorted_by=("customer_id", "paid_on"),
    key="payment_id",
    touched_sql=_TOUCHED,
)
