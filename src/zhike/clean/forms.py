"""Odd forms of writing, one file each: how a cell that was not read is put into a plain form.

A form rewrites a text at a time: such cells are few, each different one is asked once, and patterns
compiled with Python's `re` are kept, where those of a column's expressions are compiled each time.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import polars as pl

Rewriting = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Form:
    """One odd form: its id, what it reads, how sure (0-1), cells with what they are read as.

    `plainly` rewrites folded capitals towards the plain form, and leaves other cells alone.
    `version` counts up when the same cell would be read as something else.
    """

    id: str
    does: str
    version: int
    confidence: float
    examples: Mapping[str, str]
    plainly: Rewriting


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


def rewriting(forms: Mapping[str, str]) -> Rewriting:
    """Return what puts the first match of each pattern into other words, one after the other."""
    compiled = [(re.compile(form), written) for form, written in forms.items()]
    # Asked at the start alone where they are bound to it: `sub` would ask at every place.
    asked = [
        (form.match if form.pattern.startswith("^") else form.search, form.sub, written)
        for form, written in compiled
    ]

    def rewritten(text: str) -> str:
        for fits, sub, written in asked:
            if fits(text):
                text = sub(written, text, count=1)
        return text

    return rewritten


def plainly(texts: pl.Series, package: ModuleType) -> pl.DataFrame:
    """Return texts (`text`) in plain form, one form of the folder after the other, and `by`.

    `by` has the ids of the forms that rewrote a cell, joined by +; null where none did.
    """
    forms = forms_of(package)
    told = {text: _told(text, forms) for text in set(texts.to_list())}
    rows = [told[text] for text in texts.to_list()]
    return pl.DataFrame(rows, schema={"text": pl.String, "by": pl.String}, orient="row")


def _told(text: str, forms: Sequence[Form]) -> tuple[str, str | None]:
    by = []
    for form in forms:
        plain = form.plainly(text)
        if plain != text:
            by.append(form.id)
        text = plain
    return text, "+".join(by) or None
