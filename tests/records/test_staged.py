"""Many new rows go in by way of a file beside the book; what is kept is the same."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from records.conftest import AT
from records.proposals import part, proposal, small_book
from records.test_batch import quiet, take_in

from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.intake.changes import undo_batch
from zhike.records.listing.lookups import find
from zhike.records.staging import WORTH_IT
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db(transaction=True)
People = dict[str, Viewer]
COUNT = WORTH_IT + 100
ODD = {7: "a'b\"c", 8: "100%s", 9: "有\x00空", 10: None}


def big_book():
    """Return customers of two months in turns, some without a day, each with a contact."""
    days = (date(2024, 5, 1), date(2024, 6, 1), None)
    customers = [
        {
            "_identity": f"编号:B{i}",
            "external_id": f"B{i}",
            "name": ODD.get(i, f"丙{i}"),
            "first_contact_on": days[i % 3],
            "potential": i % 5 + 1,
            "等级": i if i % 2 else None,
        }
        for i in range(COUNT)
    ]
    contacts = [
        {"_identity": f"联系人:{i}", "_parent": f"编号:B{i}", "name": f"王{i}", "phone": str(i)}
        for i in range(COUNT)
    ]
    return proposal(part("customers", customers, ("等级",)), part("contacts", contacts))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a fresh home for the files beside batches."""
    return Home(tmp_path).ensure()


def test_many_rows_are_kept_as_few_are(home: Home, people: People) -> None:
    take_in(home, people["管理员"], small_book())
    batch = take_in(home, people["管理员"], big_book(), quiet)
    rows = list(Customer.objects.filter(born_batch_id=batch).order_by("id"))
    assert [row.external_id for row in rows] == [f"B{i}" for i in range(COUNT)]
    assert [row.source_row for row in rows] == list(range(2, COUNT + 2))
    # May has two customers already; every third row is of May, of June, of the day it came.
    assert [row.number for row in rows[:4]] == [
        "C202405003", "C202406001", rows[2].number, "C202405004"
    ]  # fmt: skip
    assert rows[5097].number == "C2024051702"
    assert rows[5098].number_seq == 1700
    nul = ODD[9] if connection.vendor == "sqlite" else "有空"  # PostgreSQL has no such character
    assert [row.name for row in rows[7:11]] == [ODD[7], ODD[8], nul, ""]
    assert (rows[3].own, rows[4].own, rows[4].potential) == ({"等级": 3}, {}, 5)
    assert [one["name"] for one in find(people["管理员"], "丙5099")] == ["丙5099"]
    linked = Contact.objects.filter(born_batch_id=batch).order_by("id")
    assert list(linked.values_list("customer_id", flat=True)) == [row.pk for row in rows]
    assert len({row.rev for row in rows}) == 3  # transactions of at most 2,000
    assert not list(Path(settings.DATABASES["default"]["NAME"]).parent.glob("*-staged-*"))
    assert undo_batch(batch, home=home, by=people["管理员"].account_id, at=AT) == []
    assert Customer.objects.live().count() == 2
    assert find(people["管理员"], "丙5099") == []


def test_a_failure_half_way_lets_go_of_the_file(home: Home, people: People) -> None:
    def full_disk(done: int, total: int, said: str) -> None:
        if done > 2_000:
            raise OSError(28, "No space left on device")

    for _ in range(2):  # a second time: nothing of the first is in the way
        with pytest.raises(OSError, match="No space"):
            take_in(home, people["管理员"], big_book(), full_disk)
        assert not Customer.objects.exists()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA database_list")
            assert [row[1] for row in cursor.fetchall()] == ["main"]
