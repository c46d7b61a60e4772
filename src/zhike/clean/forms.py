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
    """One odd form: its id, how sure the reading is (0-1), cells with what they are read as.

    `plainly(text)` rewrites folded capitals into the plain form, and leaves all other cells alone.
    """

    id: str
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
    return tuple(Form(m.ID, m.CONFIDENCE, m.EXAMPLES, m.plainly) for m in modules)


def plainly(text: pl.Series, package: ModuleType) -> pl.Series:
    """Return texts in plain form, one form of the folder after the other."""
    frame = text.rename("text").to_frame()
    for form in forms_of(package):
        frame = frame.with_columns(form.plainly(pl.col("text")).alias("text"))
    return frame["text"]
