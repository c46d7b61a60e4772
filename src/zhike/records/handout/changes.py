"""Noting that rows left the house."""

from datetime import datetime

from zhike.records.history.changes import write_line
from zhike.words.viewer import Viewer


def note_handed_out(viewer: Viewer, table: str, rows: int, *, full: bool, at: datetime) -> None:
    """Write down who took which table, how many rows, and whether personal values were whole."""
    after = {"table": table, "rows": rows, "full": full}
    write_line(f"导出{table}", "customer", 0, by=viewer.account_id, at=at, after=after)
