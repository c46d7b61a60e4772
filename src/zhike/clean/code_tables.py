"""The national code tables as rows, read from the package when first asked for."""

import csv
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `standards/<name>.csv` by the names of their columns."""
    text = (files("zhike.clean") / "standards" / f"{name}.csv").read_text("utf-8-sig")
    return tuple(csv.DictReader(text.splitlines()))
