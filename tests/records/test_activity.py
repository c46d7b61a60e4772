# ruff: noqa: F811 - `book` is a fixture
"""Activities: entered, imported, with who came by sheet, by tick, and what came of it."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from records.conftest import AT
from records.test_batch import People
from records.test_entry import BOOK, book, order  # noqa: F401 - a fixture

from zhike.records.attendance.attendees import meant_by
from zhike.records.attendance.changes import attend, bring_back, leave_out
from zhike.records.attendance.lookups import activities_for, activity_for
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import NotYours
from zhike.records.entry.amend import revise
from zhike.records.entry.bury import remove, restore
from zhike.records.entry.changes import enter
from zhike.records.entry.lookups import kept_for
from zhike.records.event.models import Event
from zhike.records.intake.known import known_rows
from zhike.runs.entry import propose_entry
from zhike.runs.intake import propose
from zhike.runs.judging import Kept
from zhike.runs.understanding import Wish, read_files
from zhike.words.viewer import Viewer

EXAMPLE = Path(__file__).parent.parent / "examples" / "kinds" / "activities.csv"
pytestmark = pytest.mark.django_db


def fair(viewer: Viewer) -> int:
    """Enter an activity; returns its id."""
    row = {
        "name": "苏州机床展",
        "held_on": "2024-06-20",
        "cost_fen": "1.2万",
        "channel": "广告",
    }
    told = {f"activities.{name}": text for name, text in row.items()}
    entry = propose_entry("activities", [told], playbook=BOOK, owners={})
    assert not entry.wrong
    return enter(viewer, entry.proposal, at=AT).id


def test_an_activity_is_entered_changed_removed_and_comes_back(people: People) -> None:
    wang = people["王磊"]
    made = fair(wang)
    row = activity_for(people["周小雨"], made)  # the house's: everybody sees it
    assert (row.name, row.held_on, row.cost_fen, row.channel) == (
        "苏州机床展", date(2024, 6, 20), 1_200_000, "直接回应广告",
    )  # fmt: skip
    other = propose_entry(
        "activities", [{"activities.name": "苏州展", "activities.held_on": "2024-06-20"}],
        playbook=BOOK, owners={},
    )  # fmt: skip
    seen = kept_for(wang, "activities", made).rev
    assert revise(wang, "activities", made, other.proposal, seen_rev=seen, at=AT)
    assert activity_for(wang, made).name == "苏州展"
    ids = remove(wang, "activities", made, at=AT)
    assert activities_for(wang) == []
    restore(wang, "activities", ids, at=AT)
    assert len(activities_for(wang)) == 1


def test_who_came_is_counted_in_ones_own_rows(book: dict[str, int], people: People) -> None:
    admin, wang = people["管理员"], people["王磊"]
    Customer.objects.filter(name="甲公司").update(first_contact_on=date(2024, 6, 20))
    Customer.objects.filter(name="乙商贸").update(first_contact_on=date(2023, 1, 1))
    enter(admin, order([{"orders.ordered_on": "2024-06-25", "order_lines.product": "碳带",
                         "order_lines.amount_fen": "9"}]).proposal,
          customer_id=book["乙商贸"], at=AT)  # fmt: skip
    made = fair(admin)
    ids = attend(admin, made, book.values(), at=AT)
    assert attend(admin, made, book.values(), at=AT) == []  # once each
    row = activity_for(admin, made)
    assert (row.came, row.new, row.ordered, row.each_fen) == (2, 1, 1, 600_000)
    event = Event.objects.get(pk=ids[0])
    assert (event.event_kind, event.detail, event.happened_on) == (
        "参与活动", "苏州机床展", date(2024, 6, 20),
    )  # fmt: skip
    assert activity_for(wang, made).came == 1
    with pytest.raises(NotYours):
        attend(wang, made, [book["乙商贸"]], at=AT)
    assert leave_out(admin, ids, at=AT + timedelta(minutes=1)) == 2
    assert activity_for(admin, made).came == 0
    bring_back(admin, ids, at=AT + timedelta(minutes=2))
    assert activity_for(admin, made).came == 2


def test_a_sheet_is_matched_by_number_phone_or_name(book: dict[str, int], people: People) -> None:
    lines = [["甲公司"], ["张三", "138 0000 1111"], ["乙 商 贸"], ["不认识的公司"]]
    meant = meant_by(people["管理员"], lines)
    assert [one.customer_ids for one in meant] == [
        (book["甲公司"],), (book["甲公司"],), (book["乙商贸"],), (),
    ]  # fmt: skip
    assert next(one.customer_ids for one in meant_by(people["周小雨"], lines)) == ()


def test_a_sheet_of_activities_is_taken_for_one(people: People) -> None:
    def known(noun: str, identities: pl.Series) -> pl.DataFrame:
        return known_rows(people["管理员"], noun, identities)

    sheets = read_files([EXAMPLE], playbook=BOOK)
    made = propose(sheets, playbook=BOOK, kept=Kept(known, {}), wish=Wish())
    assert made.kind == "activities"
    part = made.part("activities")
    assert part is not None
    assert part.rows.select("_identity", "held_on", "cost_fen", "channel").rows() == [
        ("活动编号:H001", date(2024, 5, 18), 1_250_000, "展会问卷"),
        ("活动编号:H002", date(2024, 6, 6), None, None),
    ]
