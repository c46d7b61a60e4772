"""What is kept already of what an intake brings: found by identity, read in bulk."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import polars as pl
from django.db import connection

from zhike.records.customer.models import Customer
from zhike.records.customer.scope import row_limit
from zhike.records.intake.by_reference import met_by_reference
from zhike.records.intake.deals import raised_from
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.kept import Kept
from zhike.records.rows import among, as_one, holding
from zhike.records.set_aside.lookups import aside_with, set_aside_ids
from zhike.words.viewer import Viewer

STEP = 5_000
Beat = Callable[[], None]  # called now and then; raises when nobody wants the answer any more
BY_NAME = "名称:"
NOTHING = {"_identity": pl.String, "_id": pl.Int64, "_mine": pl.Boolean}


def ids_of(noun_name: str, identities: pl.Series, *, beat: Beat = lambda: None) -> dict[str, int]:
    """Return the ids of rows by the identities they are asked for under: live ones, or the
    customer another one was merged into, or one set aside; also by what our own tables print.
    """
    model = NOUNS[noun_name].model
    if not model._default_manager.exists():  # a first intake need not ask for each row
        return {}
    wanted = identities.drop_nulls().unique().to_list()
    found = dict(_live_with(model, "identity", wanted, beat=beat))
    away = merged_away(model, [identity for identity in wanted if identity not in found])
    found |= {identity: one.stands_for for identity, one in away.items()}
    found |= met_by_reference(model, [one for one in wanted if one not in found])
    if model is Customer:
        found |= aside_with(identity for identity in wanted if identity not in found)
        found |= _by_name([identity for identity in wanted if identity not in found])
    return found


def _by_name(identities: list[str]) -> dict[str, int]:
    """Return customers meant by name alone, where exactly one live customer is called so."""
    keys = {
        identity.removeprefix(BY_NAME).rsplit("#", 1)[0]: identity
        for identity in identities
        if identity.startswith(BY_NAME) and identity.endswith("#1")
    }
    hits: dict[str, list[int]] = {}
    for key, customer_id in _live_with(Customer, "match_key", list(keys)):
        hits.setdefault(key, []).append(customer_id)
    return {keys[key]: ids[0] for key, ids in hits.items() if len(ids) == 1}


@dataclass(frozen=True, slots=True)
class Away:
    """A row that a merge laid aside: its own id, the row it stands for now, and whose it is."""

    id: int
    stands_for: int
    customer_id: int


def merged_away(model: type[Kept], identities: list[str]) -> dict[str, Away]:
    """Return what merges laid aside under these identities: customers, and second contacts."""
    merged = Customer.objects.filter(merged_into__isnull=False)
    if not identities or not merged.exists():
        return {}
    if model is not Customer and not hasattr(model, "customer"):
        return {}
    into = dict(merged.values_list("id", "merged_into_id"))
    owner = "id" if model is Customer else "customer_id"
    rows = model._default_manager.filter(gone_at__isnull=False, **{f"{owner}__in": list(into)})
    found: dict[str, Away] = {}
    for some in _steps(identities):
        for identity, row_id, whose in rows.filter(identity__in=some).values_list(
            "identity", "id", owner
        ):
            last = _last(into, whose)
            found[identity] = Away(row_id, last if model is Customer else row_id, last)
    return found


def _last(into: dict[int, int], customer_id: int) -> int:
    while customer_id in into:
        customer_id = into[customer_id]
    return customer_id


def _live_with(
    model: type[Kept], column: str, values: list[str], *, beat: Beat = lambda: None
) -> Iterator[tuple[str, int]]:
    """Give the value and the id of live rows whose column holds one of the values."""
    live = f'FROM "{model._meta.db_table}" WHERE gone_at IS NULL'
    select = f'SELECT "{column}", id {live} AND {among(column)}'
    for some in _steps(values, beat=beat):
        with connection.cursor() as cursor:
            cursor.execute(select, [as_one(some)])
            yield from cursor.fetchall()


def known_rows(
    viewer: Viewer, noun_name: str, identities: pl.Series, *, beat: Beat = lambda: None
) -> pl.DataFrame:
    """Return what is kept under these identities: `_identity`, `_id`, `_mine` and the columns.

    `_mine` is False for rows the Viewer may not see: they must be neither shown nor changed.
    `_merged` is True where the customer went into another: what is kept is what it was then;
    `_aside` where it is in the bin of the invalid ones.
    `_raised_from` of customers is the type they had before a first order made them 成交 (S3-45).
    `beat` is called at every step.
    """
    noun = NOUNS[noun_name]
    ids = ids_of(noun_name, identities, beat=beat)
    if not ids:
        return pl.DataFrame(schema=NOTHING)
    mine = visible_ids(viewer, noun, list(ids.values()))
    away = merged_away(noun.model, list(ids))
    whose = visible_ids(viewer, NOUNS["customers"], [one.customer_id for one in away.values()])
    mine |= {one.stands_for for one in away.values() if one.customer_id in whose}
    aside = aside_with(ids) if noun.model is Customer else {}
    mine |= set_aside_ids(viewer) & set(aside.values()) if aside else set()
    asked = pl.DataFrame(
        {
            "_identity": list(ids),
            "_id": [away[key].id if key in away else found for key, found in ids.items()],
            "_mine": [found in mine for found in ids.values()],
            "_merged": [key in away for key in ids],
            "_aside": [found in aside.values() for found in ids.values()],
        }
    )
    if noun.model is Customer:
        asked = _with_raised(asked, beat=beat)
    return asked.join(kept_rows(noun, asked["_id"].to_list(), beat=beat), on="_id")


def _with_raised(asked: pl.DataFrame, *, beat: Beat) -> pl.DataFrame:
    raised: dict[int, str] = {}
    for some in _steps(asked["_id"].to_list(), beat=beat):
        raised |= raised_from(some)
    ids = pl.DataFrame(
        {"_id": list(raised), "_raised_from": list(raised.values())},
        schema={"_id": asked.schema["_id"], "_raised_from": pl.String},
    )
    return asked.join(ids, on="_id", how="left")


def kept_rows(noun: Noun, ids: list[int], *, beat: Beat = lambda: None) -> pl.DataFrame:
    """Return the rows with these ids (`_id`), own fields as columns of their own."""
    names = [name for name in noun.columns if name not in ("own", "created_at", "gone_at", "rev")]
    found: list[tuple[Any, ...]] = []
    for some in _steps(ids, beat=beat):
        rows = holding(noun.model._default_manager.all(), "id", some)
        found += rows.values_list(*names, "own")
    kept = pl.DataFrame(
        [row[:-1] for row in found], schema=names, orient="row", infer_schema_length=None
    )
    own = [row[-1] for row in found]
    if any(own):
        fields = pl.DataFrame(own, infer_schema_length=None, strict=False)
        kept = kept.hstack([values for values in fields if values.name not in names])
    return kept.rename({"id": "_id"})


def visible_ids(viewer: Viewer, noun: Noun, ids: list[int]) -> set[int]:
    """Return which of these rows the Viewer may see."""
    path = noun.customer_path
    if viewer.scope == "all" or path is None:
        return set(ids)
    seen: set[int] = set()
    for some in _steps(ids):
        rows = _live(noun.model).filter(row_limit(viewer, customer=path), pk__in=some)
        seen |= set(rows.values_list("id", flat=True))
    return seen


def _live(model: type[Kept]) -> Any:
    return model._default_manager.filter(gone_at__isnull=True)


def _steps(values: Iterable[Any], *, beat: Beat = lambda: None) -> Iterator[list[Any]]:
    source = iter(values)
    while some := list(islice(source, STEP)):
        beat()
        yield some
