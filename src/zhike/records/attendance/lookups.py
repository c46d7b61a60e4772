"""Reading activities, and who came among the Viewer's customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from zhike.records.activity.models import Activity
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import NotYours, customers_for, settled
from zhike.records.event.models import Event
from zhike.records.order.models import Order
from zhike.words.viewer import Viewer

CAME = "参与活动"  # what the event of an attendee is called
DAYS = 60  # after its day, an event that names the activity still is of this one
MOST = 200


@dataclass(frozen=True, slots=True)
class Attendee:
    """One customer who came: the event that says so, and what has become of it since."""

    event_id: int
    customer_id: int
    name: str
    number: str
    owner: str
    is_new: bool  # talked to on no day before the activity's
    ordered: bool  # ordered on that day or after
    by_hand: bool


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity with those who came among the Viewer's customers."""

    id: int
    name: str
    kind: str
    held_on: date
    venue: str
    channel: str
    cost_fen: int | None
    organiser: str
    campaign: str
    note: str
    attendees: tuple[Attendee, ...]

    @property
    def came(self) -> int:
        """Count the customers who came."""
        return len({one.customer_id for one in self.attendees})

    @property
    def new(self) -> int:
        """Count those who were first talked to then or later."""
        return len({one.customer_id for one in self.attendees if one.is_new})

    @property
    def ordered(self) -> int:
        """Count those who ordered then or later."""
        return len({one.customer_id for one in self.attendees if one.ordered})

    @property
    def each_fen(self) -> int | None:
        """Return the cost per customer who came; None where nobody came or no cost is known."""
        return round(self.cost_fen / self.came) if self.cost_fen is not None and self.came else None


def activities_for(viewer: Viewer) -> list[ActivityRow]:
    """Return the newest activities; who came is counted among the Viewer's customers."""
    rows = list(_live().order_by("-held_on", "-id")[:MOST])
    came = attendees_of(viewer, rows)
    return [_row(row, came.get(row.pk, ())) for row in rows]


def activity_for(viewer: Viewer, activity_id: int) -> ActivityRow:
    """Return one activity with who came; raises NotYours where there is none."""
    row = live_activity(activity_id)
    return _row(row, attendees_of(viewer, [row]).get(row.pk, ()))


def recent_activities(limit: int = 8) -> list[tuple[int, str]]:
    """Return the ids and names of the newest activities, for a menu."""
    rows = _live().order_by("-held_on", "-id")[:limit]
    return [(row.pk, f"{row.held_on:%m-%d} {row.name}") for row in rows]


def live_activity(activity_id: int) -> Activity:
    """Return an activity's row; raises NotYours where there is none."""
    row: Activity | None = _live().filter(pk=activity_id).first()
    if row is None:
        raise NotYours(_("没有这场活动，可能已经删掉了。"))
    return row


def _live() -> Any:
    return Activity.objects.live().filter(settled())


def attendees_of(viewer: Viewer, activities: Sequence[Activity]) -> dict[int, tuple[Attendee, ...]]:
    """Return who came by activity, within the Viewer's rows, the newest entry first."""
    if not activities:
        return {}
    days = [row.held_on for row in activities]
    events = Event.objects.live().filter(
        settled(),
        customer__in=customers_for(viewer),
        event_kind=CAME,
        detail__in={row.name for row in activities if row.name},
        happened_on__range=(min(days), max(days) + timedelta(days=DAYS)),
    )
    found = list(events.select_related("customer__owner").order_by("-id"))
    ordered = _last_orders({event.customer_id for event in found})
    return {
        row.pk: tuple(
            _attendee(viewer, event, row, ordered) for event in found if _is_of(event, row)
        )
        for row in activities
    }


def _is_of(event: Event, activity: Activity) -> bool:
    days = (event.happened_on - activity.held_on).days
    return event.detail == activity.name and 0 <= days <= DAYS


def _last_orders(customer_ids: set[int]) -> dict[int, date]:
    """Return the last day each customer ordered."""
    rows = Order.objects.live().filter(settled(), customer_id__in=customer_ids)
    return dict(rows.order_by().values_list("customer_id").annotate(last=Max("ordered_on")))


def _attendee(
    viewer: Viewer, event: Event, activity: Activity, orders: dict[int, date]
) -> Attendee:
    customer: Customer = event.customer
    talks = (customer.first_contact_on, customer.last_follow_on, customer.stated_follow_up_on)
    met = min([day for day in talks if day], default=customer.created_at.date())
    return Attendee(
        event_id=event.pk,
        customer_id=customer.pk,
        name=shown_name(viewer, customer) or _("（待补充名称）"),
        number=customer.external_id or customer.number,
        owner=customer.owner.name if customer.owner else customer.owner_text,
        is_new=met >= activity.held_on,
        ordered=customer.pk in orders and orders[customer.pk] >= activity.held_on,
        by_hand=event.born_batch_id is None,
    )


def _row(row: Activity, attendees: tuple[Attendee, ...]) -> ActivityRow:
    return ActivityRow(
        id=row.pk,
        name=row.name or row.external_id,
        kind=row.activity_kind,
        held_on=row.held_on,
        venue=row.venue,
        channel=row.channel,
        cost_fen=row.cost_fen,
        organiser=row.organiser,
        campaign=row.campaign,
        note=row.note,
        attendees=attendees,
    )
