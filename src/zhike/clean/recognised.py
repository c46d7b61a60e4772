"""Rows without a number known again: contacts and follow-ups of a customer, competitors."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import polars as pl

from zhike.words.masks import is_masked, mask_person, mask_phone

NOUNS = ("contacts", "interactions", "competitors")
_AMONG = {"competitors": "name"}  # who belongs to no customer is looked for among its namesakes
Row = Mapping[str, Any]


def recognised(noun: str, rows: pl.DataFrame, known: pl.Series, kept: pl.DataFrame) -> pl.DataFrame:
    """Return the rows under the identity of the record they are, where exactly that is found.

    `known` are identities found already; `kept` has `_parent` (as the rows say it), `_identity` and
    the columns of what is kept. A masked name or phone fits whatever has the same mask; a follow-up
    is the one of the same day and words. Of two that fit alike each is taken once.
    """
    if kept.is_empty():
        return rows
    taken = set(known)
    candidates: dict[str, list[Row]] = {}
    for row in kept.iter_rows(named=True):
        candidates.setdefault(row["_parent"], []).append(row)
    among, fits = _AMONG.get(noun, "_parent"), _FITS[noun]
    unknown = rows.with_row_index("_place").filter(
        _keyless(rows)
        & ~pl.col("_identity").is_in(known.implode())
        & pl.col(among).is_in(list(candidates))
    )
    found: dict[int, str] = {}
    for row in unknown.iter_rows(named=True):
        free = (one for one in candidates[row[among]] if one["_identity"] not in taken)
        if identity := fits(row, free):
            taken.add(identity)
            found[row["_place"]] = identity
    identities = rows["_identity"].scatter(list(found), list(found.values()))
    return rows.with_columns(identities) if found else rows


def _keyless(rows: pl.DataFrame) -> pl.Expr:
    given = "external_id" in rows.columns
    return pl.col("external_id").is_null() if given else pl.lit(value=True)


def unknown_parents(
    noun: str, rows: pl.DataFrame, known: pl.Series, customers: pl.DataFrame | None
) -> pl.Series:
    """Return the customers of rows that nothing is known of yet; of competitors their names.

    `customers` are those handed over as well, with their fates: new ones have nothing kept.
    """
    column = _AMONG.get(noun, "_parent")
    unknown = rows.filter(_keyless(rows) & ~pl.col("_identity").is_in(known.implode()))
    asked = unknown[column].drop_nulls().unique()
    if customers is None or column != "_parent":
        return asked
    fresh = customers.filter(pl.col("_known_id").is_null())["_identity"]
    return asked.filter(~asked.is_in(fresh.implode()))


def _contact(row: Row, candidates: Iterable[Row]) -> str | None:
    """Return the contact a row speaks of: by name and phone, else by a name only one bears.

    Where nobody is called so, it is who was kept by that phone alone.
    """
    kept = list(candidates)
    called = [one for one in kept if _is_called(row, one)]
    both = [one for one in called if _has_phone(row, one)]
    if both and (row.get("name") or row.get("phone")):
        return str(both[0]["_identity"])
    if len(called) == 1 and row.get("name"):
        return str(called[0]["_identity"])
    unnamed = [one for one in kept if not one["name"] and row.get("phone") == one["phone"]]
    return str(unnamed[0]["_identity"]) if not called and len(unnamed) == 1 else None


def _is_called(row: Row, kept: Row) -> bool:
    name, own = row.get("name"), kept["name"] or ""
    if name is None or name == own:
        return True
    masks = (mask_person(own, title=kept["title"] or "", sex=kept["sex"] or ""), mask_person(own))
    return is_masked(name) and name in masks


def _has_phone(row: Row, kept: Row) -> bool:
    phone, own = row.get("phone"), kept["phone"] or ""
    return phone is None or phone == own or (is_masked(phone) and phone == mask_phone(own))


def _interaction(row: Row, candidates: Iterable[Row]) -> str | None:
    for one in candidates:
        same_day = row.get("happened_on") == one["happened_on"]
        if same_day and _words(row.get("summary")) == _words(one["summary"]):
            return str(one["_identity"])
    return None


def _words(text: Any) -> str:
    return "".join(str(text or "").split())


_FITS: dict[str, Callable[[Row, Iterable[Row]], str | None]] = {
    "contacts": _contact,
    "interactions": _interaction,
    "competitors": lambda _row, candidates: next((str(c["_identity"]) for c in candidates), None),
}
