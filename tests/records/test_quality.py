"""How complete the book is: from the snapshot, day by day, within a Viewer's rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from django.db import connection
from records.conftest import AT
from records.test_batch import People

from zhike.playbook.load import load_builtin
from zhike.records.catalogue.filled import of_customer
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.order.models import Order, OrderLine
from zhike.records.quality.changes import keep_quality
from zhike.records.quality.extract import fullness
from zhike.records.quality.filled_sql import customers_touched_through
from zhike.records.quality.lookups import before_for, trend_for
from zhike.records.quality.models import QualityDay
from zhike.words.field import FieldSpec

pytestmark = pytest.mark.django_db
PLAYBOOK = load_builtin()
PATHS = {"has_a": "customers.name", "has_b": "contacts.phone"}
WANTED = (
    *PLAYBOOK.key_fields,
    *map(PLAYBOOK.field, (
        "customers.potential", "customers.first_contact_on", "contacts.title",
        "orders.ordered_on", "order_lines.product", "activities.name",
    )),
    next(spec for spec in PLAYBOOK.fields("customers") if spec.own),
)  # fmt: skip


def customer(at: int, **values: object) -> Customer:
    return Customer.objects.create(
        identity=f"编号:{at}", rev=at, number_month=202406, number_seq=at, number=f"C{at}",
        created_at=AT, **values,
    )  # fmt: skip


def extracted(fields: Sequence[FieldSpec]) -> list[dict[str, Any]]:
    extract = fullness(fields)
    sql = extract.sqlite_sql if connection.vendor == "sqlite" else extract.postgres_sql
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({sql}) AS own ORDER BY customer_id")
        names = [column[0] for column in cursor.description]
        assert names == list(extract.columns)
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_flags_say_what_the_orm_says_of_every_kind_of_field(people: People) -> None:
    """A blank, a word for nothing and a gone contact are as good as nothing."""
    own = next(spec.name for spec in WANTED if spec.own)
    full = customer(
        1, name="甲州精密", industry_text="机械", potential=3, first_contact_on=date(2024, 1, 2),
        own={own: 3}, source_channel="展会", owner_id=people["王磊"].account_id,
    )  # fmt: skip
    bare = customer(2, name="暂无", customer_type="")
    kept = {"created_at": AT, "rev": 3}
    Contact.objects.create(customer=full, phone="13800001111", title="采购", identity="a", **kept)
    Contact.objects.create(customer=bare, name="钱", phone="-", identity="b", **kept)
    Contact.objects.create(customer=bare, phone="138", identity="c", gone_at=AT, **kept)
    order = Order.objects.create(
        customer=full, ordered_on="2024-05-01", amount_fen=1, identity="o", **kept
    )
    OrderLine.objects.create(order=order, product="轴承", amount_fen=1, identity="l", **kept)
    gone = customer(3, name="丙", gone_at=AT)
    rows = extracted(WANTED)
    assert [row["customer_id"] for row in rows] == [full.pk, bare.pk]
    for spec in WANTED:
        has = set(Customer.objects.filter(of_customer(spec)).values_list("id", flat=True))
        found = {row["customer_id"] for row in rows if row[spec.flag]}
        assert found == has - {gone.pk}, spec.path
        assert (full.pk in found) == (spec.path not in ("contacts.name", "activities.name"))
        assert bare.pk not in found or spec.path == "contacts.name"
    team = people["王磊"].team_ids
    assert (rows[0]["team_id"], rows[0]["channel"]) == (*team, "展会")
    assert (rows[1]["owner_id"], rows[1]["channel"]) == (None, None)


def test_a_new_contact_or_line_touches_its_customer(people: People) -> None:
    one, _ = customer(1), customer(2)
    kept = {"created_at": AT, "rev": 9}
    Contact.objects.create(customer=one, identity="a", **kept)
    order = Order.objects.create(
        customer=one, ordered_on="2024-05-01", amount_fen=1, identity="o", created_at=AT, rev=1
    )
    OrderLine.objects.create(order=order, product="轴承", amount_fen=1, identity="l", **kept)
    for path in ("contacts.phone", "order_lines.product"):
        sql = customers_touched_through(PLAYBOOK.field(path))
        with connection.cursor() as cursor:
            cursor.execute(sql.replace("{token}", "8"))
            assert cursor.fetchall() == [(one.pk,)]
            cursor.execute(sql.replace("{token}", "9"))
            assert cursor.fetchall() == []
    assert customers_touched_through(PLAYBOOK.field("customers.name")) == ""


def counted(people: People, *, mine: int, theirs: int, nobodys: int) -> list[dict[str, Any]]:
    """Return ten customers of each owner, of whom so many have a phone, and all a name."""
    owners = (people["王磊"].account_id, people["周小雨"].account_id, None)
    return [
        {"owner_id": owner, "channel": channel, "customers": 10, "has_a": 10, "has_b": has}
        for owner, channel, has in zip(
            owners, ("展会", "官网", None), (mine, theirs, nobodys), strict=True
        )
    ]


def test_everybody_sees_the_days_of_their_own_people(people: People) -> None:
    for day, has in ((date(2024, 5, 1), 0), (date(2024, 6, 30), 5), (date(2024, 7, 1), 6)):
        keep_quality(day, counted(people, mine=has, theirs=10, nobodys=0), paths=PATHS)
    keep_quality(
        date(2024, 7, 1), counted(people, mine=8, theirs=10, nobodys=0), paths=PATHS
    )  # again on the same day
    since, paths = date(2024, 6, 1), list(PATHS.values())

    def said(name: str) -> list[tuple[int, int]]:
        return [(one.filled, one.cells) for one in trend_for(people[name], paths, since=since)]

    assert said("管理员") == [(45, 60), (48, 60)]
    assert said("王磊") == said("李敏") == [(15, 20), (18, 20)]
    assert said("周小雨") == [(20, 20), (20, 20)]
    assert trend_for(people["王磊"], [*paths, "contacts.name"], since=since) == []
    assert [one.rate for one in trend_for(people["王磊"], ["contacts.phone"], since=since)] == [
        0.5, 0.8,
    ]  # fmt: skip


def test_what_a_group_was_before(people: People) -> None:
    today = date(2024, 7, 1)
    keep_quality(date(2024, 6, 10), counted(people, mine=5, theirs=1, nobodys=0), paths=PATHS)
    keep_quality(today, counted(people, mine=9, theirs=1, nobodys=0), paths=PATHS)

    def before(name: str, by: str) -> pl.DataFrame:
        rows = before_for(people[name], by, on=date(2024, 6, 1), today=today)
        return rows.filter(path="contacts.phone").sort("value", nulls_last=True)

    assert before("管理员", "channel")["value"].to_list() == ["官网", "展会", None]
    assert before("管理员", "channel")["filled"].to_list() == [1, 5, 0]
    mine = before("李敏", "team_id")
    assert mine["value"].to_list() == [str(next(iter(people["王磊"].team_ids)))]
    assert mine["filled"].to_list() == [5]
    assert before("周小雨", "owner_id").row(0)[3:] == (1, 10)
    assert before_for(people["管理员"], "channel", on=today, today=today).is_empty()


def test_old_days_thin_out_to_the_first_of_each_month(people: People) -> None:
    def keep(*days: date) -> None:
        for day in days:
            keep_quality(day, counted(people, mine=1, theirs=1, nobodys=1), paths=PATHS)

    keep(date(2024, 1, 3), date(2024, 1, 9), date(2024, 2, 5), date(2024, 5, 1), date(2024, 5, 2))
    keep(date(2024, 6, 1))
    days = QualityDay.objects.order_by("day").values_list("day", flat=True).distinct()
    assert [day.isoformat() for day in days] == [
        "2024-01-03", "2024-02-05", "2024-05-01", "2024-05-02", "2024-06-01",
    ]  # fmt: skip
