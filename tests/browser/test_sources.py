"""Where customers come from: keys, channels and their cost, competitors, who is to be thanked."""

import re

from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, toast

YEAR = "2025-07-01..2026-06-30"
CHANNEL = "转介绍"  # nobody wrote a cost down for it


def panel(page: Page, button: str) -> Locator:
    """Open a form beside the page by its button."""
    page.get_by_role("link", name=button).first.click()
    form = page.locator("#panel form.entry")
    expect(form).to_be_visible()
    return form


def save(form: Locator) -> None:
    """Keep what the panel holds; it goes away once it is kept."""
    form.get_by_role("button", name="保存", exact=False).first.click()
    expect(form).to_have_count(0)


def test_a_key_is_made_copied_once_and_revoked(enter: Visitors) -> None:
    page = enter("管理员", "/collect/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="接口").click()
    page.get_by_label("来源").fill("官网留言")
    page.get_by_role("button", name="建密钥").click()
    secret = page.locator("#key-secret").inner_text()
    page.locator(".key-secret button").click()
    toast(page, "密钥已复制")
    assert page.evaluate("navigator.clipboard.readText()") == secret
    fits(page)
    page.goto("/settings/keys/")
    expect(page.locator("#desk")).not_to_contain_text(secret)
    row = page.locator("tr", has_text="官网留言").first
    expect(row).to_contain_text(secret[:8])
    row.get_by_role("button", name="停用").click()
    toast(page, "用它的程序从现在起会被拒绝")
    expect(row).to_contain_text("已停用")
    fits(page)


def test_a_cost_written_down_gives_the_cost_of_a_new_customer(enter: Visitors) -> None:
    page = enter("管理员", f"/collect/channels/?period={YEAR}")
    row = page.locator(".channel-lines tbody tr", has=page.get_by_role("rowheader", name=CHANNEL))
    new = int(row.locator("td").nth(4).inner_text())
    expect(row.locator("td").nth(10)).to_have_text("—")
    form = panel(page, "记渠道费用")
    form.get_by_label("月份").fill("2026-05")
    form.get_by_label("渠道").fill(CHANNEL)
    form.get_by_label("费用（元）").fill(str(new * 20))
    save(form)
    page.goto(f"/collect/channels/?period={YEAR}")
    expect(row.locator("td").nth(10)).to_have_text("20")
    row.locator("td").nth(10).locator("a").click()
    expect(page.locator("#panel")).to_contain_text("获客成本")
    fits(page)


def test_a_competitor_gets_a_sheet_and_is_met(enter: Visitors) -> None:
    page = enter("管理员", "/collect/competitors/", viewport=PHONE)
    form = panel(page, "建对手资料")
    form.get_by_label("竞争对手名称").fill("捷标智能")
    form.get_by_label("信息来源").fill("客户所说")
    form.get_by_label("销售代表名字及销售特点").fill("陈立：报价快")
    save(form)
    page.goto("/collect/competitors/")
    sheet = page.get_by_role("link", name="捷标智能").first
    expect(page.locator("tr", has_text="捷标智能").first).to_contain_text("1 / 7")
    page.set_viewport_size(WIDE)
    page.goto("/customers/")
    customer = page.locator("table.sheet .row-name").first
    name = customer.inner_text()
    number = re.search(r"\d+", customer.get_attribute("href") or "")
    assert number
    page.goto(f"/entries/competitor-contacts/new/?customer={number[0]}")
    page.get_by_label("竞争对手").fill("捷标智能")
    page.get_by_role("button", name="保存", exact=False).first.click()
    page.goto("/collect/competitors/")
    sheet.click()
    expect(page.locator("#desk")).to_contain_text("陈*：报价快")
    expect(page.locator("#desk")).to_contain_text("1 家 · 1 次")
    expect(page.get_by_role("link", name=name).first).to_be_visible()
    fits(page)


def test_who_brought_a_customer_is_thanked(enter: Visitors) -> None:
    page = enter("管理员", "/collect/referrals/?only=due")
    due = page.locator("a.waiting")
    expect(due.first).to_be_visible()
    fits(page)
    page.set_viewport_size(PHONE)
    before = said(page)
    due.first.click()
    form = page.locator("#panel form.entry")
    form.get_by_label("致谢日期").fill("2026-06-30")
    save(form)
    page.goto("/collect/referrals/")
    assert said(page) == before - 1
    expect(page.locator("#desk")).to_contain_text("2026-06-30 已致谢")


def said(page: Page) -> int:
    """Return how many thanks the page says are due."""
    line = page.locator(".told li", has_text="没有致谢").inner_text()
    found = re.search(r"还有 (\d+) 次", line)
    assert found
    return int(found[1])
