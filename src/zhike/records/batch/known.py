"""What is kept already of what an intake brings: found by identity, read in bulk."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import polars as pl

from zhike.records.batch.nouns import NOUNS, Noun
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import row_limit
from zhike.records.kept import Kept
from zhike.words.viewer import Viewer

STEP = 5_000
BY_NAME = "名称:"


def ids_of(noun_name: str, identities: pl.Series) -> dict[str, int]:
    """Return the ids of live rows by the identities they are asked for under."""
    wanted = identities.drop_nulls().unique().to_list()
    found: dict[str, int] = {}
    model = NOUNS[noun_name].model
    for some in _steps(wanted):
        rows = model._default_manager.filter(identity__in=some, gone_at__isnull=True)
        found.update(rows.values_list("identity", "id"))
    if model is Customer:
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
    for some in _steps(list(keys)):
        rows = Customer.objects.live().filter(match_key__in=some).values_list("match_key", "id")
        for key, customer_id in rows:
            hits.setdefault(key, []).append(customer_id)
    return {keys[key]: ids[0] for key, ids in hits.items() if len(ids) == 1}


def known_rows(viewer: Viewer, noun_name: str, identities: pl.Series) -> pl.DataFrame:
    """Return what is kept under these identities: `_identity`, `_id`, `_mine` and the columns.

    `_mine` is False for rows the Viewer may not see: they must be neither shown nor changed.
    """
    noun = NOUNS[noun_name]
    ids = ids_of(noun_name, identities)
    mine = _visible(viewer, noun, list(ids.values()))
    by_id = {i: identity for identity, i in ids.items()}
    rows: list[dict[str, Any]] = []
    for some in _steps(list(by_id)):
        found: Any = noun.model._default_manager.filter(pk__in=some).values()
        for row in found:
            own = row.pop("own")
            rows.append({**own, **row, "_identity": by_id[row["id"]], "_mine": row["id"] in mine})
    if not rows:
        return pl.DataFrame(schema={"_identity": pl.String, "_id": pl.Int64, "_mine": pl.Boolean})
    frame = pl.DataFrame(rows, infer_schema_length=None).rename({"id": "_id"})
    return frame.drop("created_at", "gone_at", "rev", strict=False)


def _visible(viewer: Viewer, noun: Noun, ids: list[int]) -> set[int]:
    if viewer.scope == "all":
        return set(ids)
    path = {"customers": "", "order_lines": "order__customer__"}.get(noun.name, "customer__")
    seen: set[int] = set()
    for some in _steps(ids):
        rows = _live(noun.model).filter(row_limit(viewer, customer=path), pk__in=some)
        seen |= set(rows.values_list("id", flat=True))
    return seen


def _live(model: type[Kept]) -> Any:
    return model._default_manager.filter(gone_at__isnull=True)


def _steps(values: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(values)
    while some := list(islice(source, STEP)):
        yield some
