"""A customer called 王总 is kept, and never taken for the 王总 the book has already."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from web.small_book import open_book

from zhike.access.viewer import viewer_for
from zhike.records.account.changes import create_account, ensure_roles
from zhike.records.batch.chest import load_proposal
from zhike.records.customer.models import Customer
from zhike.records.entry.already import already_kept

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)
HEADS = "客户名称,联系电话,备注\n"


@pytest.fixture
def admin():
    ensure_roles()
    return viewer_for(create_account("admin", name="管理员", role="管理员", by=None, at=AT))


def waiting(batch: int) -> list[str]:
    """Return the customers of a batch that a person is asked about."""
    part = load_proposal(settings.HOME.batch(batch)).part("customers")
    assert part is not None
    return part.rows.filter(part.rows["_fate"] == "unclear")["name"].to_list()


def test_another_sheet_asks_who_is_meant_where_it_says_something_else(admin, tmp_path):
    first = HEADS + "王总,13800001111,要报价\n华兴机械厂,13800002222,老客户\n"
    assert waiting(open_book(admin, tmp_path, first)) == []
    assert waiting(open_book(admin, tmp_path, first)) == []  # the same file brings nothing new
    batch = open_book(admin, tmp_path, HEADS + "王总,13900003333,要样品\n华兴机械厂,,新客户\n")
    assert waiting(batch) == ["王总"]
    kept = Customer.objects.order_by("id").values_list("name", "remark")
    assert list(kept) == [("王总", "要报价"), ("华兴机械厂", "新客户")]


def test_a_name_that_names_nobody_is_not_told_as_kept_already(admin, tmp_path):
    open_book(admin, tmp_path, HEADS + "王总,13800001111,\n华兴机械厂,13800002222,\n")
    assert already_kept(admin, name="王总") == []
    assert [one.same for one in already_kept(admin, name="华兴机械厂")] == ["名称"]
    assert [one.same for one in already_kept(admin, name="王总", phone="13800001111")] == ["电话"]
