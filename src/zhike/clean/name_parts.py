"""Columns of names taken apart: region, core, legal suffix, branch; name and title."""

from collections.abc import Callable, Sequence

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.firm_name import FirmName, firm_name
from zhike.clean.names import simplify
from zhike.clean.person_name import PersonName, person_name


def company_parts(column: pl.Series) -> pl.DataFrame:
    """Return region, core, suffix and branch of firms' names; all empty where there is no name."""
    return each_apart(plain_names(column), firm_name, FirmName._fields)


def person_parts(column: pl.Series) -> pl.DataFrame:
    """Return name and title of people; both empty for nobody, a mask and several."""
    return each_apart(plain_names(column), person_name, PersonName._fields)


def each_apart(
    texts: pl.Series, read: Callable[[str], Sequence[str | None]], parts: Sequence[str]
) -> pl.DataFrame:
    """Return the parts of each text as columns; a missing text is read as an empty one."""
    nothing = read("")
    told = [read(text) if text else nothing for text in texts]
    return pl.DataFrame(told, schema=dict.fromkeys(parts, pl.String), orient="row")


def plain_names(column: pl.Series) -> pl.Series:
    """Return names in half width and simplified characters, null for what only fills a cell."""
    return simplify(read_cells(column)["text"])
