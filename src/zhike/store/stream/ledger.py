"""The ledger beside a stream's files: which files count, whose keys are whose, what was seen.

One small SQLite file. A file on disk counts only once the ledger names it, in the same transaction
as the marks of its rows and the answer of the call that brought them: after a kill there is nothing
half and nothing twice. Keys are what sources call a customer by; who that is now is one column of
the ledger, so that rows follow merges and claims without being written anew.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

NAME = "ledger.db"
_VERSION = 2
_WAIT_S = 20
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('token', 0), ('book', 0), ('last_id', 0);
CREATE TABLE keys (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, owner INTEGER);
CREATE INDEX keys_owner ON keys (owner);
CREATE TABLE parts (id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL,
  level INTEGER NOT NULL, file TEXT NOT NULL, rows INTEGER NOT NULL,
  first_on TEXT NOT NULL, last_on TEXT NOT NULL);
CREATE INDEX parts_batch ON parts (batch, level);
CREATE TABLE seen (mark INTEGER PRIMARY KEY, batch INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE undone (batch INTEGER PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE calls (name TEXT PRIMARY KEY, digest TEXT NOT NULL, answer TEXT NOT NULL,
  at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE aside (id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, at TEXT NOT NULL,
  cause TEXT NOT NULL, line TEXT NOT NULL);
CREATE INDEX aside_batch ON aside (batch);
CREATE TABLE trash (file TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
"""
_SECOND = """
CREATE TABLE arrivals (id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL,
  first_id INTEGER NOT NULL, rows INTEGER NOT NULL, at TEXT NOT NULL);
CREATE INDEX arrivals_batch ON arrivals (batch);
ALTER TABLE seen ADD COLUMN arrival INTEGER;
ALTER TABLE aside ADD COLUMN arrival INTEGER;
ALTER TABLE calls ADD COLUMN arrival INTEGER;
"""
"""What came with version 2: which rows arrived together, so that they can go together."""


def is_there(folder: Path) -> bool:
    """Say whether anything ever arrived here."""
    return (folder / NAME).is_file()


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the ledger for reading at one moment; call only where `is_there`."""
    with _opened(folder) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
            with writing(folder):
                pass
        connection.execute("BEGIN")
        yield connection


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the ledger for one transaction that nobody else writes meanwhile; all or nothing."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened(folder) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
                _make(connection)
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.execute("COMMIT")


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(folder / NAME, timeout=_WAIT_S, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        yield connection
    finally:
        connection.close()


def _make(connection: sqlite3.Connection) -> None:
    is_new = connection.execute("PRAGMA user_version").fetchone()[0] == 0
    for statement in (_SCHEMA + _SECOND if is_new else _SECOND).split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {_VERSION}")


def number(connection: sqlite3.Connection, name: str) -> int:
    """Return a counter: token (raised by every change), book, last_id."""
    return int(connection.execute("SELECT value FROM meta WHERE name = ?", [name]).fetchone()[0])


def raise_number(connection: sqlite3.Connection, name: str, by: int = 1) -> int:
    """Raise a counter and return it."""
    connection.execute("UPDATE meta SET value = value + ? WHERE name = ?", [by, name])
    return number(connection, name)


def token_of(folder: Path) -> int:
    """Return the stream's own change token; 0 where nothing ever arrived."""
    if not is_there(folder):
        return 0
    with reading(folder) as connection:
        return number(connection, "token")


def mark_of(source: str, own_id: str) -> int:
    """Return what is remembered of a source's id of a row: 64 bits of its hash, signed."""
    said = f"{source}\0{own_id}".encode()
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), signed=True)


def seen_among(connection: sqlite3.Connection, marks: Sequence[int]) -> set[int]:
    """Return the marks that came before, in batches that still count."""
    found = connection.execute(
        "SELECT mark FROM seen WHERE mark IN (SELECT value FROM json_each(?)) "
        "AND batch NOT IN (SELECT batch FROM undone)",
        [json.dumps(list(marks))],
    )
    return {mark for (mark,) in found}


def remember(
    connection: sqlite3.Connection, marks: Sequence[int], *, batch: int, arrival: int
) -> None:
    """Note the marks of rows that are taken in, and with which arrival."""
    rows = [(mark, batch, arrival) for mark in sorted(marks)]
    connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows)


def keys_of(
    connection: sqlite3.Connection, texts: Sequence[str], *, owners: Mapping[str, int]
) -> dict[str, int]:
    """Return the number of every key, new ones made; notes the owners that are known."""
    wanted = json.dumps(sorted(set(texts)), ensure_ascii=False)
    connection.execute("INSERT OR IGNORE INTO keys (text) SELECT value FROM json_each(?)", [wanted])
    rows = connection.execute(
        "SELECT text, id, owner FROM keys WHERE text IN (SELECT value FROM json_each(?))", [wanted]
    ).fetchall()
    moved = [(owners[t], i) for t, i, owner in rows if t in owners and owners[t] != owner]
    connection.executemany("UPDATE keys SET owner = ? WHERE id = ?", moved)
    return {text: key for text, key, _ in rows}
