"""What one person's day consists of: promises, complaints and tasks due, a line a customer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from zhike.records.case.models import Case
from zhike.records.contact.lookups import ContactRow, first_contacts
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customers_for, of_mine
from zhike.records.interaction.models import Interaction
from zhike.records.listing.grid import LastTalk, last_interactions
from zhike.records.said import said
from zhike.records.task.models import Task
from zhike.words.viewer import Viewer

REMEMBERED = 7  # days a promise that was not kept stays on the list
PROMISE, COMPLAINT, LEAVING, CADENCE = range(4)  # what comes first (screens.md §1.1)
HEAVY = ("较重", "重大")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a customer is due: a promise, a complaint, signs of leaving, or a rhythm."""

    rank: int
    why: str
    title: str
    due_on: date
    task_id: int | None = None
    promise_id: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One customer of the day with all reasons, the most pressing first, and the last talk."""

    customer_id: int
    customer: str
    number: str
    reasons: tuple[Reason, ...]
    last_on: date | None
    last_said: str
    next_step: str
    contact: ContactRow | None = field(default=None)

    @property
    def first(self) -> Reason:
        """Return the most pressing reason."""
        return self.reasons[0]

    @property
    def tasks(self) -> list[int]:
        """Return the ids of the tasks due."""
        return [reason.task_id for reason in self.reasons if reason.task_id is not None]

    @property
    def promises(self) -> list[int]:
        """Return the ids of the follow-ups that promised something."""
        return [reason.promise_id for reason in self.reasons if reason.promise_id is not None]


def due_for(viewer: Viewer, *, today: date) -> list[Due]:
    """Return whom the Viewer has to talk to today, within the own rows, the most pressing first.

    Due are tasks of the Viewer, promises of the last talk with own customers (for a week), and
    heavy complaints of theirs that are not solved.
    """
    reasons: dict[int, list[Reason]] = {}
    for find in (_tasks, _promises, _complaints):
        for customer_id, reason in find(viewer, today):
            reasons.setdefault(customer_id, []).append(reason)
    return _lines(viewer, reasons)


def due_with(viewer: Viewer, customer_id: int, *, today: date) -> Due | None:
    """Return one customer's line of the day, or None when nothing is due there."""
    found = (due for due in due_for(viewer, today=today) if due.customer_id == customer_id)
    return next(found, None)


def lines_of(viewer: Viewer, customer_ids: list[int], *, today: date) -> list[Due]:
    """Return customers as lines of the day, in the given order; with reasons where there are."""
    due = {line.customer_id: line for line in due_for(viewer, today=today)}
    rest = {each: [Reason(CADENCE, "", "", today)] for each in customer_ids if each not in due}
    due |= {line.customer_id: line for line in _lines(viewer, rest)}
    return [due[each] for each in customer_ids if each in due]


def _lines(viewer: Viewer, reasons: dict[int, list[Reason]]) -> list[Due]:
    ids = list(reasons)
    customers = customers_for(viewer).filter(pk__in=ids).in_bulk()
    last, people = last_interactions(ids), first_contacts(ids)
    lines = [
        _line(viewer, customers[each], reasons[each], last.get(each), people.get(each))
        for each in ids
        if each in customers
    ]
    return sorted(lines, key=lambda line: (line.first.rank, line.first.due_on, line.customer_id))


def _line(
    viewer: Viewer,
    customer: Customer,
    reasons: list[Reason],
    last: LastTalk | None,
    person: ContactRow | None,
) -> Due:
    return Due(
        customer_id=customer.pk,
        customer=shown_name(viewer, customer) or _("（待补充名称）"),
        number=customer.external_id or customer.number,
        reasons=tuple(sorted(reasons, key=lambda reason: (reason.rank, reason.due_on))),
        last_on=customer.last_follow_on or customer.stated_follow_up_on,
        last_said=last.summary if last else "",
        next_step=last.next_step if last else "",
        contact=person,
    )


def _tasks(viewer: Viewer, today: date) -> Iterator[tuple[int, Reason]]:
    rows = Task.objects.filter(
        of_mine(viewer), owner_id=viewer.account_id, state="待办", due_on__lte=today,
    )  # fmt: skip
    for row in rows.order_by("due_on", "id"):
        leaving = any(word in row.plan + row.title for word in ("流失", "挽回"))
        rank = LEAVING if leaving else CADENCE
        yield row.customer_id, Reason(rank, row.why or row.plan, row.title, row.due_on, row.pk)


def _promises(viewer: Viewer, today: date) -> Iterator[tuple[int, Reason]]:
    """Yield promises nobody has taken up: no talk with the customer since they were made."""
    rows = Interaction.objects.live().filter(
        of_mine(viewer),
        next_due_on__range=(today - timedelta(days=REMEMBERED), today),
        customer__owner_id=viewer.account_id,
        happened_on=F("customer__last_follow_on"),
    )  # fmt: skip
    newest = {row.customer_id: row for row in rows.order_by("id")}
    for customer_id, row in newest.items():
        if row.next_due_on is not None:
            why = _("答应过 %(next_due_on)s") % {"next_due_on": f"{row.next_due_on:%m-%d}"}
            yield (
                customer_id,
                Reason(PROMISE, why, row.next_step, row.next_due_on, promise_id=row.pk),
            )


def _complaints(viewer: Viewer, today: date) -> Iterator[tuple[int, Reason]]:
    rows = Case.objects.live().filter(
        of_mine(viewer),
        customer__owner_id=viewer.account_id,
        case_kind="投诉", severity__in=HEAVY,
    )  # fmt: skip
    for row in rows.exclude(state="已解决").order_by("-opened_at"):
        opened = date.fromisoformat(row.opened_at[:10])
        told = _("%(severity)s投诉 %(topic)s，%(days)s 天未解决") % {
            "severity": said(row.severity),
            "topic": said(row.topic),
            "days": (today - opened).days,
        }
        yield row.customer_id, Reason(COMPLAINT, told, _("了解处理进展"), opened)
