"""快速记客户: at a fair, by thumb, one after the other; the same once more at a desk."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, toast, undo

WIDTHS = [pytest.param(WIDE, id="desk"), pytest.param(PHONE, id="phone")]
A_THUMB = 44  # pixels


def fill(page: Page, name: str, size: ViewportSize) -> None:
    """Type a customer, beginning where the caret stands."""
    expect(page.get_by_label("客户名称")).to_be_focused()
    page.keyboard.type(name)
    phone = f"1370000{size['width']:04}"
    for box, typed in [("联系人*", "顾明"), ("联系电话", phone), ("所属行业", "机械")]:
        page.get_by_label(box).fill(typed)
    page.keyboard.press("Escape")  # no class of the industry is picked


def is_for_thumbs(page: Page, size: ViewportSize) -> None:
    """Fail when something is too small to touch, or does not fit one screen."""
    for one in (page.get_by_label("联系电话"), page.locator(".quick-ways .btn").first):
        assert (one.bounding_box() or {"height": 0})["height"] >= A_THUMB
    save = page.locator(".quick-ways").bounding_box()
    assert save is not None
    assert save["y"] + save["height"] <= size["height"]


@pytest.mark.parametrize("size", WIDTHS)
def test_two_customers_one_after_the_other(enter: Visitors, size: ViewportSize) -> None:
    enter.expects("409")
    page = enter("销售顾问", "/tasks/", viewport=size)
    if size == PHONE:
        page.locator(".phone-bar .add-menu summary").click()
        page.locator(".phone-bar .add-quick").click()
    else:
        page.goto("/quick/")
    name = f"快记{size['width']}科技有限公司"
    fill(page, name, size)
    page.get_by_label("说了什么").fill("来问打印机")
    page.get_by_label("下一步").press_sequentially("3日内给方案")
    expect(page.locator(".due")).to_contain_text("3 天")
    fits(page)
    page.set_viewport_size(size)
    if size == PHONE:
        is_for_thumbs(page, size)
    page.get_by_role("button", name="保存并再记一个").click()
    toast(page, f"已新建客户 {name}")
    expect(page).to_have_url(re.compile("/quick/$"))
    fill(page, name, size)
    expect(page.locator(".already").first).to_contain_text("名称相同")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".entry-same")).to_contain_text("还没有保存")
    expect(page.get_by_label("客户名称")).to_have_value(name)
    page.get_by_role("button", name="不是同一家，仍然新建").click()
    undo(page, f"已新建客户 {name}", then="已撤销")
