"""A figure's why: the formula with its values, and rows that come to the figure."""

import re
from html import unescape

import pytest
from django.test import Client
from web.two_books import logged_in

from zhike.jobs.run import run_now
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db


def why(client: Client, asked: str, **headers: str) -> str:
    """Return the why of a figure as text."""
    answer = client.get(f"/why/?{asked}", headers=headers)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def admin(quarter: dict[str, Viewer]) -> Client:
    """Return the administrator's browser."""
    return logged_in(quarter["管理员"].account_id)


def test_a_formula_shows_the_values_put_in(admin: Client) -> None:
    page = why(admin, "metric=转化率&period=2024Q2")
    assert "成交客户数 ÷ 新增客户数 × 100%" in page
    assert "45 ÷ 120 × 100% = 37.5%" in page
    assert "64 行，45 家客户" in page


def test_the_rows_come_to_the_figure_and_name_their_cell(admin: Client) -> None:
    page = why(admin, "metric=总销售额&period=2024Q2&月=2024-05")
    assert "880,000.00" in page  # 5月 88.0万
    assert "23 行，合计 880,000.00 元" in page
    assert "五月.xlsx#订单!" in page
    worths = re.findall(r"([\d,]+\.\d\d) 元</td>", page)
    assert sum(float(worth.replace(",", "")) for worth in worths) == 880_000.0


@pytest.mark.parametrize(
    ("metric", "where", "value"),
    [
        ("成交客户数", {}, 45),
        ("复购客户数", {}, 19),
        ("新增客户数", {"区域": "华东"}, 40),
        ("成交客户数", {"区域": "华东"}, 18),
        ("总销售额", {"月": "2024-04"}, 1_000_000.0),
    ],
)
def test_each_figure_equals_its_rows(
    quarter: dict[str, Viewer], metric: str, where: dict[str, str], value: float
) -> None:
    found = run_now("explain_figure", quarter["管理员"], name=metric, period="2024Q2", where=where)
    behind = found["behind"]
    assert found["value"] == value
    counted = f"{value:,.0f} 家客户" if "成交" in metric or "复购" in metric else f"{value:,.2f}"
    said = f"{value} 行" if metric == "新增客户数" else counted
    assert said in behind["said"]


def test_many_rows_are_paged(admin: Client) -> None:
    first = why(admin, "metric=新增客户数&period=2024Q2")
    assert "共 120 行" in first
    assert first.count("五月.xlsx#客户!") == 50
    assert why(admin, "metric=新增客户数&period=2024Q2&page=3").count("五月.xlsx#客户!") == 20


def test_the_panel_is_a_fragment(admin: Client) -> None:
    panel = why(admin, "metric=总销售额&period=2024Q2", **{"HX-Request": "true"})
    assert "<html" not in panel
    assert "打开全部 64 行" in panel


def test_a_condition_narrows_the_customers(admin: Client) -> None:
    page = why(admin, 'metric=新增客户数&period=2024Q2&where=区域 = "华东"')
    assert "共 40 行" in page


def test_a_consultant_gets_the_own_rows(quarter: dict[str, Viewer]) -> None:
    page = why(logged_in(quarter["王磊"].account_id), "metric=新增客户数&period=2024Q2")
    assert "共 60 行" in page
    assert "我的客户 60 家" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "没有写明是哪个数字"),
        ("metric=销售而", "手册里没有指标“销售而”"),
        ("metric=总销售额&period=去年", "看不懂周期“去年”"),
        ("metric=总销售额&产品=笔", "不能按产品拆开"),
    ],
)
def test_what_cannot_be_told_is_said(admin: Client, asked: str, said: str) -> None:
    answer = admin.get(f"/why/?{asked}")
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_median_names_the_rows_in_the_middle(quarter: dict[str, Viewer]) -> None:
    found = run_now("explain_figure", quarter["管理员"], name="复购周期", period="2024Q2")
    behind = found["behind"]
    assert behind["count"] == 62 - 45  # 62 days of orders, less each customer's first
    assert behind["said"] == f"17 行，从小到大第 9 行：{found['text']} 天"
    assert {row["said"].text != "" for row in behind["rows"]} == {True}
