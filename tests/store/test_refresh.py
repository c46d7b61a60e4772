"""A refresh reads what changed, shares the files it can, and is whole or not there."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhike.store import renewing, writing
from zhike.store.extract import Extract
from zhike.store.manifest import Manifest, StoredTable, read_manifest
from zhike.store.snapshot import refresh_snapshot, write_snapshot
from zhike.store.tables import tables_for
from zhike.words.problem import Refused
from zhike.words.viewer import Sight, Viewer

AT = datetime(2024, 6, 30, 8, 0, tzinfo=UTC)
SQL = "SELECT id AS line_id, customer AS customer_id, day AS ordered_on, fen FROM line WHERE live"
LINES = Extract(
    "lines",
    {"line_id": "int64", "customer_id": "int64", "ordered_on": "date", "fen": "int64"},
    SQL,
    SQL,
    sorted_by=("customer_id",),
    key="line_id",
    touched_sql="SELECT id AS line_id FROM line WHERE rev > {token}",
    month_of="ordered_on",
)
EVERYONE = Sight(Viewer(1, "李敏", "管理员", "all"))


class Book:
    """A database of 90 lines over three months and the snapshot of it."""

    def __init__(self, folder: Path) -> None:
        self.database, self.folder, self.token = str(folder / "a.db"), folder / "s", 1
        self.run("CREATE TABLE line (id INTEGER PRIMARY KEY, customer, day, fen, live, rev)")
        for at in range(90):
            day = f"2024-0{4 + at % 3}-15"
            self.run("INSERT INTO line VALUES (?,?,?,?,1,1)", (at, at % 7, day, at * 100))

    def run(self, sql: str, values: tuple[object, ...] = ()) -> None:
        """Run a statement."""
        with sqlite3.connect(self.database) as con:
            con.execute(sql, values)
        con.close()

    def change(self, sql: str) -> None:
        """Change lines; `rev` in the statement is the next revision."""
        self.token += 1
        self.run(sql.replace(":rev", str(self.token)))

    def refresh(self, extract: Extract = LINES) -> Manifest:
        """Refresh the snapshot and hold it against the table."""
        made = refresh_snapshot(
            self.folder, [extract], database=self.database, token=self.token, at=AT
        )
        tables = tables_for(EVERYONE, made)
        rows = sorted(tuple(row.values()) for row in tables.run(tables.lines).to_pylist())
        with sqlite3.connect(self.database) as con:
            wanted = con.execute(
                "SELECT id, customer, day, fen FROM line WHERE live ORDER BY id"
            ).fetchall()
        con.close()
        assert [(a, b, c and str(c), d) for a, b, c, d in rows] == wanted
        assert made.rows("lines") == len(wanted)
        return made


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Return a book whose table counts as a big one."""
    monkeypatch.setattr(writing, "MONTHS_FROM", 50)
    monkeypatch.setattr(renewing, "SMALL", 10)
    monkeypatch.setattr(renewing, "LAID_OVER", 0.05)
    return Book(tmp_path)


def table(made: Manifest) -> StoredTable:
    """Return the one table."""
    (found,) = made.tables
    return found


def inodes(made: Manifest) -> dict[str, int]:
    """Return the inode of each file by the month it holds."""
    return {Path(f).stem: (made.folder / f).stat().st_ino for f in table(made).all_files}


def test_big_tables_lie_by_month_and_small_changes_over_them(book: Book) -> None:
    first = book.refresh()
    assert [Path(f).name for f in table(first).files] == [f"20240{m}.parquet" for m in (4, 5, 6)]
    book.change("UPDATE line SET fen = 1, rev = :rev WHERE id IN (0, 1)")
    second = book.refresh()
    assert table(second).overlay is not None
    assert inodes(first).items() <= inodes(second).items()  # every month is the same file
    book.change("UPDATE line SET fen = 2, rev = :rev WHERE id IN (1, 4)")
    assert table(book.refresh()).overlay is not None  # 0, 1 and 4 of 90 rows


def test_what_has_grown_is_worked_into_its_months_only(book: Book) -> None:
    first = book.refresh()
    book.change("UPDATE line SET fen = 1, rev = :rev WHERE id < 30 AND id % 3 = 0")
    second = book.refresh()
    assert table(second).overlay is None
    kept = [month for month in inodes(first) if inodes(first)[month] == inodes(second)[month]]
    assert kept == ["202405", "202406"]


