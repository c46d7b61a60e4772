"""A place in the queue of those who write, kept by two locked files beside the database."""

import fcntl
import os
from pathlib import Path
from time import monotonic, sleep

AT_THE_GATE_S = 0.002  # how often one of many looks again
NEXT_IN_TURN_S = 0.0003  # how often the one whose turn is next does


class Turn:
    """One writer's place: who waits stands at the gate, and nobody gets past.

    The gate is taken before the turn and left when the turn has come. So whoever was waiting has
    the gate when a turn is given back, and who wants another turn at once stands behind. The locks
    vanish with their process, also on kill -9.
    """

    def __init__(self, database: str) -> None:
        self._paths = [Path(f"{database}-{name}") for name in ("gate", "turn")]
        self._opened: tuple[int, list[int]] | None = None

    def take(self, *, patience_s: float) -> bool:
        """Wait for the turn; False when it didn't come in that time."""
        gate, turn = self._files()
        until = monotonic() + patience_s
        if not _locked(gate, until, AT_THE_GATE_S):
            return False
        try:
            return _locked(turn, until, NEXT_IN_TURN_S)
        finally:
            fcntl.flock(gate, fcntl.LOCK_UN)

    def give_back(self) -> None:
        """Let the next one begin; does nothing without a turn."""
        if self._opened and self._opened[0] == os.getpid():
            fcntl.flock(self._opened[1][1], fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the files, which gives the turn back."""
        if self._opened:
            for file in self._opened[1]:
                os.close(file)
        self._opened = None

    def _files(self) -> list[int]:
        """Return the two open files, opened anew after a fork: a lock belongs to the open file."""
        if self._opened is None or self._opened[0] != os.getpid():
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
            self._opened = (os.getpid(), [os.open(path, flags, 0o600) for path in self._paths])
        return self._opened[1]


def _locked(file: int, until: float, pause: float) -> bool:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > until:
                return False
            sleep(pause)
        else:
            return True
