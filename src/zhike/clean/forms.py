"""Odd forms of writing, one file each: how a cell that was not read is put into a plain form."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import polars as pl


@dataclass(frozen=True, slots=True)
class Form:
    """One odd form: its id, what it reads, how sure (0-1), cells with what they are read as.

    Each of `steps` rewrites folded capitals towards the plain form, and leaves other cells alone.
    `version` counts up when the same cell would be read as something else.
    """

    id: str
    does: str
    version: int
    confidence: float
    examples: Mapping[str, str]
    steps: tuple[Callable[[pl.Expr], pl.Expr], ...]


@cache
def forms_of(package: ModuleType) -> tuple[Form, ...]:
    """Return the forms of a folder in the order of their files' names.

    A form is rewritten by its `plainly(text)`, or by its STEPS one after the other.
    """
    modules = (
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    )
    return tuple(
        Form(m.ID, m.DOES, m.VERSION, m.CONFIDENCE, m.EXAMPLES, _steps(m)) for m in modules
    )


def one_by_one(text: pl.Expr, read: Callable[[str], str]) -> pl.Expr:
    """Return texts as `read` makes them, for what no pattern says; odd cells are few."""
    return text.map_batches(lambda texts: _each(texts, read), return_dtype=pl.String)


def _each(texts: pl.Series, read: Callable[[str], str]) -> pl.Series:
    told = [None if text is None else read(text) for text in texts.to_list()]
    return pl.Series(texts.name, told, dtype=pl.String)


def _steps(module: ModuleType) -> tuple[Callable[[pl.Expr], pl.Expr], ...]:
    return tuple(module.STEPS) if hasattr(module, "STEPS") else (module.plainly,)


def plainly(text: pl.Series, package: ModuleType) -> pl.DataFrame:
    """Return `text` in plain form, one form of the folder after the other, and `by`.

    `by` has the ids of the forms that rewrote a cell, joined by +; null where none did.
    """
    frame = text.rename("text").to_frame().with_columns(by=pl.lit(None, pl.String))
    for form in forms_of(package):
        frame = frame.with_columns(plain="text")
        for step in form.steps:  # a column a step: what stands twice is worked out twice
            frame = frame.with_columns(step(pl.col("plain")).alias("plain"))
        rewrote = pl.when(pl.col("plain") != pl.col("text")).then(pl.lit(form.id))
        by = pl.concat_str("by", rewrote, separator="+", ignore_nulls=True)
        frame = frame.select(text="plain", by=pl.when(by != "").then(by))  # fmt: skip
    return frame
