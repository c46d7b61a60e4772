"""How much the records use what the playbook describes: words of lists, fields that are filled."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from zhike.playbook.playbook import Playbook
from zhike.records.catalogue.filled import is_filled
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.own import OwnText
from zhike.words.field import FieldSpec

_KEYS = {
    "sqlite": "json_each(own) AS pair WHERE own <> '{}' AND gone_at IS NULL GROUP BY pair.key",
    "postgresql": "jsonb_object_keys(own) AS pair(key) WHERE gone_at IS NULL GROUP BY pair.key",
}


def times_used(playbook: Playbook, vocabulary: str, words: Sequence[str]) -> dict[str, int]:
    """Return how many live records hold each of some words of a list, those that any holds."""
    found: dict[str, int] = {}
    for noun in NOUNS.values():
        for spec in playbook.fields(noun.name):
            if spec.vocabulary == vocabulary:
                for word in words:
                    found[word] = found.get(word, 0) + _holding(noun, spec, word)
    return {word: times for word, times in found.items() if times}


def _holding(noun: Noun, spec: FieldSpec, word: str) -> int:
    rows = _live(noun)
    if spec.own:
        return int(rows.annotate(_said=OwnText(spec.name)).filter(_said=word).count())
    column = f"{spec.name.removesuffix('_text')}_label" if spec.kind == "range" else spec.name
    return int(rows.filter(**{column: word}).count())


def rows_of(noun_name: str) -> int:
    """Return how many live records of a noun there are."""
    return _live(NOUNS[noun_name]).count()


def filled_of(noun_name: str, fields: Sequence[FieldSpec]) -> tuple[int, dict[str, int]]:
    """Return how many live records of a noun there are, and how many have each field filled."""
    noun = NOUNS[noun_name]
    built_in = [spec for spec in fields if not spec.own]
    counts = {
        f"n{at}": Count("pk", filter=is_filled(noun, spec)) for at, spec in enumerate(built_in)
    }
    told = _live(noun).aggregate(rows=Count("pk"), **counts)
    filled = {spec.name: told[f"n{at}"] for at, spec in enumerate(built_in)}
    own = _own_keys(noun)
    return told["rows"], filled | {s.name: own.get(s.name, 0) for s in fields if s.own}


def _own_keys(noun: Noun) -> dict[str, int]:
    """Return {key: records that have it} of the JSON column, in one pass over it."""
    pairs = _KEYS[connection.vendor]
    table = noun.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT pair.key, COUNT(*) FROM "{table}", {pairs}')  # noqa: S608 - fixed names
        return dict(cursor.fetchall())


def _live(noun: Noun) -> QuerySet[Any]:
    return noun.model._default_manager.filter(gone_at__isnull=True)
