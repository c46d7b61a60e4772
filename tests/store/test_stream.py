"""A stream takes rows in once and whole, forgets what is taken back, and joins its table."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from zhike.store.extract import Extract
from zhike.store.snapshot import refresh_snapshot
from zhike.store.stream import parts
from zhike.store.stream.append import (
    Arrival,
    BatchUndone,
    NamedCall,
    OtherBody,
    Taken,
    append,
    tidy_stream,
    undo_stream_batch,
)
from zhike.store.stream.ledger import mark_of, token_of
from zhike.store.stream.reading import rows_of_keys, set_owners, unclaimed
from zhike.store.stream.streamed import Streamed
from zhike.store.tables import Tables, tables_for
from zhike.words.viewer import Sight, Viewer

AT = datetime(2024, 6, 30, 8, 0, tzinfo=UTC)
DAY = date(2024, 6, 30)
SQL = "SELECT id AS visit_id, customer AS customer_id, day AS seen_on, times FROM visit"
VISITS = Extract(
    "visits",
    {"visit_id": "int64", "customer_id": "int64", "seen_on": "date", "times": "int64"},
    SQL,
    SQL,
    key="visit_id",
    touched_sql="SELECT id AS visit_id FROM visit WHERE rev > {token}",
    month_of="seen_on",
)
EVERYONE = Viewer(1, "李敏", "管理员", "all")


@pytest.fixture
def to(tmp_path: Path) -> Streamed:
    """Return an empty stream of visits."""
    return Streamed(VISITS, tmp_path / "stream", ("page",))


def rows(keys: str, *, marks: list[str | None] | None = None, day: date = DAY) -> pl.DataFrame:
    """Return a visit of each key, a letter each."""
    own = marks or [None] * len(keys)
    return pl.DataFrame(
        {
            "_index": range(len(keys)),
            "_mark": [one and mark_of("官网", one) for one in own],
            "_key": list(keys),
            "seen_on": [day] * len(keys),
            "times": [1] * len(keys),
            "page": [f"/{key}" for key in keys],
        },
        schema_overrides={"_mark": pl.Int64},
    )


def take(to: Streamed, frame: pl.DataFrame, *, batch: int = 1, **told: Any) -> Taken:
    """Take rows in; returns what became of them."""
    seen: list[Taken] = []
    call = told.pop("call", None)

    def answer(taken: Taken) -> dict[str, Any]:
        seen.append(taken)
        return {"new": taken.new}

    append(to, Arrival(frame, batch, DAY, AT, **told), answer=answer, call=call)
    return seen[0]


def test_a_row_known_by_its_id_is_taken_once(to: Streamed) -> None:
    taken = take(to, rows("abca", marks=["1", "2", None, "1"]))
    assert (taken.new, taken.again, taken.rows) == (3, (3,), 3)
    again = take(to, rows("cab", marks=[None, "1", "9"]))
    assert (again.new, again.again, again.rows) == (2, (1,), 5)


def test_a_batch_taken_back_leaves_nothing_and_may_come_again(to: Streamed) -> None:
    take(to, rows("ab", marks=["1", "2"]), aside=[("没有日期", "{}")])
    take(to, rows("c", marks=["3"]), batch=2)
    assert undo_stream_batch(to, 1, at=AT) == 2
    assert rows_of_keys(to, ["a", "b", "c"], select="count(*)") == [(1,)]
    with pytest.raises(BatchUndone):
        take(to, rows("a", marks=["1"]))
    assert take(to, rows("abc", marks=["1", "2", "3"]), batch=3).again == (2,)


def test_a_named_call_is_answered_once(to: Streamed) -> None:
    named = NamedCall("key:1:n", "d1")
    append(to, Arrival(rows("a"), 1, DAY, AT), answer=lambda t: {"n": t.new}, call=named)
    again = append(to, Arrival(rows("ab"), 1, DAY, AT), answer=lambda t: {"n": t.new}, call=named)
    assert again == {"n": 1}
    with pytest.raises(OtherBody):
        take(to, rows("a"), call=NamedCall("key:1:n", "d2"))
    late = AT + timedelta(days=8)
    append(to, Arrival(rows("a"), 1, DAY, late), answer=lambda t: {}, call=NamedCall("m", "d"))
    assert take(to, rows("a"), call=NamedCall("key:1:n", "d2")).new == 1


def test_small_files_become_one_and_go_when_nobody_reads_them(
    to: Streamed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MERGED_FROM", 3)
    for at in range(10):
        take(to, rows("ab", marks=[f"{at}a", f"{at}b"]))
    with sqlite3.connect(to.folder / "ledger.db") as con:
        kept = con.execute("SELECT level, rows FROM parts ORDER BY id").fetchall()
    con.close()
    assert kept == [(2, 18), (0, 2)]
    assert rows_of_keys(to, ["a"], select="count(*), sum(times)") == [(10, 10)]
    later = AT + timedelta(hours=1)
    append(to, Arrival(rows("a"), 1, DAY, later), answer=lambda t: {})
    assert len(list(to.folder.glob("*/*.parquet"))) == 2 * 3
    words = pl.concat([pl.read_parquet(file) for file in to.folder.glob("*/*.words.parquet")])
    assert sorted(words["page"]) == ["/a"] * 11 + ["/b"] * 10
    assert words["visit_id"].n_unique() == 21


def test_keys_nobody_answers_to_wait_and_count_once_they_do(to: Streamed, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as con:
        con.execute("CREATE TABLE visit (id INTEGER PRIMARY KEY, customer, day, times, rev)")
        con.execute("INSERT INTO visit VALUES (1, 7, '2024-06-01', 5, 1)")
    con.close()
    take(to, rows("aab"), owners={"a": 7})
    assert unclaimed(to, most=5)[0] == 1
    assert counted(to, tmp_path) == {7: 7}
    take(to, rows("b"))
    set_owners(to, {"a": 8, "b": 8})
    assert counted(to, tmp_path) == {7: 5, 8: 4}
    assert counted(to, tmp_path, customer_ids=(7,)) == {7: 5}
    undo_stream_batch(to, 1, at=AT)
    assert counted(to, tmp_path) == {7: 5}
    assert token_of(to.folder) == 4


def counted(
    to: Streamed, folder: Path, customer_ids: tuple[int, ...] | None = None
) -> dict[int, int]:
    """Refresh the snapshot and return {customer: times}, of some customers only."""
    database = str(folder / "a.db")
    made = refresh_snapshot(folder / "s", [VISITS], database=database, token=1, at=AT, streams=[to])
    tables: Tables = tables_for(Sight(EVERYONE, customer_ids), made)
    visits = tables.visits
    answer = tables.run(visits.group_by("customer_id").agg(n=visits.times.sum()))
    assert set(answer.schema.names) == {"customer_id", "n"}
    return {row["customer_id"]: row["n"] for row in answer.to_pylist()}


KILLED = """
    import os, signal, sqlite3
    from pathlib import Path
    from store.test_stream import VISITS, rows, take
    from zhike.store.stream import append, parts
    from zhike.store.stream.streamed import Streamed
    folder = Path({folder!r})
    def die(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)
    for module, name in [(parts, "write_file"), (parts, "words_file"), (append, "remember"),
                         (append, "merge_parts"), (append, "empty_trash")]:
        child = os.fork()
        if child == 0:
            setattr(module, name, die)
            take(Streamed(VISITS, folder, ("page",)), rows("ab", marks=["1", "2"]))
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        kept = sqlite3.connect(folder / "ledger.db").execute("SELECT sum(rows) FROM parts")
        print(os.WTERMSIG(status), kept.fetchone()[0])
"""


def test_a_kill_leaves_nothing_half_and_nothing_twice(to: Streamed) -> None:
    take(to, rows("c", marks=["0"]))
    script = textwrap.dedent(KILLED).format(folder=str(to.folder))
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == [f"{signal.SIGKILL.value} 1"] * 5
    tidy_stream(to)
    assert len(list(to.folder.glob("*/*.parquet"))) == 2
    assert take(to, rows("ab", marks=["1", "2"])).new == 2
    assert rows_of_keys(to, ["a", "b", "c"], select="count(*)") == [(3,)]
