"""标签与指标 is never empty, totals are measured, and each cell leads to its why."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client
from web.two_books import logged_in

from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(quarter: dict[str, Viewer]) -> Client:
    """Return the administrator's browser."""
    return logged_in(quarter["管理员"].account_id)


def table(client: Client, asked: str = "") -> list[list[str]]:
    """Return the pivot's rows as text, the foot last."""
    answer = client.get(f"/measure/{asked}")
    assert answer.status_code == 200
    body = unescape(answer.content.decode())
    pivot = body[body.index('class="lines pivot"') : body.index("</table>")]
    rows = re.findall(r"<tr>(.*?)</tr>", pivot, re.DOTALL)
    return [re.findall(r">([^<>\n]+)</(?:th|a|span)>", row) for row in rows]


def test_the_first_look_is_sales_by_month_and_region(admin: Client) -> None:
    head, *rows = table(admin)
    assert head == ["月", "华东", "华北", "华南", "西南", "合计"]
    assert [row[0] for row in rows] == ["2024-04", "2024-05", "2024-06", "合计"]
    assert [row[-1] for row in rows] == ["100.0万", "88.0万", "97.0万", "285.0万"]


def test_totals_of_ratios_are_measured_not_added(admin: Client) -> None:
    rows = table(admin, "?metric=转化率&by=区域&by=规模&period=2024Q2")
    assert rows[-1][-1] == "37.5%"
    assert next(row for row in rows if row[0] == "华东")[-1] == "45.0%"


def test_a_customer_counted_in_two_months_counts_once_in_all(admin: Client) -> None:
    rows = table(admin, "?metric=成交客户数&by=月&period=2024Q2")
    assert rows[-1] == ["合计", "45"]
    assert sum(int(row[1]) for row in rows[1:-1]) > 45


def test_what_cannot_be_asked_is_said_and_something_else_shown(admin: Client) -> None:
    answer = admin.get("/measure/?metric=总销售额&by=产品")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "“总销售额”不能按产品拆开" in page
    assert "2024-05" in page


def test_the_switch_brings_the_month_before(admin: Client) -> None:
    asked = "?metric=总销售额&by=月&period=2024Q2"
    before = unescape(admin.get(f"/measure/{asked}").content.decode())
    assert "compare=环比" in unquote(before)
    assert "环比 ↓" not in before
    after = unescape(admin.get(f"/measure/{asked}&compare=环比&compare=同比").content.decode())
    assert "环比 ↓12.0%" in after  # S3-40: 88万 in May after 100万 in April
    assert "同比 —" in after


def test_all_time_compares_only_by_time(admin: Client) -> None:
    page = admin.get("/measure/?metric=总销售额&by=月&by=区域&period=all&compare=环比")
    assert "环比 ↓12.0%" in page.content.decode()
