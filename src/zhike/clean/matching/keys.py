"""Keys of which two customers share one before they are compared at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from zhike.clean.matching.pieces import Piece

_LARGEST = 60  # a value shared by more says nothing by itself
_LARGEST_STRONG = 150  # behind it, each is compared with the first only


@dataclass(frozen=True, slots=True)
class Key:
    """A value, or several together, that duplicates share; a list gives a key for each entry.

    A strong key ties also a large group, as a star around its first. `pieces` are the columns as
    they are taken of a single customer.
    """

    columns: tuple[pl.Expr, ...]
    strong: bool = False
    pieces: tuple[Piece, ...] = ()

    @property
    def largest(self) -> int:
        """Return by how many a value may be shared before it says nothing."""
        return _LARGEST_STRONG if self.strong else _LARGEST


def _key(*pieces: str | Piece, strong: bool = False) -> Key:
    told = tuple(Piece(one) if isinstance(one, str) else one for one in pieces)
    return Key(tuple(one.expr for one in told), strong=strong, pieces=told)


_HEAD, _FIRST, _TAIL = Piece("core", 0, 2), Piece("core", 0, 1), Piece("core", 1)
_REACHED = (
    _key("mobiles", strong=True),
    _key("email", strong=True),
)
_ORGANISATIONS = (
    *_REACHED,
    _key("credit_code", strong=True),
    _key("core", strong=True),
    _key("core", "place"),
    _key("sound"),
    _key("sound", "place"),
    _key("switchboards", _FIRST),
    _key("switchboards", "surname"),
    _key("masks", "surname"),
    _key("masks", _FIRST),
    _key("contact", _HEAD),
    _key("contact", _TAIL),
    _key("contact", "place", "trade"),
    _key("place", _HEAD),
    _key("place", _TAIL),
    _key("address", _FIRST),
)
_PERSONS = (
    *_REACHED,
    _key("masks", "own_surname"),
    _key("switchboards", "own_surname"),
    _key("person", "place"),
    _key("person_sound", "place"),
    _key("person"),
    _key("address"),
)
KEYS = {"organisation": _ORGANISATIONS, "person": _PERSONS}
_LOOSE = (Piece("place"), Piece("address"))


def telling(keys: Sequence[Key]) -> list[Key]:
    """Return the keys that say more than a place with a character or two: of many new customers
    the others find half a city.
    """
    return [key for key in keys if not any(piece in _LOOSE for piece in key.pieces[:1])]


RULED = (_key("switchboards"),)
"""What a rule of equality may ask for and the keys leave out, since it says little by itself."""


def candidates(
    forms: pl.DataFrame, keys: Sequence[Key], *, changed: pl.Series | None = None
) -> pl.DataFrame:
    """Return the pairs a < b of ids that share a key, each once and in order.

    With `changed`, only the pairs with one of these ids: the same as of a full run, since how large
    a group is depends on all rows.
    """
    return pl.concat(pairs_of(forms, key, changed=changed) for key in keys).unique().sort("a", "b")


def pairs_of(
    forms: pl.DataFrame, key: Key, *, changed: pl.Series | None = None, largest: int | None = None
) -> pl.DataFrame:
    """Return the pairs a < b of ids that share one key, some of them more than once.

    A value shared by more than `largest` says nothing, unless the key is strong.
    """
    ids = None if changed is None else changed.cast(forms.schema["id"]).to_frame("id")
    most = largest or key.largest
    return _pairs(_shared(forms, key), strong=key.strong, largest=most, changed=ids)


def _shared(forms: pl.DataFrame, key: Key) -> pl.DataFrame:
    """Return id, key, size and first of each value that more than one row has."""
    frame = forms.lazy().select("id", *(one.alias(f"k{at}") for at, one in enumerate(key.columns)))
    names = [f"k{at}" for at in range(len(key.columns))]
    lists = [name for name, kind in frame.collect_schema().items() if kind == pl.List]
    each = frame.drop_nulls(names)
    for name in lists:
        each = each.explode(name, empty_as_null=True).drop_nulls(name)
    hashed = pl.struct(names).hash(seed=0) if len(names) > 1 else pl.col("k0").hash(seed=0)
    counted = each.select("id", key=hashed).with_columns(
        size=pl.len().over("key"), first=pl.col("id").min().over("key")
    )
    return counted.filter(pl.col("size") > 1).collect()


def _pairs(
    rows: pl.DataFrame, *, strong: bool, largest: int, changed: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return the pairs of rows with one key."""
    small = rows.filter(pl.col("size") <= largest).select("id", "key")
    asked = small if changed is None else small.join(changed, on="id", how="semi")
    both = asked.join(small, on="key", suffix="_b")
    both = both.filter(pl.col("id") < pl.col("id_b") if changed is None else _differ())
    pairs = both.select(_lower().alias("a"), _higher().alias("b"))
    if not strong:
        return pairs
    star = rows.filter((pl.col("size") > largest) & (pl.col("id") != pl.col("first")))
    if changed is not None:
        own = pl.col("id").is_in(changed["id"].implode())
        star = star.filter(own | pl.col("first").is_in(changed["id"].implode()))
    return pl.concat([pairs, star.select(a="first", b="id")])


def _differ() -> pl.Expr:
    return pl.col("id") != pl.col("id_b")


def _lower() -> pl.Expr:
    return pl.min_horizontal("id", "id_b")


def _higher() -> pl.Expr:
    return pl.max_horizontal("id", "id_b")
