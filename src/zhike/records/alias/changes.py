"""Keeping the number of a row that people said is a customer known under another one."""

import re
from collections.abc import Mapping
from datetime import datetime

from zhike.records.alias.models import CustomerAlias
from zhike.records.customer.models import Customer
from zhike.words.mending import Answer

BEGINS = "编号:"
_PLACED = re.compile(r"(.*?)@[^@]*#[^@]*!\d+", re.DOTALL)  # of a number met again, with its place


def keep_aliases(batch_id: int, answers: Mapping[str, Answer], *, by: int, at: datetime) -> int:
    """Keep the numbers of rows answered "same" as other numbers of their customer; return how many.

    Call it when the rows are written: a number somebody bears himself is nobody's alias.
    """
    wanted = {
        _number(key): answer.id
        for key, answer in answers.items()
        if answer.do == "same" and answer.id is not None and key.startswith(BEGINS)
    }
    if not wanted:
        return 0
    taken = Customer.objects.live().filter(identity__in=wanted)
    for identity in taken.values_list("identity", flat=True):
        del wanted[identity]
    there = set(Customer.objects.filter(pk__in=wanted.values()).values_list("id", flat=True))
    fresh = [
        CustomerAlias(identity=identity, customer_id=one, batch_id=batch_id, by_id=by, at=at)
        for identity, one in wanted.items()
        if one in there
    ]
    return len(CustomerAlias.objects.bulk_create(fresh, ignore_conflicts=True))


def _number(key: str) -> str:
    """Return the identity an answer was given for."""
    placed = _PLACED.fullmatch(key)
    return placed[1] if placed else key


def forget_aliases(batch_id: int) -> None:
    """Forget the numbers a batch brought."""
    CustomerAlias.objects.filter(batch_id=batch_id).delete()
