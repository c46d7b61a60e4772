"""Findings in the house: kept by an analysis, said to whom they concern, followed to rows."""

import json
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from records.proposals import PROBLEMS, part
from web.two_books import AT, empty_house, fresh_house, logged_in

from zhike.access.viewer import viewer_for
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account, create_team
from zhike.records.customer.models import Customer
from zhike.records.finding.lookups import FindingRow, findings_for
from zhike.records.finding.models import Finding
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.task.models import Task
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
AS_OF = "2026-06-30"
RECENT, BEFORE = date(2026, 3, 1), date(2025, 9, 1)
WAN = 10_000_00


def book() -> dict[str, Viewer]:
    """Take in forty buyers of two consultants; 1 and 2 are one firm, 1…12 complain and leave."""
    people = {"管理员": fresh_house()}
    for team, name, role in (
        ("一组", "赵敏", "销售经理"), ("一组", "王磊", "销售顾问"), ("二组", "周小雨", "销售顾问"),
        ("客服", "何静", "客服主管"),
    ):  # fmt: skip
        team_id = create_team(team, by=None, at=AT)
        made = create_account(name, name=name, role=role, team_id=team_id, by=None, at=AT)
        people[name] = viewer_for(made)
    _take_in(people)
    run_now("analyse", people["管理员"], as_of=AS_OF)
    return people


def _take_in(people: dict[str, Viewer]) -> None:
    owners = (people["王磊"].account_id, people["周小雨"].account_id)
    place = {"_file": "老表.xlsx"}
    customers = [
        {**place, "_sheet": "客户", "_row": n + 1, "_identity": f"编号:K{n}",
         "external_id": f"K{n}", "name": f"第{n}号精密机械", "region": "华东",
         "customer_type": "成交", "credit_code": "91009900MA4JURQ28L" if n <= 2 else "",
         "owner_id": owners[n % 2]}
        for n in range(1, 41)
    ]  # fmt: skip
    days = {n: [BEFORE] * 4 + [RECENT] * (1 if n <= 12 else 4) for n in range(1, 41)}
    orders = [
        {**place, "_sheet": "订单", "_row": row, "_identity": f"订单号:O{row}",
         "_parent": f"编号:K{n}", "external_id": f"O{row}", "ordered_on": day,
         "amount_fen": (60 if n <= 2 else 1) * WAN}
        for row, (n, day) in enumerate(((n, day) for n in days for day in days[n]), 2)
    ]  # fmt: skip
    cases = [
        {**place, "_sheet": "问题", "_row": row, "_identity": f"问题单号:W{row}",
         "_parent": f"编号:K{1 + row % 12}", "external_id": f"W{row}", "case_kind": "投诉",
         "topic": "物流时效", "severity": "一般", "opened_at": str(RECENT)}
        for row in range(24)
    ]  # fmt: skip
    parts = (part("customers", customers), part("orders", orders), part("cases", cases))
    proposal = Proposal("customers", ("老表.xlsx",), parts, PROBLEMS, (), {"new": 40}, {})
    home, by = settings.HOME, people["管理员"].account_id
    batch = open_batch(proposal, home=home, playbook_version="t", about={}, by=by, at=AT)
    accept_batch(batch, proposal, home=home, by=by, at=AT, progress=lambda *_: None)


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Viewer]]:
    """Return Viewers by name; what a test writes on top is rolled back after it."""
    with django_db_blocker.unblock():
        yield book()
        empty_house()


def of_kind(viewer: Viewer, kind: str) -> FindingRow:
    return next(row for row in findings_for(viewer) if row.kind == kind)


def page(viewer: Viewer, address: str) -> str:
    answer = logged_in(viewer.account_id).get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def id_of(number: int) -> int:
    return Customer.objects.get(external_id=f"K{number}").pk


def test_one_firm_under_two_numbers(people: dict[str, Viewer]) -> None:
    # Each 5 orders of 60 万 = 300 万 (B), together 600 万 (A).
    row = of_kind(people["管理员"], "同一客户")
    assert row.text.startswith("第1号精密机械等 2 条记录其实是同一家，合起来是第 1 大客户")
    assert "300 + 300 = 600万元" in row.text
    assert (row.wording, row.n_said, row.customers) == ("事实", "2 条记录", 2)


