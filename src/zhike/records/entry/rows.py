"""New rows under a row already kept, such as another line of an order."""

from datetime import datetime

import polars as pl

from zhike.records.intake.insert import ByHand, insert_part
from zhike.records.intake.nouns import NOUNS
from zhike.records.revision.changes import next_rev
from zhike.words.proposal import Part
from zhike.words.viewer import Viewer


def add_rows(viewer: Viewer, part: Part, *, parent_id: int, at: datetime) -> list[int]:
    """Insert a part's rows under one parent; returns their ids. Inside a transaction."""
    stem = f"手工:{next_rev()}"
    rows = part.rows.with_columns(
        _identity=pl.format("{}#{}", pl.lit(stem), pl.int_range(1, pl.len() + 1)),
        _parent=pl.lit("@"),
    )
    found = insert_part(
        NOUNS[part.noun],
        Part(part.noun, rows, part.own),
        parents={"@": parent_id},
        stamp=ByHand(viewer.account_id, at),
        progress=lambda _: None,
    )
    return list(found.values())
