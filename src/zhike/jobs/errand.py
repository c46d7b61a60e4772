"""What an errand is given: who asked, when, the home, and how to say how far it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhike.records.home import Home
from zhike.words.viewer import Viewer

Tell = Callable[[int, int, str], None]


def silent(done: int, total: int, said: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One errand under way; `tell` may raise JobCancelled, and then nothing must be left behind."""

    viewer: Viewer
    home: Home
    at: datetime
    today: date
    tell: Tell = field(default=silent)


Answer = dict[str, Any]
