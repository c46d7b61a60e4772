"""The name of a customer that is a person is masked for who may not see names (S0-13)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from records.conftest import AT

from zhike.access.viewer import viewer_for
from zhike.playbook.load import load_builtin
from zhike.records.account.changes import create_account
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.customer.named import named_for, shown_name
from zhike.records.home import Home
from zhike.records.listing.lookups import GridQuestion, grid_for
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.division import division_for
from zhike.records.merge.judging import judge_pair
from zhike.records.merge.lookups import merges_of, merging_for
from zhike.records.merge.related import related_to
from zhike.records.portrait.page import page_for
from zhike.records.task.lookups import tasks_for
from zhike.records.task.models import Task
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
NAME, FIRM = "欧阳晓峰", "晓峰商贸有限公司"


@pytest.fixture
def ids(people: dict[str, Viewer]) -> list[int]:
    """Return a person kept twice, and a firm of his."""
    rows = [
        Customer.objects.create(
            name=name, kind=kind, identity=f"编号:P{i}", external_id=f"P{i}", rev=1, created_at=AT,
            number=f"C20240700{i}", number_month=202407, number_seq=i,
        )
        for i, (name, kind) in enumerate([*[(NAME, "person")] * 2, (FIRM, "organisation")])
    ]  # fmt: skip
    return [row.pk for row in rows]


@pytest.fixture
def boss(people: dict[str, Viewer]) -> Viewer:
    """Return somebody who sees every row and no full name."""
    return viewer_for(create_account("zong", name="总", role="总经理", by=None, at=AT))


def told(viewer: Viewer, ids: list[int], home: Home) -> str:
    """Return all that is said of the person at one viewer's places, as one text."""
    one, merge = ids[0], merges_of(viewer, ids[0])[0]
    playbook = load_builtin()
    said: list[Any] = [
        page_for(viewer, one, playbook=playbook, home=home),
        grid_for(viewer, GridQuestion(), as_of=date(2024, 7, 1)).rows,
        tasks_for(viewer), named_for(viewer, ids), merge, related_to(viewer, ids[2]),
        division_for(viewer, merge.id, home=home),
    ]  # fmt: skip
    return repr(said)


def test_no_place_says_it_to_who_may_not_see_it(
    people: dict[str, Viewer], boss: Viewer, ids: list[int], tmp_path: Any
) -> None:
    admin, home = people["管理员"], Home(tmp_path).ensure()
    rev = Customer.objects.get(pk=ids[0]).rev
    edit_customer(admin, ids[0], {"name": f"{NAME}先"}, seen_rev=rev, at=AT)
    rev = Customer.objects.get(pk=ids[0]).rev
    edit_customer(admin, ids[0], {"name": NAME}, seen_rev=rev, at=AT)
    merge_customers(admin, ids[0], [ids[1]], at=AT)
    judge_pair(admin, ids[0], ids[2], "有关联", relation="其他", at=AT)
    Task.objects.create(customer_id=ids[0], title="回访", due_on=date(2024, 7, 9), created_at=AT)
    assert NAME in told(admin, ids, home)
    seen = told(boss, ids, home)
    assert ("晓峰商贸" in seen, "欧阳**" in seen) == (True, True)
    assert NAME not in seen


def test_who_may_see_names_sees_them_and_a_firm_has_none_to_hide(
    people: dict[str, Viewer], boss: Viewer, ids: list[int]
) -> None:
    person, _twice, firm = Customer.objects.order_by("id")
    assert (shown_name(boss, person), shown_name(boss, firm)) == ("欧阳**", FIRM)
    assert shown_name(people["王磊"], person) == NAME
    blind = replace(people["管理员"], may=people["管理员"].may - {"see_full"})
    sides = merging_for(blind, ids[:2]).sides
    assert [(side.name, side.values["name"]) for side in sides] == [("欧阳**", "欧阳**")] * 2
