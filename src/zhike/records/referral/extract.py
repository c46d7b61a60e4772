"""What analyses may know of referrals: who brought whom, when, what is due, whether thanked."""

from zhike.records.settled_sql import settled
from zhike.records.touched_sql import touched_child, touched_parent
from zhike.store.extract import Extract

_SQL = (
    "SELECT x.id AS referral_id, x.customer_id, b.id AS brought_by_id, x.referred_on, "  # noqa: S608
    "x.fee_fen, x.thanked_on FROM referral x JOIN customer c ON c.id = x.customer_id "
    f"LEFT JOIN customer b ON b.id = x.brought_by_id AND {settled('b')} "
    f"WHERE {settled('x')} AND {settled('c')}"
)
REFERRALS = Extract(
    "referrals",
    {
        "referral_id": "int64",
        "customer_id": "int64",
        "brought_by_id": "int64",
        "referred_on": "date",
        "fee_fen": "int64",
        "thanked_on": "date",
    },
    _SQL,
    _SQL,
    sorted_by=("customer_id", "referred_on"),
    key="referral_id",
    touched_sql=f"{touched_child('referral', key='referral_id')} UNION "
    f"{touched_parent('referral', parent='brought_by_id')}",
)
