"""The queue of calls somebody goes through: kept in the session from 开始跟进 to the summary."""

from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

SLOT = "calls"


@dataclass(frozen=True, slots=True)
class Call:
    """One customer of the queue: 已跟进, 推迟, 跳过 or nothing yet, in words, with its undo."""

    customer_id: int
    outcome: str = ""
    said: str = ""
    undo: str = ""


def begin(session: SessionBase, customer_ids: list[int]) -> None:
    """Begin a queue; the one before is forgotten."""
    session[SLOT] = [[customer_id, "", "", ""] for customer_id in customer_ids]


def calls(session: SessionBase) -> list[Call]:
    """Return the queue in its order; empty when none was begun."""
    return [Call(*kept) for kept in session.get(SLOT, [])]


def settle(session: SessionBase, place: int, **told: Any) -> None:
    """Note what became of the customer at a place (from 1): outcome, said, undo."""
    kept = session[SLOT]
    call = Call(kept[place - 1][0], **told)
    kept[place - 1] = [call.customer_id, call.outcome, call.said, call.undo]
    session[SLOT] = kept


def open_after(session: SessionBase, place: int) -> int | None:
    """Return the next place after this one that is not settled yet, or None."""
    left = (n for n, call in enumerate(calls(session), 1) if n > place and not call.outcome)
    return next(left, None)
