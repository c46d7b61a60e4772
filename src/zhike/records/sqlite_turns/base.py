"""The backend DATABASES names: every transaction waits for its turn before it begins.

SQLite's own lock is not fair: who asks again at once gets it before those who wait, so that a
follow-up could wait for seconds while a file was taken in.
"""

# The stubs leave these methods out.
# mypy: disable-error-code="misc"

from django.db import OperationalError
from django.db.backends.sqlite3 import base as sqlite

from zhike.records.sqlite_turns.turn import Turn


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """SQLite for several writers."""

    _turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            super()._start_transaction_under_autocommit()
            return
        if self._turn is None:
            self._turn = Turn(str(self.settings_dict["NAME"]))
        if not self._turn.take(patience_s=self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._turn.give_back()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._let_on()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._let_on()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            if self._turn is not None:
                self._turn.close()
            self._turn = None

    def _let_on(self) -> None:
        if self._turn is not None:
            self._turn.give_back()
