"""Writing by hand from anywhere: a customer, an order by keyboard alone, a case by thumb."""

import re
import time

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, toast, undo

WIDTHS = [pytest.param(WIDE, id="desk"), pytest.param(PHONE, id="phone")]
A_CALL_S, A_CASE_S, AN_ORDER_S = 10, 15, 30


def begin(page: Page, key: str) -> None:
    """Open a form from the menu ＋: by keys at a desk, by touch on a phone."""
    if page.viewport_size == PHONE:
        page.locator(".phone-bar .add-menu summary").click()
        page.locator(f".phone-bar [data-add][data-key={key}]").click()
    else:
        page.keyboard.press("a")
        page.keyboard.press(key)
    expect(page.locator("#panel form.entry")).to_be_visible()


def somebody(page: Page) -> str:
    """Return the name of one of the customers the visitor sees."""
    page.goto("/follow-up/")
    return page.locator("#chosen .hit span").first.inner_text()


def pick(page: Page, name: str) -> None:
    """Type a customer's name into the box that has the caret and take the first one offered."""
    expect(page.locator("#panel [name=customer_text]")).to_be_focused()
    page.keyboard.type(name)
    expect(page.locator("#panel .picks [aria-selected]")).to_contain_text(name)
    page.keyboard.press("Enter")


def save(page: Page) -> None:
    """Save by keys, or by the thumb."""
    if page.viewport_size == PHONE:
        page.locator("#panel .btn-primary").click()
    else:
        expect(page.locator("#panel form.entry :focus")).to_have_count(1)
        page.keyboard.press("Control+Enter")


@pytest.mark.parametrize("size", WIDTHS)
def test_a_new_customer_with_the_first_follow_up(enter: Visitors, size: ViewportSize) -> None:
    enter.expects("422")
    page = enter("销售顾问", "/tasks/", viewport=size)
    begin(page, "k")
    save(page)
    panel = page.locator("#panel")
    for said in ("请填写客户名称", "请填写所属行业", "请填写联系人", "请填写联系电话"):
        expect(panel).to_contain_text(said)
    name = f"新程数控{size['width']}有限公司"
    panel.get_by_label("客户名称").fill(name)
    panel.get_by_label("所属行业").fill("机械")
    panel.get_by_label("联系人*").fill("顾明")
    panel.get_by_label("联系电话").fill(f"1390000{size['width']:04}")
    panel.get_by_label("说了什么").fill("来问打印机")
    panel.get_by_label("下一步").press_sequentially("3日内给方案")
    expect(panel.locator(".due")).to_contain_text(re.compile(r"→ \d\d-\d\d 周.*3 天"))
    fits(page)
    page.set_viewport_size(size)
    save(page)
    toast(page, f"已新建客户 {name}")
    expect(page).to_have_url(re.compile("/tasks/$"))  # finished where it began
    begin(page, "k")
    panel.get_by_label("客户名称").press_sequentially(name)
    already = panel.locator(".already").first
    expect(already).to_contain_text("名称相同")
    with page.expect_popup() as opened:  # what was typed so far stays where it is
        already.get_by_role("link").click()
    expect(opened.value.locator(".story")).to_contain_text("来问打印机")


def type_two_lines(page: Page) -> None:
    """Type two lines of an order, the first by picking a product."""
    keys = page.keyboard
    first = page.locator("#panel [data-line]").first
    expect(first.locator("[name=product]")).to_be_focused()
    keys.type("打印")
    expect(first.locator(".picks [aria-selected]")).to_contain_text("打印")
    keys.press("Enter")  # takes the product, its price and one piece, and goes to the quantity
    keys.type("2")
    keys.press("Tab")
    keys.type("1280")
    keys.press("Tab")
    keys.type("8")
    expect(first.locator("[name=amount]")).to_have_value("2355.2")
    keys.press("Enter")  # the next line
    keys.type("自备碳带")
    keys.press("Tab")
    keys.type("10")
    keys.press("Tab")
    keys.type("5.55")
    expect(page.locator("#panel [data-total]")).to_have_text("2,410.70")


@pytest.mark.parametrize("size", WIDTHS)
def test_an_order_of_two_lines(enter: Visitors, size: ViewportSize) -> None:
    page = enter("销售顾问", "/", viewport=size)
    name = somebody(page)
    page.goto("/tasks/")
    started = time.monotonic()
    begin(page, "d")
    pick(page, name)
    type_two_lines(page)
    fits(page)
    page.set_viewport_size(size)
    page.keyboard.press("Control+Enter")
    toast(page, "2,410.70 元，2 行")
    assert time.monotonic() - started < AN_ORDER_S
    undo(page, "已录入订单", then="已撤销")


