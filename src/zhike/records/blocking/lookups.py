"""Which kept customers are like one that is about to be entered.

All of the book is asked; whoever tells somebody of it tells no more than that person may see.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

from django.db import connection

from zhike.clean.matching.blocking import asked_keys, counted_key
from zhike.clean.matching.one_form import form_of
from zhike.clean.matching.one_score import Crowd, Likeness, Scorer, scorer_of, shipped_scorer
from zhike.clean.matching.typed import Typed
from zhike.clean.matching.weights import read_weights
from zhike.records.blocking.kept import kept_customers
from zhike.records.blocking.table import standing

LOOKED_AT = 40  # candidates that are weighed: those that share the rarest keys


@dataclass(frozen=True, slots=True)
class Alike:
    """A kept customer and what is to be said of it beside the new one."""

    id: int
    likeness: Likeness


class Weighing(NamedTuple):
    """By what customers of one kind are weighed that aren't kept yet, and among whom."""

    scorer: Scorer
    crowd: Crowd


def weighing(*, is_person: bool) -> Weighing:
    """Return by what customers of one kind are weighed now."""
    return Weighing(_scorer(is_person=is_person), _crowd(is_person=is_person))


def alike_customers(typed: Typed, *, most: int = 10, without: Collection[int] = ()) -> list[Alike]:
    """Return kept customers like one in stored form, the likest first (S0-11, S3-09).

    The same weights, vetoes and sentences as the comparison of all; nobody's rows are left out.
    """
    form = form_of(typed)
    found = _candidates(asked_keys(form, is_person=typed.is_person))
    ids = [one for one in found if one not in without][:LOOKED_AT]
    if not ids:
        return []
    scorer, crowd = weighing(is_person=typed.is_person)
    told = [
        Alike(one, scorer.likeness(form, form_of(kept), crowd))
        for one, kept in kept_customers(ids).items()
        if kept.is_person == typed.is_person
    ]
    return sorted(told, key=lambda alike: (-alike.likeness.weight, alike.id))[:most]


def _candidates(largest: Mapping[int, int]) -> list[int]:
    """Return customers that share a key, those with the rarest first."""
    if not largest:
        return []
    part = (
        "SELECT * FROM (SELECT key, customer_id FROM blocking_key WHERE key = %s LIMIT %s) AS k{}"
    )
    sql = " UNION ALL ".join(part.format(at) for at in range(len(largest)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for key, most in largest.items() for value in (key, most + 1)])
        rows = cursor.fetchall()
    sizes = Counter(key for key, _ in rows)
    score: Counter[int] = Counter()
    for key, customer in rows:
        if sizes[key] <= largest[key]:
            score[customer] += 8 - int(log2(sizes[key]))
    return sorted(score, key=lambda one: (-score[one], one))


def _crowd(*, is_person: bool) -> Crowd:
    """Return among whom a customer that isn't kept yet is looked for; it counts itself."""
    stood = standing()
    size = stood.persons if is_person else stood.organisations
    counted: dict[tuple[str, str], int] = {}

    def count(column: str, value: str) -> int:
        if (column, value) not in counted:
            counted[column, value] = _shared(counted_key(column, value, is_person=is_person)) + 1
        return counted[column, value]

    return Crowd(size + 1, count)


def _shared(key: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM blocking_key WHERE key = %s", [key])
        return int(cursor.fetchone()[0])


def _scorer(*, is_person: bool) -> Scorer:
    """Return the scorer that holds: by the team's own weights where it has learned any.

    Asked without the ORM, which would take longer than all the rest.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM match_weights WHERE active")
        own = cursor.fetchone()
    if own is None:
        return shipped_scorer(is_person=is_person)
    return scorer_of(read_weights(own[0]), is_person=is_person)
