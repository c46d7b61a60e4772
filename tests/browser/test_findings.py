"""From a sentence on 今天 to its rows in two clicks, and tasks made of it taken back."""

from playwright.sync_api import expect

from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, opens, toast, undo

STORIES = ("其实是同一家", "伴随物流时效投诉", "卖得更多，赚得更少")


def test_the_three_findings_stand_on_today(enter: Visitors) -> None:
    page = enter("总经理", "/")
    lines = page.locator("#findings .findings li")
    expect(lines).to_have_count(3)
    for number, story in enumerate(STORIES):
        expect(lines.nth(number)).to_contain_text(story)
    assert "n=34 对" in lines.nth(1).inner_text()
    fits(page)


def test_two_clicks_from_the_sentence_to_a_customer(enter: Visitors) -> None:
    page = enter("总经理", "/")
    page.locator("#findings .why-link").nth(1).click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("置换检验")
    expect(panel).to_contain_text("客户资料总表.xlsx#")
    panel.locator("table.lines-cards a").first.click()
    page.wait_for_url("**/customers/*/")


def test_the_page_of_a_finding_leads_to_exactly_its_customers(enter: Visitors) -> None:
    page = enter("客服主管", "/findings/", viewport=PHONE)
    opens(page, page.locator(".findings .why-link").first.get_attribute("href") or "")
    expect(page.locator(".why-card")).to_contain_text("高价值客户正在离开，伴随物流时效投诉")
    expect(page.locator(".why-card")).to_contain_text("销售订单明细.csv!")
    opens(page, page.get_by_role("link", name="这 34 家客户").get_attribute("href") or "")
    expect(page.locator(".pages > span").first).to_contain_text("共 34 家")


def test_what_is_not_concluded_has_its_reason(enter: Visitors) -> None:
    page = enter("管理员", "/findings/", viewport=WIDE)
    refused = page.locator("#refused")
    for said in ("春季耗材券", "重大投诉从 3 件降到 2 件", "华东的复购率最高"):
        expect(refused).to_contain_text(said)
    assert "%" not in refused.locator("li", has_text="重大投诉").first.inner_text()
    fits(page)


def test_tasks_of_a_finding_and_back(enter: Visitors) -> None:
    page = enter("管理员", "/findings/")
    page.locator(".findings li", has_text="伴随物流时效投诉").get_by_role(
        "button", name="建任务"
    ).click()
    toast(page, "已建 34 个任务：回访物流时效投诉客户")
    undo(page, "已建 34 个任务", then="已撤回 34 个任务")
