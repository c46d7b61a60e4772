"""The keys by which a customer is looked up among all: as numbers, of one or of many."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import polars as pl

from zhike.clean.matching.conditions import Form
from zhike.clean.matching.keys import KEYS, RULED, Key, telling
from zhike.clean.matching.levels import Model
from zhike.clean.matching.models import ORGANISATIONS, PERSONS
from zhike.clean.matching.pieces import Piece

VERSION = 4  # raised when keys or forms change, so that books kept before are keyed anew
BITS = 47  # SQLite keeps such a number in 6 bytes; two keys of ten million rarely fall together
_MASK = (1 << BITS) - 1


@cache
def _keys_of(*, is_person: bool) -> Mapping[str, Key]:
    """Return the keys that say whom to compare, and those by which values are counted."""
    model = PERSONS if is_person else ORGANISATIONS
    block = {_name(model, key): key for key in (*KEYS[model.name], *RULED)}
    counted = (counting_key(column) for column in model.columns())
    return {_name(model, key): key for key in counted} | block


def counting_key(column: str) -> Key:
    """Return the key that all customers with one value of a column share."""
    piece = Piece(column)
    return Key((piece.expr,), pieces=(piece,))


def _name(model: Model, key: Key) -> str:
    return f"{model.name}|" + "+".join(piece.name for piece in key.pieces)


def key_numbers(form: Form, *, is_person: bool) -> set[int]:
    """Return all keys of one customer in its forms."""
    keys = _keys_of(is_person=is_person).items()
    return {_number(text) for name, key in keys for text in _texts(name, key, form)}


def asked_keys(form: Form, *, is_person: bool) -> dict[int, int]:
    """Return the keys by which the like of a customer are looked up, each with how many may share.

    A key that more share says nothing by itself.
    """
    model = PERSONS if is_person else ORGANISATIONS
    return {
        _number(text): key.largest
        for key in KEYS[model.name]
        for text in _texts(_name(model, key), key, form)
    }


def counted_key(column: str, value: str, *, is_person: bool) -> int:
    """Return the key that all customers of a kind with one value of a column share."""
    model = PERSONS if is_person else ORGANISATIONS
    return _number(f"{_name(model, counting_key(column))}|{value}")


def _texts(name: str, key: Key, form: Form) -> Iterator[str]:
    for values in product(*(piece.of(form) for piece in key.pieces)):
        yield "|".join((name, *values))


def _number(text: str) -> int:
    digest = hashlib.md5(text.encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") & _MASK


def key_texts(forms: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield `id` and `key` of many customers from `comparable`, as texts, some of them twice."""
    for is_person in (False, True):
        mine = forms.filter(pl.col("is_person") == is_person)
        for name, key in _keys_of(is_person=is_person).items():
            yield _texts_of_many(mine, name, key)


def partner_texts(forms: pl.DataFrame, model: Model) -> Iterator[tuple[Key, pl.DataFrame]]:
    """Yield each key by which customers of a model are looked up, with `id` and `key` as texts."""
    for key in (*KEYS[model.name], *RULED):
        yield key, _texts_of_many(forms, _name(model, key), key)


def asked_texts(
    forms: pl.DataFrame, model: Model, *, telling_alone: bool
) -> Iterator[tuple[Key, pl.DataFrame]]:
    """Yield each key by which the like of new customers are looked up, as `asked_keys` of one;
    with `telling_alone` the telling keys alone.
    """
    keys = KEYS[model.name]
    for key in telling(keys) if telling_alone else keys:
        yield key, _texts_of_many(forms, _name(model, key), key)


def counted_texts(forms: pl.DataFrame, model: Model, column: str) -> pl.DataFrame:
    """Return the values of a column that two customers share, with their `key` as text."""
    name = _name(model, counting_key(column))
    values = forms.select(column).drop_nulls().group_by(column, maintain_order=True).len()
    shared = values.filter(pl.col("len") > 1)
    return shared.select(column, key=pl.concat_str(pl.lit(name), column, separator="|"))


def _texts_of_many(forms: pl.DataFrame, name: str, key: Key) -> pl.DataFrame:
    names = [f"k{at}" for at in range(len(key.pieces))]
    pieces = (piece.expr.alias(at) for at, piece in zip(names, key.pieces, strict=True))
    frame = forms.select("id", *pieces).drop_nulls()
    for at in names:
        if frame.schema[at] == pl.List:
            frame = frame.explode(at, empty_as_null=True).drop_nulls(at)
    return frame.select("id", key=pl.concat_str(pl.lit(name), *names, separator="|"))
