"""设置 → 字段: a field is added, typed, renamed and retired at a desk and by thumb."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, toast, undo

WIDTHS = [pytest.param(WIDE, id="desk"), pytest.param(PHONE, id="phone")]


def describe(page: Page, label: str) -> None:
    """Open a field of the list in the side panel."""
    page.locator(".field-list").get_by_role("link", name=label, exact=True).click()
    expect(page.locator("#panel form.entry")).to_be_visible()


def add(page: Page, name: str) -> None:
    """Add a field of short text; what only a list of words needs is shown for one only."""
    page.get_by_role("link", name="新增栏目").click()
    panel = page.locator("#panel")
    expect(panel.get_by_label("选项")).to_be_hidden()
    panel.get_by_label("类型").select_option(label="选项")
    expect(panel.get_by_label("选项")).to_be_visible()
    panel.get_by_label("类型").select_option(label="短文本")
    panel.get_by_label("名称").fill(name)
    panel.get_by_label("用途").fill("找得到展位")
    panel.get_by_role("button", name="新增").click()
    toast(page, f"手册已更新：新增栏目 客户.{name}")


def retire(page: Page, name: str) -> None:
    """Take a field out of use."""
    describe(page, name)
    page.locator("#panel").get_by_role("button", name="停用", exact=True).click()


@pytest.mark.parametrize("size", WIDTHS)
def test_a_field_from_its_first_to_its_last_day(enter: Visitors, size: ViewportSize) -> None:
    name = f"展位号{size['width']}"
    page = enter("管理员", "/settings/", viewport=size)
    page.get_by_role("link", name="字段 →").click()
    fits(page)
    page.set_viewport_size(size)
    add(page, name)
    page.goto("/entries/customers/new/")
    page.locator(".entry-more summary").click()
    expect(page.get_by_label(name)).to_be_visible()

    page.goto("/settings/fields/")
    describe(page, name)
    page.locator("#panel").get_by_label("名称").fill(f"{name}（新）")
    page.locator("#panel").get_by_role("button", name="保存").click()
    toast(page, f"栏目改名 客户.{name} → {name}（新）")
    retire(page, f"{name}（新）")
    undo(page, "停用栏目", then="已撤销，手册回到改动之前")
    describe(page, f"{name}（新）")
    expect(page.locator("#panel")).to_contain_text(f"曾用名：{name}")
    page.locator("#panel [data-close-panel]").first.click()
    retire(page, f"{name}（新）")
    toast(page, "停用栏目")
    retired = page.locator("tbody", has=page.locator(".field-part", has_text="停用"))
    expect(retired).to_contain_text(f"{name}（新）")
    fits(page)


@pytest.mark.parametrize("size", WIDTHS)
def test_a_person_is_asked_what_fits_a_person(enter: Visitors, size: ViewportSize) -> None:
    page = enter("管理员", "/entries/customers/new/", viewport=size)
    page.locator(".entry-more summary").click()
    expect(page.get_by_label("法人代表")).to_be_visible()
    expect(page.get_by_label("消费频次")).to_be_hidden()
    page.locator(".choices").get_by_text("个人", exact=True).click()
    expect(page.get_by_label("法人代表")).to_be_hidden()
    expect(page.get_by_label("消费频次")).to_be_visible()
    page.get_by_label("关系类型").select_option(label="供应链")
    expect(page.get_by_label("消费频次")).to_be_hidden()
    fits(page)


def test_what_a_goal_needs_is_counted(enter: Visitors) -> None:
    page = enter("管理员", "/clean/")
    page.get_by_text("收集目标").click()
    page.get_by_role("link", name="提升新客户签约率").click()
    expect(page.locator(".bars li")).to_have_count(4)
    expect(page.locator(".card").first).to_contain_text("企业新客户开发")
    fits(page)


def item(page: Page, row: int, name: str, *fields: str) -> None:
    """Type one item of a goal; each box that is filled brings another one."""
    line = page.locator("#panel [data-goal-item]").nth(row)
    line.get_by_label("项名").fill(name)
    for at, field in enumerate(fields):
        line.get_by_label("字段").nth(at).fill(field)


@pytest.mark.parametrize("size", WIDTHS)
def test_a_goal_from_its_first_to_its_last_day(enter: Visitors, size: ViewportSize) -> None:
    name = f"展会跟进{size['width']}"
    enter.expects("422")  # a goal without a purpose
    page = enter("管理员", "/settings/fields/?noun=products", viewport=size)
    page.get_by_role("link", name="新增收集目标").click()
    panel = page.locator("#panel")
    panel.get_by_label("名称").fill(name)
    item(page, 0, "", "客户.区域", "客户.省份")
    panel.get_by_role("button", name="新增").click()
    expect(panel).to_contain_text("每个收集目标都要选用途，三选一")
    panel.get_by_label("用途").select_option(label="企业新客户开发")
    item(page, 1, "联系人", "联系人.联系电话")
    expect(panel.locator("[data-goal-item]")).to_have_count(3)
    panel.get_by_role("button", name="新增").click()
    toast(page, f"手册已更新：新增收集目标 {name}")
    fits(page)

    goal = page.locator(".field-goals").get_by_role("link", name=name, exact=True)
    goal.click()
    expect(panel.get_by_label("项名").first).to_have_value("区域")
    panel.get_by_role("button", name="停用", exact=True).click()
    undo(page, "停用收集目标", then="已撤销，手册回到改动之前")
    line = page.locator(".field-goals tr", has=page.get_by_role("link", name=name, exact=True))
    line.get_by_role("link", name="完整率").click()
    expect(page.locator(".bars li")).to_have_count(2)
