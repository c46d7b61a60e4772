"""Whatever happens to the book, a refreshed snapshot has the rows a fresh one would have."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from records.conftest import AT
from records.happening import ACTS, Book, People, empty_book, patient

from zhike.jobs.errands.refresh import book_address
from zhike.playbook.load import load_builtin
from zhike.records.extracts import extracts_for
from zhike.records.home import Home
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.revision.lookups import current_token
from zhike.store import renewing, writing
from zhike.store.extract import Extract
from zhike.store.manifest import Manifest
from zhike.store.snapshot import refresh_snapshot, write_snapshot
from zhike.store.tables import tables_for
from zhike.words.viewer import Sight, Viewer

pytestmark = pytest.mark.django_db(transaction=True)


def contents(manifest: Manifest) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, in one order."""
    tables = tables_for(Sight(Viewer(1, "李敏", "管理员", "all")), manifest)
    return {name: in_order(tables.run(tables[name])) for name in tables.names}


def in_order(rows: pa.Table) -> list[dict[str, Any]]:
    """Return rows sorted by all they say."""
    return sorted(rows.to_pylist(), key=repr)


@pytest.fixture
def book(people: People, tmp_path: Path) -> Book:
    """Return an empty book with four people."""
    ensure_playbook(at=AT)
    return Book(people, Home(tmp_path / "home").ensure())


def compare(folder: Path, extracts: list[Extract]) -> Manifest:
    """Refresh a snapshot and hold it against one written anew."""
    told = {"database": book_address(), "token": current_token(), "at": AT}
    fresh = refresh_snapshot(folder / "refreshed", extracts, **told)
    whole = write_snapshot(folder / "whole", extracts, **told)
    assert contents(fresh) == contents(whole)
    assert [t.rows for t in fresh.tables] == [t.rows for t in whole.tables]
    return fresh


@patient(6)
@given(rounds=st.lists(st.lists(ACTS, max_size=5), min_size=1, max_size=5), cut=st.booleans())
def test_a_refresh_equals_a_fresh_snapshot(
    book: Book,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    rounds: list[list[tuple[str, int]]],
    cut: bool,
) -> None:
    if cut:  # the ways of big tables, on small ones: months, overlays, working them in
        monkeypatch.setattr(writing, "MONTHS_FROM", 1)
        monkeypatch.setattr(renewing, "SMALL", 0)
        monkeypatch.setattr(renewing, "LAID_OVER", 0.4)
        monkeypatch.setattr(renewing, "READ_WHOLE", 9)
    empty_book()
    folder, extracts = tmp_path_factory.mktemp("snapshots"), extracts_for(load_builtin())
    for at in range(4):
        book.take_in(at)
    compare(folder, extracts)
    for acts in rounds:
        for act, at in acts:
            getattr(book, act)(at)
        compare(folder, extracts)
    monkeypatch.undo()
