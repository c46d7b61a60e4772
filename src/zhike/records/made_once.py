"""What was made of the whole book, kept until the book changes; whoever asks sees less of it."""

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from django.db import connection

from zhike.records.batch.lookups import taking_in
from zhike.records.revision.lookups import current_token

Made = TypeVar("Made")
_lock = threading.Lock()
_kept: dict[Hashable, tuple[Hashable, object]] = {}


def made_once(what: Hashable, make: Callable[[], Made]) -> Made:
    """Return what was made of the book as it is now, or make it; the first of `what` names it.

    Inside a transaction it is made anew and not kept, since others see another book.
    """
    if connection.in_atomic_block:
        return make()
    name = what[0] if isinstance(what, tuple) else what
    with _lock:
        state = (what, current_token(), tuple(taking_in()))
        kept = _kept.get(name)
        if kept is None or kept[0] != state:
            kept = (state, make())
            _kept[name] = kept
        return cast(Made, kept[1])


def forget_made() -> None:
    """Forget what is kept: the book was put in another's place."""
    _kept.clear()
