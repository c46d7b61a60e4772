"""Events that arrived at volume, as pages tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from zhike.records.customer.scope import customer_for, customers_for
from zhike.records.event.models import Event
from zhike.records.event.owners import INNER, NUMBER, keys_of_customer
from zhike.records.event.stream import event_stream
from zhike.records.home import Home
from zhike.records.rights import insist
from zhike.store.stream.reading import (
    Unclaimed,
    count_rows,
    lines_aside,
    rows_of_keys,
    rows_with_ids,
    unclaimed,
)
from zhike.words.viewer import Viewer

RECENT_DAYS = 90
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that could not be an event, and why."""

    at: str
    cause: str
    line: str


@dataclass(frozen=True, slots=True)
class StreamState:
    """How many events arrived, whose customer nobody knows, and what could not be events."""

    rows: int
    unclaimed: int
    keys: int
    heaviest: list[Unclaimed]
    aside: list[Aside]


@dataclass(frozen=True, slots=True)
class Habit:
    """What a customer did lately: 官网访问, how often, and when last."""

    kind: str
    times: int
    last_on: date


def stream_state(viewer: Viewer, *, home: Home) -> StreamState:
    """Return what arrived; only who holds `settings` may see it."""
    insist(viewer, "settings", _("管理接口密钥"))
    stream = event_stream(home)
    rows, keys, heaviest = unclaimed(stream, most=_SHOWN)
    shown = [
        Unclaimed(one.text.removeprefix(NUMBER).removeprefix(INNER), one.rows, one.last_on)
        for one in heaviest
    ]
    aside = [Aside(*row[1:]) for row in lines_aside(stream, most=_SHOWN)]
    return StreamState(count_rows(stream), rows, keys, shown, aside)


def streamed_days(
    customer_id: int, *, home: Home, limit: int
) -> list[tuple[date, str, int, str | None]]:
    """Return the newest days of a customer already looked up: day, kind, times, campaign."""
    return rows_of_keys(
        event_stream(home),
        keys_of_customer(customer_id),
        select='happened_on, event_kind, sum("count")::BIGINT, campaign',
        rest=f"GROUP BY ALL ORDER BY 1 DESC, 2 LIMIT {int(limit)}",
    )


def streamed_said(viewer: Viewer, ids: Sequence[int], *, home: Home) -> dict[int, str]:
    """Return events that arrived at volume in a few words, of the Viewer's customers only."""
    rows = rows_with_ids(event_stream(home), ids, select="event_kind, campaign")
    owners = {owner for owner, _row in rows.values() if owner is not None}
    mine = set(customers_for(viewer).filter(pk__in=owners).values_list("id", flat=True))
    return {
        each: " · ".join(word for word in words if word)
        for each, (owner, words) in rows.items()
        if owner in mine
    }


def habits_for(viewer: Viewer, customer_id: int, *, home: Home, today: date) -> list[Habit]:
    """Return what a customer did in the last 90 days, the most frequent first.

    The events of the book and those that arrived at volume count together.
    """
    customer = customer_for(viewer, customer_id)
    since = today - timedelta(days=RECENT_DAYS - 1)
    kept = Event.objects.live().filter(customer=customer, happened_on__range=(since, today))
    rows = kept.values_list("event_kind").annotate(Sum("count"), Max("happened_on"))
    arrived = rows_of_keys(
        event_stream(home),
        keys_of_customer(customer_id),
        select='event_kind, sum("count")::BIGINT, max(happened_on)',
        since=since,
        rest="GROUP BY 1",
    )
    habits: dict[str, Habit] = {}
    for kind, times, last_on in [*rows.order_by(), *arrived]:
        before = habits.get(kind, Habit(kind, 0, last_on))
        habits[kind] = Habit(kind, before.times + times, max(before.last_on, last_on))
    return sorted(habits.values(), key=lambda habit: (-habit.times, habit.kind))
