"""Which customer a referrer is: by its number, or by a name only one customer has."""

import re
from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from zhike.clean.names import match_key
from zhike.records.customer.models import Customer
from zhike.records.referral.models import Referral

_OWN_NUMBER = re.compile(r"C(\d{6})(\d{3,9})")


def customers_meant(texts: Iterable[str]) -> dict[str, int]:
    """Return the live customer each text means: the number a source gave, ours, or a name."""
    wanted = {text.strip() for text in texts if text.strip()}
    found = _by_name(wanted) | _by_own_number(wanted)
    live = Customer.objects.live().filter(external_id__in=wanted)
    return found | dict(live.order_by("-id").values_list("external_id", "id"))


def _by_own_number(texts: Iterable[str]) -> dict[str, int]:
    found = {}
    for text in texts:
        number = _OWN_NUMBER.fullmatch(text)
        if number is not None and (customer_id := _numbered(*number.groups())) is not None:
            found[text] = customer_id
    return found


def _numbered(month: str, seq: str) -> int | None:
    rows = Customer.objects.live().filter(number_month=int(month), number_seq=int(seq))
    found: int | None = rows.values_list("id", flat=True).first()
    return found


def _by_name(texts: Iterable[str]) -> dict[str, int]:
    keys = {text: key for text in texts if (key := match_key(text))}
    called: dict[str, list[int]] = defaultdict(list)
    rows = Customer.objects.live().filter(match_key__in=set(keys.values()))
    for key, customer_id in rows.values_list("match_key", "id"):
        called[key].append(customer_id)
    return {text: called[key][0] for text, key in keys.items() if len(called[key]) == 1}


def with_brought_by(rows: pl.DataFrame) -> pl.DataFrame:
    """Return referrals about to be written with `brought_by_id`: the customer that is meant."""
    names = [name for name in ("referrer_customer", "referrer") if name in rows.columns]
    if not names or rows.is_empty():
        return rows
    meant = customers_meant(text for name in names for text in rows[name].drop_nulls())
    ids, texts = list(meant.values()), list(meant)
    said = [
        pl.col(name).str.strip_chars()
        .replace_strict(texts, ids, default=None, return_dtype=pl.Int64)
        for name in names
    ]  # fmt: skip
    return rows.with_columns(pl.coalesce(said).alias("brought_by_id"))


def link_referrers() -> None:
    """Link referrals whose referrer is a customer only now; nothing else of them changes."""
    open_ = Referral.objects.live().filter(brought_by__isnull=True)
    rows = list(open_.values_list("id", "referrer_customer", "referrer"))
    meant = customers_meant(text for _, *texts in rows for text in texts) if rows else {}
    for row_id, *texts in rows:
        if who := next((meant[text.strip()] for text in texts if text.strip() in meant), None):
            Referral.objects.filter(pk=row_id).update(brought_by=who)
