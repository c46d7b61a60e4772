"""The quarter as a kept book, taken in once a file of tests and taken out again."""

from collections.abc import Iterator
from typing import Any

import pytest
from web.quarter import quarter_book
from web.two_books import empty_house

from zhike.words.viewer import Viewer


@pytest.fixture(scope="module")
def quarter(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Viewer]]:
    """Return Viewers by name over seed 003's second quarter, committed for the snapshot to read.

    What a test writes on top is rolled back after it.
    """
    with django_db_blocker.unblock():
        yield quarter_book()
        empty_house()