def test_rows_move_between_months_and_make_new_ones(book: Book) -> None:
    book.refresh()
    book.change("UPDATE line SET day = '2024-09-01', rev = :rev WHERE id < 8")
    book.change("INSERT INTO line VALUES (99, 1, NULL, 5, 1, :rev)")
    made = book.refresh()
    months = [Path(f).stem for f in table(made).files]
    assert months == ["202404", "202405", "202406", "202409", "undated"]


def test_tombstones_leave_and_come_back(book: Book) -> None:
    book.refresh()
    book.change("UPDATE line SET live = 0, rev = :rev WHERE id = 3")
    assert book.refresh().rows("lines") == 89
    book.change("UPDATE line SET live = 1, rev = :rev WHERE id = 3")
    assert book.refresh().rows("lines") == 90


def test_nothing_touched_shares_every_file(book: Book) -> None:
    first = book.refresh()
    book.token += 1
    second = book.refresh()
    assert inodes(first) == inodes(second)
    assert second.generation == 2
    assert book.refresh() == second  # and the same token makes no snapshot at all


def test_another_shape_is_written_whole(book: Book) -> None:
    first = book.refresh()
    book.run("UPDATE line SET fen = 7")  # without a revision: a refresh would not see it
    more = replace(LINES, columns={**LINES.columns, "fen": "float64"})
    second = book.refresh(more)
    assert not set(inodes(first).values()) & set(inodes(second).values())


def test_most_rows_touched_are_read_whole(book: Book) -> None:
    book.refresh()
    book.change("UPDATE line SET fen = fen + 1, rev = :rev")
    assert table(book.refresh()).overlay is None


def test_an_old_generation_goes_and_its_shared_files_stay(book: Book) -> None:
    for _ in range(4):
        book.refresh()
        book.change("UPDATE line SET fen = fen + 1, rev = :rev WHERE id = 5")
    folders = {path.name[:6] for path in book.folder.iterdir() if path.is_dir()}
    assert folders == {"000003", "000004"}


def test_a_failure_leaves_the_snapshot_before(book: Book) -> None:
    first = book.refresh()
    book.change("UPDATE line SET day = '2024-02-30', rev = :rev WHERE id = 5")
    with pytest.raises(Refused, match="“lines”写不出来"):
        book.refresh()
    assert read_manifest(book.folder) == first


def test_killed_in_the_middle_of_a_refresh_leaves_the_snapshot_before(book: Book) -> None:
    first = book.refresh()
    book.change("UPDATE line SET fen = 1, rev = :rev WHERE id IN (0, 1)")
    code = f"""
        import os, signal
        from pathlib import Path
        import zhike.store.snapshot as snapshot
        from store.test_refresh import LINES, AT
        snapshot.replace_manifest = lambda manifest: os.kill(os.getpid(), signal.SIGKILL)
        snapshot.refresh_snapshot(Path({str(book.folder)!r}), [LINES],
                                  database={book.database!r}, token=2, at=AT)
    """
    path = os.pathsep.join(["src", "tests"])
    command = [sys.executable, "-c", textwrap.dedent(code)]
    ran = subprocess.run(command, env={**os.environ, "PYTHONPATH": path})
    assert ran.returncode == -signal.SIGKILL
    assert read_manifest(book.folder) == first
    tables = tables_for(EVERYONE, first)
    assert tables.run(tables.lines).num_rows == 90
    assert book.refresh().token == 2  # nothing it left is in the way, nor its lock


def test_two_at_once_make_one_snapshot(book: Book) -> None:
    book.refresh()
    book.change("UPDATE line SET fen = 1, rev = :rev WHERE id = 5")
    with ThreadPoolExecutor(4) as threads:
        told = {"database": book.database, "token": 2, "at": AT}
        asked = [threads.submit(refresh_snapshot, book.folder, [LINES], **told) for _ in range(4)]
        made = {each.result().generation for each in asked}
    assert made == {2}


def test_a_whole_snapshot_may_follow_a_refreshed_one(book: Book) -> None:
    book.refresh()
    book.change("UPDATE line SET fen = 1, rev = :rev WHERE id = 5")
    told = {"database": book.database, "token": book.token, "at": AT}
    assert table(book.refresh()).overlay is not None
    assert table(write_snapshot(book.folder, [LINES], **told)).overlay is None
    book.refresh()