def test_lines_come_and_go_and_an_amount_may_be_typed(enter: Visitors) -> None:
    page = enter("管理员", "/entries/orders/new/")
    lines = page.locator("[data-line]")
    expect(lines).to_have_count(2)
    page.locator("[data-add-line]").click()
    expect(lines).to_have_count(3)
    lines.nth(2).locator("[name=product]").fill("碳带")
    lines.nth(2).locator("[name=amount]").fill("1.2万")
    expect(page.locator("[data-total]")).to_have_text("12,000.00")
    lines.nth(0).get_by_label("去掉这一行").click()
    expect(lines).to_have_count(2)
    expect(page.locator("[data-total]")).to_have_text("12,000.00")


@pytest.mark.parametrize("size", WIDTHS)
def test_a_complaint(enter: Visitors, size: ViewportSize) -> None:
    page = enter("销售顾问", "/", viewport=size)
    name = somebody(page)
    page.goto("/tasks/")
    started = time.monotonic()
    begin(page, "w")
    pick(page, name)
    panel = page.locator("#panel")
    panel.get_by_text("物流时效").click()
    panel.get_by_text("较重").click()
    words = f"{size['width']} 箱三天没到货"
    panel.get_by_label("说了什么").fill(words)
    fits(page)
    page.set_viewport_size(size)
    save(page)
    toast(page, f"已录入问题：{name}")
    assert time.monotonic() - started < A_CASE_S
    page.goto("/follow-up/?q=" + name)
    page.locator("#chosen .hit").first.click()
    page.locator(".narrow h2 a").click()
    line = page.locator(".story li", has_text=words).first
    expect(line).to_contain_text("物流时效")
    line.get_by_role("link", name="修改").click()
    page.locator("#panel").get_by_text("已解决").click()
    page.locator("#panel .btn-primary").click()
    toast(page, "已修改问题")
    expect(page.locator(".story li", has_text=words).first).to_contain_text("已解决")
    page.locator(".story li", has_text=words).first.get_by_role("button", name="删除").click()
    undo(page, "已删除这条问题", then="放回去了")
    expect(page.locator(".story")).to_contain_text(words)


def test_a_call_is_noted_by_keys_in_ten_seconds(enter: Visitors) -> None:
    page = enter("销售顾问", "/")
    name = somebody(page)
    page.goto("/tasks/")
    started = time.monotonic()
    begin(page, "g")
    pick(page, name)
    keys = page.keyboard
    keys.type("问了交期，下周给样品")
    keys.press("Tab")  # 方式
    keys.press("Tab")  # 反馈
    keys.press("Space")
    keys.press("Tab")
    keys.type("下周三送样品")
    expect(page.locator("#panel .due")).to_contain_text("周三")
    keys.press("Control+Enter")
    toast(page, f"已录入跟进：{name}")
    assert time.monotonic() - started < A_CALL_S


def test_esc_closes_and_what_was_typed_is_there_again(enter: Visitors) -> None:
    page = enter("销售顾问", "/tasks/")
    begin(page, "x")
    panel = page.locator("#panel")
    panel.get_by_label("需求内容").fill("多终端同步")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    begin(page, "x")
    expect(panel.get_by_label("需求内容")).to_have_value("多终端同步")


def test_from_a_customers_page_the_customer_is_given(enter: Visitors) -> None:
    page = enter("销售顾问", "/")
    name = somebody(page)
    page.locator("#chosen .hit").first.click()
    page.locator(".narrow h2 a").click()
    page.locator(".add-here summary").click()
    page.locator(".add-here").get_by_role("link", name="报价").click()
    panel = page.locator("#panel")
    expect(panel.locator(".entry-for")).to_contain_text(name)
    panel.get_by_label("产品*").fill("热敏标签")
    panel.get_by_label("报价金额").fill("1.2万")
    panel.get_by_label("优惠比例").fill("8")
    page.keyboard.press("Control+Enter")
    toast(page, f"已录入报价：{name}")
    expect(page.locator(".story")).to_contain_text("热敏标签")
    undo(page, "已录入报价", then="已撤销")


def test_every_form_fits_both_screens(enter: Visitors) -> None:
    page = enter("管理员", "/")
    page.keyboard.press("a")
    entries = page.locator(".rail [data-add]")
    for address in [entry.get_attribute("href") or "" for entry in entries.all()]:
        page.goto(address)
        more = page.locator(".entry-more summary")
        if more.count():
            more.click()
        fits(page)