def test_the_why_shows_test_figures_and_the_cell(people: dict[str, Viewer]) -> None:
    row = of_kind(people["管理员"], "问题激增")
    shown = page(people["管理员"], f"/findings/{row.id}/")
    assert "12 家买家订单 −75%，其他买家 0%" in shown
    assert "置换检验 p<0.001，12 家对 28 家" in shown
    assert "老表.xlsx#问题!" in shown
    assert "老表.xlsx#客户!2" in shown
    assert f'href="/customers/?finding={row.id}"' in shown
    assert "共 60 行，最近的 60 行" in shown  # 12 buyers with 4 + 1 orders
    assert "2026-03-01 60.0万元" in shown
    assert "老表.xlsx#订单!" in shown
    assert "数据截至 2026-06-30" in shown


def test_the_list_holds_exactly_these_customers(people: dict[str, Viewer]) -> None:
    row = of_kind(people["管理员"], "问题激增")
    shown = page(people["管理员"], f"/customers/?finding={row.id}")
    assert "共 12 家" in shown
    assert "第13号" not in shown


def test_what_is_refused_is_listed_with_its_reason(people: dict[str, Viewer]) -> None:
    shown = page(people["何静"], "/findings/")
    assert "不下结论" in shown
    finding = Finding.objects.filter(scope="all", refused=False)
    assert finding.count() == len(findings_for(people["管理员"]))


def test_a_role_hears_first_what_concerns_it(people: dict[str, Viewer]) -> None:
    assert findings_for(people["何静"])[0].kind == "问题激增"
    assert findings_for(people["管理员"])[0].kind == "同一客户"


def test_a_consultant_hears_of_the_own_customers_only(people: dict[str, Viewer]) -> None:
    row = of_kind(people["王磊"], "同一客户")
    assert "里有您的客户 1 家（共 2 家）：第2号精密机械（近12个月 " in row.text
    shown = page(people["王磊"], f"/findings/{row.id}/")
    assert "第1号" not in shown
    assert "600" not in shown
    whole = of_kind(people["管理员"], "同一客户")
    answer = logged_in(people["王磊"].account_id).get(f"/findings/{whole.id}/")
    assert answer.status_code == 404
    assert "第1号" not in page(people["王磊"], f"/customers/?finding={whole.id}")


def test_tasks_come_from_a_finding_and_go_in_one_step(people: dict[str, Viewer]) -> None:
    row = of_kind(people["管理员"], "问题激增")
    client = logged_in(people["管理员"].account_id)
    made = client.post(f"/findings/{row.id}/plan/", follow=True)
    said = unescape(made.content.decode())
    assert "已建 12 个任务：回访物流时效投诉客户" in said
    tasks = Task.objects.filter(finding_id=row.id, state="待办")
    assert tasks.count() == 12
    assert {task.owner_id for task in tasks} == {people[n].account_id for n in ("王磊", "周小雨")}
    assert f'href="/findings/{row.id}/"' in page(people["管理员"], "/tasks/?whose=all")
    # A consultant who got one of the tasks may read what it came from.
    seen = page(people["王磊"], f"/findings/{row.id}/")
    assert "伴随物流时效投诉”里有您看得到的 6 家" in seen
    assert "12 家买家" not in seen
    assert "第1号" not in seen
    undo = next(part for part in said.split('"') if part.startswith("/tasks/plan/undo/"))
    client.post(undo)
    assert not Task.objects.filter(finding_id=row.id, state="待办").exists()


def test_a_finding_with_a_task_outlives_the_next_run(people: dict[str, Viewer]) -> None:
    row, other = (of_kind(people["管理员"], kind) for kind in ("问题激增", "同一客户"))
    run_now("plan_finding", people["管理员"], finding=row.id)
    run_now("analyse", people["管理员"], as_of=AS_OF)
    assert row.title in page(people["管理员"], f"/findings/{row.id}/")
    assert not Finding.objects.filter(pk=other.id).exists()


def test_over_http_and_on_the_command_line(people: dict[str, Viewer]) -> None:
    answer = logged_in(people["管理员"].account_id).get("/api/v1/findings")
    found = json.loads(answer.content)["findings"]
    assert {"id", "title", "text", "n", "p", "wording", "refused", "customers"} <= set(found[0])
    assert sorted(found[0]["customers"]) == ["K1", "K2"]
    again = run_now("analyse", people["管理员"], as_of=AS_OF)
    assert [one["title"] for one in again["findings"]] == [one["title"] for one in found]


def test_a_merged_firm_is_no_finding_any_more(people: dict[str, Viewer]) -> None:
    Customer.objects.filter(pk=id_of(2)).update(merged_into=id_of(1))
    assert "同一客户" not in {row.kind for row in findings_for(people["管理员"])}
