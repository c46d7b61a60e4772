"""The quarter as a kept book, taken in once a file of tests and taken out again."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from web.quarter import quarter_book
from web.two_books import empty_house, fresh_house

from zhike.web.pages import public_form
from zhike.words.viewer import Viewer


@pytest.fixture(scope="module")
def quarter(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Viewer]]:
    """Return Viewers by name over seed 003's second quarter, committed for the snapshot to read.

    What a test writes on top is rolled back after it.
    """
    with django_db_blocker.unblock():
        yield quarter_book()
        empty_house()


@pytest.fixture(scope="module")
def empty_book(django_db_setup: None, django_db_blocker: Any) -> Iterator[Viewer]:
    """Return the administrator of a book that holds nothing, made once a file of tests."""
    with django_db_blocker.unblock():
        yield fresh_house()
        empty_house()


@pytest.fixture
def boss(empty_book: Viewer, db: None, monkeypatch: pytest.MonkeyPatch) -> Viewer:
    """Return the administrator of an empty book, whose forms may be handed in without waiting."""
    cache.clear()
    monkeypatch.setattr(public_form, "SHORTEST_S", 0)
    return empty_book
