"""Keeping the keys in step with the book: at once for a few customers, in a job for many."""

from collections.abc import Sequence

from django.db import transaction

from zhike.clean.matching.blocking import key_numbers
from zhike.clean.matching.one_form import form_of
from zhike.records.blocking.kept import customers_of_people, kept_customers
from zhike.records.blocking.table import (
    add_keys,
    forget_noted,
    note_keys,
    noted_keys,
    packed,
    take_keys,
    unpacked,
)


def refresh_blocking_with(noun: str, record_ids: Sequence[int]) -> None:
    """Store the keys of those anew whom records of a noun are about, where keys come of them."""
    if noun == "customers":
        refresh_blocking(record_ids)
    elif noun == "contacts":
        refresh_blocking(customers_of_people(record_ids))


@transaction.atomic
def refresh_blocking(customer_ids: Sequence[int]) -> None:
    """Store the keys of some customers anew, from what is known of them now."""
    if not customer_ids:
        return
    before = {one: unpacked(keys) for one, keys in noted_keys(customer_ids).items()}
    kept = kept_customers(customer_ids)
    now = {one: key_numbers(form_of(it), is_person=it.is_person) for one, it in kept.items()}
    take_keys([(k, one) for one in before for k in before[one] - now.get(one, set())])
    add_keys([(k, one) for one in now for k in now[one] - before.get(one, set())])
    forget_noted([one for one in before if one not in now])
    note_keys({one: packed(keys) for one, keys in now.items() if keys != before.get(one)})
