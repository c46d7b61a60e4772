"""What may happen to a book, as steps a test can draw: writes, imports, undos, moves."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from records.conftest import AT
from records.proposals import part, proposal

from zhike.records.account.changes import move_account
from zhike.records.account.models import Team
from zhike.records.batch.models import Batch, JournalEntry
from zhike.records.contact.models import Contact
from zhike.records.customer.changes import assign_customers, edit_customer
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.home import Home
from zhike.records.intake.changes import accept_batch, open_batch, undo_batch
from zhike.records.intake.nouns import NOUNS
from zhike.records.interaction.changes import Note, add_follow_up, remove_follow_up
from zhike.records.interaction.models import Interaction
from zhike.records.order.models import Order, OrderLine
from zhike.records.revision.changes import next_rev
from zhike.records.tag.changes import remove_tag, set_tag
from zhike.records.tag.models import Tag
from zhike.words.viewer import Viewer

People = dict[str, Viewer]
DAY = date(2024, 5, 1)
TARGETS = (Customer, Contact, Interaction, Order, OrderLine)


class Stopped(Exception):
    """What breaks an intake off."""


class Book:
    """The book under test and the steps that may happen to it; `at` picks what they happen to."""

    def __init__(self, people: People, home: Home) -> None:
        self.people, self.home = people, home
        self.admin = people["管理员"]
        self.count = 0

    def some(self, rows: Any, at: int) -> Any:
        """Return one row of a query, or None when there is none."""
        ids = list(rows.order_by("id").values_list("id", flat=True))
        return rows.model._base_manager.get(pk=ids[at % len(ids)]) if ids else None

    def take_in(self, at: int, *, stop: bool = False) -> None:
        """Import some customers with everything, and changed rows of one that is there."""
        what, by = self.handed_over(at), self.admin.account_id
        batch = open_batch(what, home=self.home, playbook_version="t", about={}, by=by, at=AT)

        def progress(done: int, total: int, _said: str) -> None:
            if stop and done > total // 2:
                raise Stopped

        try:
            accept_batch(batch, what, home=self.home, by=by, at=AT, progress=progress)
        except Stopped:
            assert Batch.objects.get(pk=batch).state == "待确认"

    def broken_off(self, at: int) -> None:
        """Break an import off."""
        self.take_in(at, stop=True)

    def handed_over(self, at: int) -> Any:
        """Return a proposal of new rows under a new and under a known customer."""
        self.count += 1
        name = f"{self.count}-{at}"
        known = self.some(Customer.objects.live(), at)
        parent = known.identity if known else f"编号:{name}"
        rows = [{"_identity": f"编号:{name}", "external_id": name, "name": name,
                 "region": "华东", "续约次数": at, "owner_id": self.owner(at)}]  # fmt: skip
        day = DAY + timedelta(days=17 * at)
        orders = [
            {"_identity": f"订单号:{name}-{i}", "_parent": who, "ordered_on": day,
             "amount_fen": 100 * at}
            for i, who in enumerate((f"编号:{name}", parent))
        ]  # fmt: skip
        lines = [
            {"_identity": f"明细:{name}-{i}", "_parent": f"订单号:{name}-{i % 2}", "product": "纸",
             "amount_fen": 50 * at}
            for i in range(3)
        ]  # fmt: skip
        people = [{"_identity": f"联系:{name}", "_parent": parent, "phone": "13900000000"}]
        talks = [{"_identity": f"互动:{name}", "_parent": parent, "happened_on": day}]
        parts = [part("customers", [*rows, *self.changed(known, at)], ("续约次数",))]
        parts += [part("contacts", people), part("interactions", talks)]
        return proposal(*parts, part("orders", orders), part("order_lines", lines))

    def changed(self, known: Customer | None, at: int) -> list[dict[str, Any]]:
        """Return a row that changes a known customer."""
        if known is None:
            return []
        region = ("华南", "华北")[at % 2]
        return [{"_identity": known.identity, "_fate": "changed", "_known_id": known.pk,
                 "region": region, "name": known.name, "external_id": known.external_id,
                 "续约次数": at + 1, "owner_id": None}]  # fmt: skip

    def owner(self, at: int) -> int:
        """Return somebody's id."""
        return [person.account_id for person in self.people.values()][at % 4]

    def undo(self, at: int) -> None:
        """Undo an accepted batch."""
        batch = self.some(Batch.objects.filter(state="已接收"), at)
        if batch:
            undo_batch(batch.pk, home=self.home, by=self.admin.account_id, at=AT)

    def edit(self, at: int) -> None:
        """Edit a customer."""
        row = self.some(Customer.objects.live(), at)
        if row:
            edit_customer(self.admin, row.pk, {"region": f"区{at}"}, seen_rev=row.rev, at=AT)

    def assign(self, at: int) -> None:
        """Give a customer to somebody else."""
        row = self.some(Customer.objects.live(), at)
        if row:
            assign_customers(self.admin, [row.pk], owner_id=self.owner(at + 1), at=AT)

    def move_person(self, at: int) -> None:
        """Put a person into another team."""
        team = self.some(Team.objects.all(), at)
        move_account(self.owner(at), team_id=team.pk, by=self.admin.account_id, at=AT)

    def talk(self, at: int) -> None:
        """Write a follow-up."""
        row = self.some(Customer.objects.live(), at)
        if row:
            note = Note(DAY + timedelta(days=at), "电话", "问价")
            add_follow_up(self.admin, row.pk, note, at=AT)

    def untalk(self, at: int) -> None:
        """Take a follow-up back."""
        row = self.some(Interaction.objects.live().filter(born_batch=None), at)
        if row:
            remove_follow_up(self.admin, row.pk, at=AT)

    def tag(self, at: int) -> None:
        """Tag a customer by hand."""
        row = self.some(Customer.objects.live(), at)
        if row:
            set_tag(self.admin, row.pk, f"标{at % 3}", at=AT)

    def untag(self, at: int) -> None:
        """Take a tag off."""
        row = self.some(Tag.objects.filter(gone_at=None), at)
        if row:
            remove_tag(self.admin, row.customer_id, row.tag, at=AT)

    @transaction.atomic
    def bury(self, at: int) -> None:
        """Make a row of any noun a tombstone."""
        row = self.some(TARGETS[at % len(TARGETS)].objects.live(), at)
        if row:
            type(row)._base_manager.filter(pk=row.pk).update(gone_at=AT, rev=next_rev())

    @transaction.atomic
    def bring_back(self, at: int) -> None:
        """Let a tombstone live again."""
        model = TARGETS[at % len(TARGETS)]
        row = self.some(model._base_manager.filter(gone_at__isnull=False), at)
        if row and not model.objects.live().filter(identity=row.identity).exists():
            model._base_manager.filter(pk=row.pk).update(gone_at=None, rev=next_rev())

    @transaction.atomic
    def another_customer(self, at: int) -> None:
        """Give an order or a contact to another customer, as merging does."""
        model = (Order, Contact)[at % 2]
        row, other = self.some(model.objects.live(), at), self.some(Customer.objects.live(), at + 1)
        if row and other:
            rev = next_rev()
            Customer.objects.filter(pk=row.customer_id).update(rev=rev)
            model._base_manager.filter(pk=row.pk).update(customer_id=other.pk, rev=rev)


STEPS = (
    "take_in", "broken_off", "undo", "edit", "assign", "move_person", "talk", "untalk", "tag",
    "untag", "bury", "bring_back", "another_customer",
)  # fmt: skip
ACTS = st.tuples(st.sampled_from(STEPS), st.integers(0, 9))


def empty_book() -> None:
    """Remove every row, so that each example begins alike."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model in (
            HistoryLine,
            JournalEntry,
            Tag,
            *(noun.model for noun in reversed(NOUNS.values())),
            Batch,
        ):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        cursor.execute("DELETE FROM customer_search")


def patient(examples: int) -> Callable[..., Any]:
    """Return the settings of a test whose examples write to a real database; ZHIKE_FUZZ: more."""
    examples *= 10 if "ZHIKE_FUZZ" in os.environ else 1
    unhealthy = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=unhealthy, print_blob=True
    )
