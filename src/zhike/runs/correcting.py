"""The problems of a waiting batch as a person works on them: groups, and the rows behind them."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from zhike.clean.causes import OWNER, UNCLEAR_ORDER, WORD
from zhike.clean.offers import Offer, offer_colleague, offer_for
from zhike.collect.mended import mended
from zhike.collect.orders import ORDERS, SHORT_YEAR, YEAR_LAST, YMD
from zhike.playbook.playbook import Playbook
from zhike.words import sheet as words
from zhike.words.mending import Mending
from zhike.words.sheet import Sheet

MOST_GROUPS = 300
PLACES = 5
_ROW = ["file", "sheet", "row"]
People = Sequence[tuple[str, str]]  # login, name


def groups_of(told: pl.DataFrame, *, playbook: Playbook, people: People) -> list[dict[str, Any]]:
    """Return the groups of problems (`by_cause`), what is rejected and what is met most first.

    Each has id, cause, rule, column, path, value, message, severity, times, places (the first
    few), fix, choices and proposed. Of days whose order is unclear the value is `*` or `**`
    (collect.orders): the chosen order is meant for all of them.
    """
    place = pl.struct(*_ROW, "column", "value")
    groups = (
        told.group_by("group", maintain_order=True)
        .agg(
            *(pl.first(name) for name in _SAME),
            pl.col("value").n_unique().alias("values"),
            pl.len().alias("times"),
            place.head(PLACES).alias("places"),
        )
        .sort(pl.col("severity") != "reject", -pl.col("times").cast(pl.Int64), maintain_order=True)
    )
    return [_group(one, playbook, people) for one in groups.head(MOST_GROUPS).to_dicts()]


_SAME = ("cause", "rule", "column", "path", "value", "message", "severity", "fix", "kind")


def _group(one: dict[str, Any], playbook: Playbook, people: People) -> dict[str, Any]:
    several = one.pop("values") > 1
    kind = one.pop("kind")
    offer = _orders(kind) if several and one["fix"] == WORD else _offer(one, playbook, people)
    return {
        **one,
        "id": one.pop("group"),
        "value": (_form(kind) if one["fix"] == WORD else "") if several else one["value"],
        "message": kind if several else one["message"],
        "choices": list(offer.choices),
        "proposed": offer.proposed,
    }


def _form(message: str) -> str:
    """Return in what form the days of a group are written, whose order is to be said."""
    return YEAR_LAST if UNCLEAR_ORDER[0] in message else SHORT_YEAR


def _orders(message: str) -> Offer:
    """Return the orders in which a column of days may be meant."""
    form = _form(message)
    return Offer(ORDERS[form], YMD if form == SHORT_YEAR else "")


def _offer(one: Mapping[str, Any], playbook: Playbook, people: People) -> Offer:
    if one["fix"] == OWNER:
        return offer_colleague(one["value"], people)
    if one["fix"] == WORD and one["path"]:
        return offer_for(playbook.field(one["path"]), one["value"], playbook)
    return Offer()


def rows_of_group(told: pl.DataFrame, group: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the places (file, sheet, row) of a group in their order, and all their problems.

    `told` is `by_cause`. Every problem says whether it is of the group (`here`); without a group
    all rows are meant.
    """
    told = told.filter(pl.col("row") > 0)
    mine = told if not group else told.filter(pl.col("group") == group)
    places = mine.select(_ROW).unique(maintain_order=True)
    beside = told.join(places, on=_ROW, how="semi", maintain_order="left")
    return places, beside.with_columns(here=pl.lit(value=not group) | (pl.col("group") == group))


def marked(
    sheet: Sheet,
    rows: Sequence[int],
    problems: pl.DataFrame,
    *,
    mapping: words.Mapping,
    mending: Mending,
) -> list[dict[str, Any]]:
    """Return some rows of a sheet as they are mended, each cell's trouble beside its head.

    `marks` has {head: message, severity, here} ("" for the whole row), `mended` {head: the cell
    as it was handed over}.
    """  # fmt: skip
    before = Sheet(
        sheet.file, sheet.sheet, sheet.heads, sheet.frame.filter(pl.col("_row").is_in(list(rows)))
    )
    after = mended(before, mapping, mending)
    here = problems.filter((pl.col("file") == sheet.file) & (pl.col("sheet") == sheet.sheet))
    marks = here.filter(pl.col("row").is_in(list(rows))).rows_by_key("row", named=True)
    return [
        {
            "file": sheet.file,
            "sheet": sheet.sheet,
            "row": now["_row"],
            "cells": [now[head] or "" for head in sheet.heads],
            "marks": {one["column"]: _mark(one) for one in reversed(marks[now["_row"]])},
            "mended": {head: was[head] or "" for head in sheet.heads if was[head] != now[head]},
        }
        for was, now in zip(
            before.frame.iter_rows(named=True), after.frame.iter_rows(named=True), strict=True
        )
    ]


def _mark(one: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("message", "severity", "here", "fix", "group")}


def mapping_of(sheet: Sheet, said: dict[str, str]) -> words.Mapping:
    """Return how one sheet's heads are read, of what a batch keeps of all its sheets."""
    return words.Mapping.of(
        (head, said.get(f"{sheet.file}#{sheet.sheet}!{head}", said.get(head, "")))
        for head in sheet.heads
    )
