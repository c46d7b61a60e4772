"""Work without a clock or a database, waited for so that it may be cancelled meanwhile."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from zhike.jobs.errand import Errand, silent

T = TypeVar("T")
PAUSE_S = 0.5


def patiently(errand: Errand, work: Callable[[], T], said: str) -> T:
    """Return what `work` returns, asking twice a second whether it is still wanted.

    When it isn't, the wait ends at once with JobCancelled; the work itself, which must write
    nothing, runs on to its end and is forgotten. Where nobody can cancel, it is done at once.
    """
    if errand.tell is silent:
        return work()
    doing = _Doing(work)
    doing.start()
    while doing.is_alive():
        doing.join(PAUSE_S)
        if doing.is_alive():
            errand.tell(0, 2, said)
    if doing.trouble is not None:
        raise doing.trouble
    return doing.result[0]


class _Doing(threading.Thread, Generic[T]):
    """One piece of work beside the errand; it never keeps the process alive."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(name="patiently", daemon=True)
        self.work = work
        self.result: list[T] = []
        self.trouble: BaseException | None = None

    def run(self) -> None:
        try:
            self.result.append(self.work())
        except BaseException as why:  # noqa: BLE001 - raised again where it is waited for
            self.trouble = why
