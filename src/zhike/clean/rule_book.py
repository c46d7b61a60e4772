"""Every rule that reads cells, found in its folder; which one a changed cell was read by."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import ModuleType

import polars as pl

from zhike.clean import cell_rules
from zhike.clean.cell_rule import CellRule
from zhike.clean.cell_rules.every import GAPS, WIDTH
from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned
from zhike.clean.forms import Form, forms_of

_IN_FEN = 100
_ONCE = pl.Series([1], dtype=pl.Int64)


@cache
def every_rule() -> Mapping[str, CellRule]:
    """Return all rules by id, in the order they are told of."""
    found = [rule for module in _modules() for rule in (*module.RULES, *_odd(module))]
    return {rule.id: rule for rule in found}


@cache
def rules_of(kind: str) -> tuple[CellRule, ...]:
    """Return the rules for a kind of field, those of every kind last."""
    mine = [m for m in _modules() if kind in m.KINDS]
    return (*(rule for m in mine for rule in (*m.RULES, *_odd(m))), WIDTH, GAPS)


def kinds_of(rule_id: str) -> tuple[str, ...]:
    """Return the kinds of fields a rule reads; nothing for one that reads all."""
    found = (m.KINDS for m in _modules() if rule_id in {r.id for r in (*m.RULES, *_odd(m))})
    return next(found, ())


def parts_of(rule: str) -> tuple[CellRule, ...]:
    """Return the rules behind what a cell says it was read by: several are joined by +."""
    return tuple(every_rule()[one] for one in rule.split("+") if one in every_rule())


def read_by(kind: str, cells: pl.Series, cleaned: Cleaned, *, unit: str = "") -> pl.Series | None:
    """Return for each cell the id of the rule that made its value other than what it says (S3-44).

    Null where a cell is kept as it stands, is empty, or could not be read; None when all are.
    """
    known = _known(cleaned)
    rows = _to_be_named(kind, cells, cleaned)
    if not len(rows):
        return None if known.null_count() == len(known) else known
    if cleaned.by is not None:
        odd = cleaned.by.gather(rows)
        known, rows = known.clone().scatter(rows, odd), rows.filter(odd.is_null())
    part = pl.DataFrame({"raw": cells.cast(pl.String), "value": cleaned.values})[rows]
    return known.clone().scatter(rows, _named(kind, part, unit))


def _known(cleaned: Cleaned) -> pl.Series:
    """Return the rules of the cells whose cleaner told them."""
    if cleaned.settled is None or cleaned.by is None:
        return pl.Series([None], dtype=pl.String).new_from_index(0, len(cleaned.values))
    return cleaned.by.zip_with(cleaned.settled, pl.Series([None], dtype=pl.String))


def _to_be_named(kind: str, cells: pl.Series, cleaned: Cleaned) -> pl.Series:
    """Return the places of changed cells whose rule the cleaner has not told."""
    unread = cleaned.values.is_null() & cleaned.reasons.is_not_null()
    frame = pl.DataFrame({"raw": cells.cast(pl.String), "value": cleaned.values, "unread": unread})
    if cleaned.settled is None:
        rows = None
    else:
        rows = (~cleaned.settled).arg_true()
        frame = frame[rows]
    changed = pl.col("raw").is_not_null() & ~_says(kind, "raw").fill_null(value=False)
    found = frame.select(changed & ~pl.col("unread")).to_series().arg_true()
    return found if rows is None else rows.gather(found)


def _named(kind: str, part: pl.DataFrame, unit: str) -> pl.Series:
    """Return the rule of each changed cell (`raw`, `value`) that no odd form read."""
    shape = pl.concat_str("text", pl.lit(f"|{unit}"))
    told = part.with_columns(read_cells(part["raw"])["text"]).with_columns(shape=shape)
    rules = [rule for module in _modules() if kind in module.KINDS for rule in module.RULES]
    # Numbers first, words after: a column of words for each rule costs more than asking it.
    first = [pl.col("text").is_null(), _says(kind, "text")]
    shapes = [pl.col("shape").str.contains(f"(?i){rule.shape}") for rule in rules]
    ids = pl.Series([GAPS.id, WIDTH.id, *(rule.id for rule in rules), WIDTH.id])
    at = pl.coalesce(
        *(pl.when(one).then(pl.lit(n, pl.UInt8)) for n, one in enumerate([*first, *shapes])),
        pl.lit(len(ids) - 1, pl.UInt8),
    )
    named = ids.gather(told.select(at).to_series())
    blank = pl.col("raw").str.strip_chars() == ""
    return told.select(pl.when(~blank).then(pl.lit(named))).to_series()


def _says(kind: str, name: str) -> pl.Expr:
    """Say whether a text is the value as it stands."""
    text, value = pl.col(name), pl.col("value")
    if kind == "date":
        return text == value.cast(pl.Date, strict=False).dt.to_string("%Y-%m-%d")
    if kind == "money":
        number = text.cast(pl.Float64, strict=False) * _IN_FEN
        return (number - value).abs() < 0.001
    if kind in ("whole", "number", "percent", "discount"):
        return text.cast(pl.Float64, strict=False) == value
    if kind == "yes_no":
        return text == pl.when(value).then(pl.lit("是")).otherwise(pl.lit("否"))
    return text == value


def told(
    kind: str, cells: pl.Series, values: pl.Series, rules: pl.Series, *, times: pl.Series | None
) -> pl.DataFrame:
    """Return raw, value (as text), rule and cells of each cell that a rule read."""
    at = rules.is_not_null().arg_true()
    return pl.DataFrame(
        {
            "raw": cells.gather(at).cast(pl.String),
            "value": shown(kind, values.gather(at)),
            "rule": rules.gather(at),
            "cells": _ONCE.new_from_index(0, len(at)) if times is None else times.gather(at),
        },
        schema_overrides={"cells": pl.Int64},
    )


def shown(kind: str, values: pl.Series) -> pl.Series:
    """Return values as text the way people read them: money in 元, yes and no in words."""
    if kind == "money":
        return _in_yuan(values)
    if kind == "yes_no":
        return values.replace_strict(
            {True: "是", False: "否"}, default=None, return_dtype=pl.String
        )
    texts = values.cast(pl.String)
    return texts.str.strip_suffix(".0") if values.dtype.is_float() else texts


def _in_yuan(fen: pl.Series) -> pl.Series:
    """Return 分 as text in 元; most amounts are whole, and whole numbers are written fastest."""
    whole = fen // _IN_FEN
    yuan, rows = whole.cast(pl.String), (whole * _IN_FEN != fen).arg_true()
    return yuan.scatter(rows, (fen.gather(rows) / _IN_FEN).cast(pl.String))


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = [module.name for module in pkgutil.iter_modules(cell_rules.__path__)]
    return tuple(importlib.import_module(f"{cell_rules.__name__}.{name}") for name in names)


def _odd(module: ModuleType) -> tuple[CellRule, ...]:
    if module.ODD is None:
        return ()
    return tuple(_as_rule(form, module.KINDS[0]) for form in forms_of(module.ODD))


def _as_rule(form: Form, kind: str) -> CellRule:
    """Return an odd form as a rule; its examples of amounts are in 分."""
    became = list(form.examples.values())
    if kind == "money":
        became = shown(kind, pl.Series(became).cast(pl.Int64)).to_list()
    examples = dict(zip(form.examples, became, strict=True))
    return CellRule(form.id, form.does, form.confidence, examples, version=form.version)
