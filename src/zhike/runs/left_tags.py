"""Tags customers bear by hand that a sheet of tags leaves out: told, and taken off if asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from zhike.clean.parts import Parts
from zhike.playbook.playbook import Playbook
from zhike.runs.table_sheets import TAG_ROWS, places_of, standard_tags, words_in_cell
from zhike.runs.understanding import Understood
from zhike.words.mending import TAKE_OFF

Held = Callable[[list[int]], Mapping[int, list[tuple[int, str, str]]]]
"""Of customers, the tags they bear by hand: id, tag and family."""


def tags_left_out(
    understood: Sequence[Understood],
    parts: Parts,
    *,
    held: Held | None,
    wanted: Mapping[str, str],
    playbook: Playbook,
) -> pl.DataFrame:
    """Return the tags of customers in a sheet's families that stand in none of its rows of them.

    Rows as `tags_in`, `_known_id` the tag's own id: `changed` where the sheet (`file#sheet`) is
    `wanted` to take them off, else `same`, for they stay.
    """
    customers = parts.get("customers")
    told = _told(understood, playbook) if held is not None else {}
    if customers is None or not told or held is None:
        return pl.DataFrame(schema=TAG_ROWS)
    known = customers.filter(pl.col("_known_id").is_not_null() & (pl.col("_fate") != "unclear"))
    whose = {(file, sheet, row): rest for file, sheet, row, *rest in known.select(
        "_file", "_sheet", "_row", "_at", "_identity", "_known_id").iter_rows()}  # fmt: skip
    said = _by_customer(told, whose)
    bears = held(sorted({customer for _, customer in said}))
    lines = [
        line
        for (family, customer), (place, words, at, identity) in said.items()
        for tag_id, tag, of in bears.get(customer, ())
        if of == family and tag not in words
        for line in [_line(at, place, identity, tag_id, tag, family, wanted)]
    ]
    return pl.DataFrame(lines, schema=TAG_ROWS, orient="row")


def _told(
    understood: Sequence[Understood], playbook: Playbook
) -> dict[tuple[str, str, int, str], set[str]]:
    """Return what each row says of each family of its sheet, also where the cell is empty."""
    found: dict[tuple[str, str, int, str], set[str]] = {}
    for one in understood:
        for head, place in places_of(one):
            if family := head.column.hand_tags:
                cells = one.sheet.frame.select("_row", pl.col(place).fill_null(""))
                for row, text in cells.iter_rows():
                    words = {*standard_tags(family, text, playbook), *words_in_cell(text)}
                    key = (one.sheet.file, one.sheet.sheet, row, family)
                    found.setdefault(key, set()).update(words)
    return found


def _by_customer(
    told: Mapping[tuple[str, str, int, str], set[str]],
    whose: Mapping[tuple[str, str, int], Sequence[Any]],
) -> dict[tuple[str, int], tuple[tuple[str, str, int], set[str], int, str]]:
    """Return by family and customer the first place, all the words, and which row it is."""
    found: dict[tuple[str, int], tuple[tuple[str, str, int], set[str], int, str]] = {}
    for (file, sheet, row, family), words in told.items():
        if (file, sheet, row) in whose:
            at, identity, customer = whose[file, sheet, row]
            key = (family, customer)
            before = found.setdefault(key, ((file, sheet, row), set(), at, identity))
            before[1].update(words)
    return found


def _line(  # noqa: PLR0913 - the columns of a row
    at: int,
    place: tuple[str, str, int],
    identity: str,
    tag_id: int,
    tag: str,
    family: str,
    wanted: Mapping[str, str],
) -> tuple[Any, ...]:
    file, sheet, row = place
    fate = "changed" if wanted.get(f"{file}#{sheet}") == TAKE_OFF else "same"
    own = f"标签:{identity}|{tag}|{tag_id}"
    return (at, file, sheet, row, own, identity, fate, tag_id, tag, family)
