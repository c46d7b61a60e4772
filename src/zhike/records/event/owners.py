"""Whose an event is: the customer its key means now, also after merges and later arrivals.

A key is what a source calls a customer by: 编号:K1 for a number (the source's or ours), id:12 for
our own id. It means a live customer, or the one that customer went into.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import settled
from zhike.records.event.stream import event_stream
from zhike.records.home import Home
from zhike.records.revision.lookups import current_token
from zhike.store.stream.ledger import is_there
from zhike.store.stream.reading import all_texts, book_seen, set_owners, texts_concerned

NUMBER, INNER = "编号:", "id:"
MANY = 20_000  # touched customers from which every key is matched anew
_AT_ONCE = 5_000
_OURS = re.compile(r"C(\d{6})(\d+)")

Row = tuple[int, str, str, int | None]  # id, external_id, number, merged_into


def customers_of_keys(texts: Iterable[str]) -> dict[str, int]:
    """Return the customer each key means now; keys nobody answers to, or several do, are left out.

    A source's own number counts before ours.
    """
    wanted = list(dict.fromkeys(texts))
    numbers = [text.removeprefix(NUMBER) for text in wanted if text.startswith(NUMBER)]
    ids = [int(text.removeprefix(INNER)) for text in wanted if text.startswith(INNER)]
    rows = [row for some in _steps(numbers) for row in _numbered(some)]
    rows += [row for some in _steps(ids) for row in _rows(Q(pk__in=some))]
    stands_for = _survivors(rows)
    found = {f"{INNER}{row[0]}": stands_for[row[0]] for row in rows if row[0] in stands_for}
    for column in (2, 1):
        found |= _single(rows, column, stands_for)
    asked = set(wanted)
    return {text: owner for text, owner in found.items() if text in asked}


def _single(rows: list[Row], column: int, stands_for: dict[int, int]) -> dict[str, int]:
    """Return numbers that mean exactly one customer."""
    meant: dict[str, set[int]] = {}
    for row in rows:
        if row[column] and row[0] in stands_for:
            meant.setdefault(f"{NUMBER}{row[column]}", set()).add(stands_for[row[0]])
    return {text: owners.pop() for text, owners in meant.items() if len(owners) == 1}


def _numbered(numbers: list[str]) -> list[Row]:
    ours: dict[int, list[int]] = {}
    for match in filter(None, map(_OURS.fullmatch, numbers)):
        ours.setdefault(int(match[1]), []).append(int(match[2]))
    condition = Q(external_id__in=numbers)
    for month, running in ours.items():
        condition |= Q(number_month=month, number_seq__in=running)
    return _rows(condition)


def _rows(condition: Q) -> list[Row]:
    living = Q(gone_at__isnull=True) | Q(merged_into__isnull=False)
    rows = Customer.objects.filter(condition, living, settled())
    return list(rows.values_list("id", "external_id", "number", "merged_into_id"))


def _survivors(rows: list[Row]) -> dict[int, int]:
    """Return the live customer each row stands for; rows whose survivor is gone are left out."""
    into = {row[0]: row[3] for row in rows}
    stands_for = {row_id: row_id for row_id, survivor in into.items() if survivor is None}
    waiting = {row_id: survivor for row_id, survivor in into.items() if survivor is not None}
    while waiting:
        asked = Customer.objects.filter(pk__in=set(waiting.values()))
        known = {pk: (gone, to) for pk, gone, to in asked.values_list(
            "id", "gone_at", "merged_into_id")}  # fmt: skip
        following: dict[int, int] = {}
        for row_id, survivor in waiting.items():
            gone, to = known.get(survivor, (True, None))
            if gone is None:
                stands_for[row_id] = survivor
            elif to is not None:
                following[row_id] = to
        waiting = following
    return stands_for


def match_owners(home: Home) -> int:
    """Bring the stream's keys up to the book as it is now; returns how many changed their owner."""
    stream, book = event_stream(home), current_token()
    before = book_seen(stream)
    if not is_there(stream.folder) or before == book:
        return 0
    touched = _touched(before) if before <= book else None
    if touched is None:
        steps = all_texts(stream)
    else:
        texts = {text for row in touched for text in _texts(row)}
        steps = texts_concerned(stream, texts=texts, owners=[row[0] for row in touched])
    changed = 0
    for some in steps:
        found = customers_of_keys(some)
        changed += set_owners(stream, {text: found.get(text) for text in some})
    set_owners(stream, {}, book=book)
    return changed


def _touched(since: int) -> list[Row] | None:
    """Return the customers written since a revision; None when there are very many."""
    accepted = Batch.objects.filter(accepted_rev__gt=since).values_list("id", flat=True)
    condition = Q(rev__gt=since) | Q(born_batch_id__in=list(accepted))
    rows = Customer.objects.filter(condition)
    found: list[Row] = [
        *rows.values_list("id", "external_id", "number", "merged_into_id")[: MANY + 1]
    ]
    return found if len(found) <= MANY else None


def _texts(row: Row) -> list[str]:
    return [f"{INNER}{row[0]}", f"{NUMBER}{row[1]}", f"{NUMBER}{row[2]}"]


def keys_of_customer(customer_id: int) -> list[str]:
    """Return every key that means a customer now: its own, and those of all that went into it."""
    found: list[Row] = []
    ids = [customer_id]
    while ids:
        rows = Customer.objects.filter(pk__in=ids)
        found += rows.values_list("id", "external_id", "number", "merged_into_id")
        into = Customer.objects.filter(merged_into_id__in=ids)
        ids = list(into.values_list("id", flat=True))
    texts = [text for row in found for text in _texts(row) if text != NUMBER]
    meant = customers_of_keys(texts)
    return [text for text in texts if meant.get(text) == customer_id]


def _steps(values: list[Any]) -> Iterator[list[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
