"""Noting that rows left the house."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhike.records.history.changes import write_line
from zhike.words.viewer import Viewer


def note_handed_out(
    viewer: Viewer,
    table: str,
    rows: int,
    *,
    full: bool,
    asked: Mapping[str, str] | None = None,
    at: datetime,
) -> None:
    """Write down who took which table, how many rows, and whether personal values were whole."""
    after: dict[str, Any] = {"table": table, "rows": rows, "full": full}
    after |= {"asked": dict(asked)} if asked else {}
    write_line(f"导出{table}", "customer", 0, by=viewer.account_id, at=at, after=after)
