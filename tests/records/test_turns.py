"""Nobody who waits to write is passed over by somebody who asks again at once."""

import threading
import time
from pathlib import Path

import pytest
from django.db import ConnectionHandler

from zhike.records.sqlite_turns.turn import Turn


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Return the path of a database nobody uses."""
    return str(tmp_path / "zhike.db")


def test_who_waits_comes_before_who_asks_again(database: str) -> None:
    busy, order = Turn(database), []
    assert busy.take(patience_s=1)

    def other() -> None:
        mine = Turn(database)
        assert mine.take(patience_s=5)
        order.append("other")
        mine.give_back()

    waiting = threading.Thread(target=other)
    waiting.start()
    time.sleep(0.05)
    busy.give_back()
    assert busy.take(patience_s=5)
    order.append("busy")
    busy.give_back()
    waiting.join()
    assert order == ["other", "busy"]


def test_a_turn_that_does_not_come_is_given_up(database: str) -> None:
    one, two = Turn(database), Turn(database)
    assert one.take(patience_s=1)
    assert not two.take(patience_s=0.02)
    one.close()
    assert two.take(patience_s=1)


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["commit", "rollback"])
def test_a_transaction_gives_its_turn_back_however_it_ends(database: str, ending: str) -> None:
    own = {"ENGINE": "zhike.records.sqlite_turns", "NAME": database}
    book, other = ConnectionHandler({"default": own})["default"], Turn(database)
    book.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not other.take(patience_s=0)
    getattr(book, ending)()
    book.set_autocommit(True)
    assert other.take(patience_s=0)
    other.close()
    book.close()
