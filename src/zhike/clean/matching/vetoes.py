"""What forbids to call a pair one customer, however alike it is: each a rule with its sentence."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from zhike.clean.matching.places import apart
from zhike.clean.matching.relations import (
    BRANCH,
    HEADQUARTERS,
    SAID,
    SAME_PERSON,
    SAME_PHONE,
    SISTER,
)


@dataclass(frozen=True, slots=True)
class Veto:
    """A rule: when `holds`, the pair is no duplicate; `relation` is what it may be instead.

    Both are expressions over a pair: columns of its forms with `_a` and `_b`, `gamma_*` of Splink.
    One that only doubts, and doesn't forbid, lets the two meet in a group through a third.
    """

    name: str
    holds: pl.Expr
    said: pl.Expr
    relation: pl.Expr
    forbids: bool = True


def _a(column: str) -> pl.Expr:
    return pl.col(f"{column}_a")


def _b(column: str) -> pl.Expr:
    return pl.col(f"{column}_b")


def _one(column: str) -> pl.Expr:
    """Say whether both sides have the same value."""
    return (_a(column) == _b(column)).fill_null(value=False)


def _two(column: str) -> pl.Expr:
    """Say whether both sides have a value, and not the same."""
    return (_a(column) != _b(column)).fill_null(value=False)


def _met(column: str) -> pl.Expr:
    """Say whether two lists share a value."""
    return (_a(column).list.set_intersection(_b(column)).list.len() > 0).fill_null(value=False)


def _when(condition: pl.Expr, said: str) -> pl.Expr:
    return pl.when(condition).then(pl.lit(said))


def _cities_differ() -> pl.Expr:
    """Say whether no place of one side goes with any place of the other."""
    sides = [(_a(one), _b(other)) for one in ("named", "place") for other in ("named", "place")]
    compared = [one.is_not_null() & other.is_not_null() for one, other in sides]
    together = [known & ~apart(*pair) for known, pair in zip(compared, sides, strict=True)]
    return apart(_a("named"), _b("named")) | (reduce(or_, compared) & ~reduce(or_, together))


def _unnamed() -> pl.Expr:
    """Say whether only the records, not the names, are of different cities: it may be a slip."""
    return ~apart(_a("named"), _b("named")) & _one("core")


_TIED = _met("mobiles") | _met("switchboards") | _met("contacts") | _one("domain") | _one("email")
_TIED_TWICE = (
    (_met("mobiles") & (_met("contacts") | _one("email")))
    | (_met("switchboards") & _met("contacts"))
    | _one("address")
)
_KIN = _one("core") | _one("brand") | _one("sound")
_SISTER = pl.when(_KIN & _TIED).then(pl.lit(SISTER))
_LEVEL = pl.col("gamma_name")
_EXACT = 3  # from here on a name is equal in writing or sound
_BRAND = 1

_ORGANISATIONS = (
    Veto(
        "name",
        (_LEVEL == 0) & ~_one("credit_code"),
        pl.lit(SAID["name"]),
        pl.when(_met("mobiles") & ~_KIN).then(pl.lit(SAME_PERSON)),
    ),
    Veto(
        "branch",
        _a("branch").ne_missing(_b("branch")) & ~(_one("credit_code") & _one("branch")),
        pl.format(
            SAID["branch"],
            _a("branch").fill_null(HEADQUARTERS),
            _b("branch").fill_null(HEADQUARTERS),
        ),
        _when(_KIN, BRANCH),
    ),
    Veto(
        "credit_code",
        _two("credit_code"),
        pl.lit(SAID["credit_code"]),
        pl.when(_KIN & _TIED & ~_one("core")).then(pl.lit(SISTER)),
    ),
    Veto(
        "trade",
        _two("trade") & _LEVEL.is_between(_BRAND, _EXACT - 1) & ~_one("credit_code"),
        pl.format(SAID["trade"], _a("trade"), _b("trade")),
        _SISTER,
    ),
    Veto(
        "group",
        _two("form") & ~_one("credit_code"),
        pl.lit(SAID["group"]),
        _SISTER,
    ),
    Veto(
        "city",
        _cities_differ() & ~_one("credit_code") & ~(_unnamed() & _TIED_TWICE),
        pl.lit(SAID["city"]),
        _SISTER,
    ),
    Veto(
        "short",
        (_LEVEL == _BRAND) & ~_one("credit_code"),
        pl.lit(SAID["short"]),
        pl.lit(None, pl.String),
        forbids=False,
    ),
)
_REACHED = ("mobile", "switchboard", "email", "address")
_PERSONS = (
    Veto(
        "name",
        _LEVEL == 0,
        pl.lit(SAID["person"]),
        pl.when(_met("mobiles")).then(pl.lit(SAME_PHONE)),
    ),
    Veto(
        "reach",
        ~reduce(or_, (pl.col(f"gamma_{name}") > 0 for name in _REACHED)),
        pl.lit(SAID["reach"]),
        pl.lit(None, pl.String),
        forbids=False,
    ),
)
VETOES = {"organisation": _ORGANISATIONS, "person": _PERSONS}
NEEDED = (
    *("branch", "form", "credit_code", "trade", "named", "place", "core", "sound", "brand"),
    *("domain", "email", "address", "mobiles", "switchboards", "contacts"),
)
FORBIDDING = frozenset(veto.name for each in VETOES.values() for veto in each if veto.forbids)
"""The vetoes that keep a pair out of every group; the others only doubt."""


def vetoed(pairs: pl.DataFrame, vetoes: tuple[Veto, ...]) -> pl.DataFrame:
    """Return the pairs with `veto` (its name), `veto_said` and `relation` of the first that holds.

    `pairs` has the columns NEEDED of both sides with `_a` and `_b`.
    """
    holds = [(veto, veto.holds.fill_null(value=False)) for veto in vetoes]
    first = {
        "veto": [pl.when(held).then(pl.lit(veto.name)) for veto, held in holds],
        "veto_said": [pl.when(held).then(veto.said) for veto, held in holds],
        "relation": [pl.when(held).then(veto.relation) for veto, held in holds],
    }
    return pairs.with_columns(pl.coalesce(one).alias(name) for name, one in first.items())
