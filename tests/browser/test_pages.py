"""Every page opens for every role, at a desk and on a phone, and never scrolls sideways."""

import pytest
from playwright.sync_api import expect

from browser.conftest import Visitors
from browser.seen import PHONE, REPORT, fits, opens

RAIL = ["今天", "客户", "收集", "整理", "标签与指标", "分析", "报表", "行动", "设置"]
ROLES = ["管理员", "销售经理", "销售顾问"]


@pytest.mark.parametrize("role", ROLES)
def test_every_place_of_the_rail(enter: Visitors, role: str) -> None:
    page = enter.by_card(role)
    entries = page.locator(".rail-entry")
    assert [text.strip() for text in entries.all_text_contents()] == RAIL
    for address in [entry.get_attribute("href") for entry in entries.all()]:
        opens(page, address or "")
        expect(page.locator(".rail-entry[aria-current]")).to_have_count(1)


@pytest.mark.parametrize("role", ROLES)
def test_a_customer_a_report_and_what_else_opens(enter: Visitors, role: str) -> None:
    page = enter(role, "/customers/?sort=-amount", viewport=PHONE)
    customer = page.locator("tr[data-url]").first.get_attribute("data-url") or ""
    for address in (customer, f"{customer}edit/", "/follow-up/", "/tasks/plan/"):
        opens(page, address)
    opens(page, REPORT)
    expect(page.locator(".chart-box svg")).to_have_count(page.locator(".chart-box").count())
    page.locator(".figure .why").first.click()
    expect(page.locator("#panel .why-number")).to_be_visible()
    fits(page)


def test_the_result_of_an_import(enter: Visitors) -> None:
    page = enter("管理员", "/")
    opens(page, "/collect/")
    link = page.locator(".batches").get_by_role("link", name="客户资料总表.xlsx")
    opens(page, link.get_attribute("href") or "")
    expect(page.locator(".walk-now")).to_have_text("已接收")
