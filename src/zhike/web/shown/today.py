"""What 今天 is made of, whoever looks: blocks of things to do, four figures, one main button."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from zhike.records.score.lookups import RunRow
from zhike.words.viewer import Viewer

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Asking:
    """Who looks, when, at which analysis run; `as_of` is the last day counted."""

    viewer: Viewer
    now: datetime
    run: RunRow | None

    @property
    def today(self) -> date:
        """Return the day of the clock."""
        return self.now.date()

    @property
    def as_of(self) -> date:
        """Return the day figures are reckoned to: the run's, or today before the first."""
        return self.run.as_of if self.run else self.today

    @property
    def run_id(self) -> int | None:
        """Return the current run's id."""
        return self.run.id if self.run else None


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the day: a small table (columns, lines) or a template of its own (rows)."""

    title: Text
    columns: Sequence[Any] = ()
    lines: Sequence[Sequence[dict[str, Any]]] = ()
    rows: Sequence[Any] = ()
    template: str = "home/lines.html"
    more: tuple[Text, str] | None = None  # words and address at the right of the title
    empty: Text = ""
    note: Text = ""
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Day:
    """One person's day: what to do (②), beside it what else stands, and the figures (③)."""

    main: Sequence[Block]
    figures: Sequence[dict[str, Any]]
    side: Sequence[Block] = ()
    queue: int = 0  # how many `开始跟进` goes through


def right(text: Text) -> dict[str, Any]:
    """Return a head or cell of figures."""
    return {"text": text, "right": True}


def cell(text: Any, url: str = "", *, heed: bool = False) -> dict[str, Any]:
    """Return one cell of a small table."""
    return {"text": text, "url": url, "heed": heed}


def number(text: Any, *, heed: bool = False) -> dict[str, Any]:
    """Return one cell of a small table, to the right."""
    return {"text": text, "right": True, "heed": heed}
