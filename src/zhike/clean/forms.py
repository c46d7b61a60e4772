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

    `plainly(text)` rewrites folded capitals into the plain form, and leaves all other cells alone.
    `version` counts up when the same cell would be read as something else.
    """

    id: str
    does: str
    version: int
    confidence: float
    examples: Mapping[str, str]
    plainly: Callable[[pl.Expr], pl.Expr]


@cache
def forms_of(package: ModuleType) -> tuple[Form, ...]:
    """Return the forms of a folder in the order of their files' names."""
    modules = (
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    )
    return tuple(
        Form(m.ID, m.DOES, m.VERSION, m.CONFIDENCE, m.EXAMPLES, m.plainly) for m in modules
    )


def plainly(text: pl.Series, package: ModuleType) -> pl.DataFrame:
    """Return `text` in plain form, one form of the folder after the other, and `by`.

    `by` has the ids of the forms that rewrote a cell, joined by +; null where none did.
    """
    frame = text.rename("text").to_frame().with_columns(by=pl.lit(None, pl.String))
    for form in forms_of(package):
        frame = frame.with_columns(plain=form.plainly(pl.col("text")))
        rewrote = pl.when(pl.col("plain") != pl.col("text")).then(pl.lit(form.id))
        by = pl.concat_str("by", rewrote, separator="+", ignore_nulls=True)
        frame = frame.select(text="plain", by=pl.when(by != "").then(by))  # fmt: skip
    return frame
