"""A form is built, filled in on a phone and at a desk, looked at, taken in, and given back."""

import re

from playwright.sync_api import Page, expect

from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, toast, total, undo


def test_from_the_builder_to_a_customer_and_back(enter: Visitors) -> None:
    enter.expects("422")  # what is wrong is said beside the box
    page = enter("客服主管", "/customers/")
    before = total(page)
    build(page)
    link = give_out(page)
    fill_in(enter, link, "全新贸易有限公司", phone=True)
    fill_in(enter, link, "另新贸易有限公司", phone=False)
    own = re.search(r"/forms/(\d+)/", page.url)  # the sample has a form of its own
    assert own
    page.goto(f"/collect/waiting/?form={own[1]}")
    cards = page.locator(".hand-in")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("新客户")
    expect(cards.first).to_contain_text("139****6666")
    fits(page)
    cards.first.get_by_role("button", name="显示全号").click()
    expect(cards.first).to_contain_text("13977776666")
    expect(cards.first).to_contain_text("4 / 5")  # the answers stay
    page.get_by_role("button", name="收下勾选的").click()
    toast(page, "已收下 2 份").hover()  # it stays while it is looked at
    beside = enter("客服主管", "/customers/")
    assert total(beside) == before + 2
    beside.goto("/collect/waiting/?state=已收")
    beside.get_by_role("link", name=re.compile("批次")).first.click()
    expect(beside.locator("#desk")).to_contain_text("表单 夏季展会")
    undo(page, "已收下 2 份", then="又回到待收")
    page.get_by_role("button", name="勾选的是垃圾").click()
    toast(page, "已标为垃圾 2 份")
    beside.goto("/customers/")
    assert total(beside) == before


def build(page: Page) -> None:
    """Build a form without the mouse's dragging, then with it."""
    page.goto("/collect/forms/")
    start = page.locator("button[value=fair]")
    if not start.is_visible():
        page.get_by_text("新表单").click()
    start.click()
    page.get_by_label("标题", exact=True).fill("夏季展会")
    search = page.get_by_label("搜字段")
    search.fill("微信")
    search.press("Enter")
    expect(page.locator(".asked-item")).to_have_count(8)
    page.locator("button[value='ask:satisfaction']").click()
    expect(page.locator(".asked-item")).to_have_count(9)
    up = page.get_by_role("button", name="把您对我们总体满意吗？上移")
    up.focus()
    up.press("Enter")
    labels = page.locator(".asked-label")
    expect(labels.nth(7)).to_have_value("您对我们总体满意吗？")
    page.wait_for_timeout(400)  # what was typed is kept by then, and no answer takes the grip away
    page.wait_for_function("!document.querySelector('.htmx-request')")
    page.locator(".asked-grip").nth(1).drag_to(
        page.locator(".asked-item").nth(0), target_position={"x": 60, "y": 6}
    )
    expect(labels.nth(0)).to_have_value("怎么称呼您")
    preview = page.locator(".asks-preview")
    expect(preview.locator("h1")).to_have_text("夏季展会")
    expect(preview.locator(".asks-one").first).to_contain_text("怎么称呼您")
    fits(page)
    page.set_viewport_size(WIDE)
    page.get_by_role("button", name="发布").click()
    toast(page, "已发布第 1 版")


def give_out(page: Page) -> str:
    """Add a link for the fair; returns its address."""
    page.get_by_label("渠道").select_option("展会问卷")
    page.get_by_label("备注").fill("3 号馆")
    page.get_by_role("button", name="加一个链接").click()
    expect(page.locator(".link-code svg")).to_be_visible()
    fits(page)
    return str(page.locator(".link-url a").get_attribute("href"))


def fill_in(enter: Visitors, link: str, name: str, *, phone: bool) -> None:
    """Fill the form in as somebody who is nobody here: first wrong, then right."""
    page = enter.open(viewport=PHONE if phone else WIDE)
    page.goto(link)
    page.get_by_label("您的公司或姓名").fill(name)
    page.get_by_label("联系电话").fill("123")
    page.wait_for_timeout(2_000)  # who hands in faster is asked to look again
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("电话“123”看不懂")).to_be_visible()
    expect(page.get_by_label("您的公司或姓名")).to_have_value(name)
    assert page.evaluate("document.documentElement.scrollWidth") <= (390 if phone else 1440)
    page.get_by_label("联系电话").fill("13977776666" if phone else "13977776665")
    page.get_by_label("4", exact=True).check()
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("收到了，谢谢")).to_be_visible()
    assert page.context.cookies() == []
