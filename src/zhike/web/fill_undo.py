"""How filled-in cells are taken back: a row by itself, the rows of one pasted block together."""

from django.contrib.sessions.backends.base import SessionBase

from zhike.records.fill_in.fill import Filled
from zhike.web.undo import SLOT, remember

ACT = "filled_cells"


def remember_fill(session: SessionBase, filled: Filled, *, block: str) -> tuple[str, int]:
    """Keep how to take cells back, with those of the same block before; returns address and count.

    `block` names what was pasted in one go, "" for what was typed.
    """
    kept = dict(session.get(SLOT, {}))
    undo, n = filled.undo, len(filled.done)
    last = next(reversed(kept), "")
    if block and last and kept[last][0] == ACT and kept[last][1].get("block") == block:
        _act, told = kept.pop(last)
        undo, n = [*told["undo"], *undo], told["n"] + n
        session[SLOT] = kept
    return remember(session, ACT, undo=undo, n=n, block=block), n
