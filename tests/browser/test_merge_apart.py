"""拆开: a merge undone on its page with what came later given away, and customers related."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, toast, undo


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_merge_is_taken_apart_and_a_note_goes_with_the_other(
    enter: Visitors, size: ViewportSize
) -> None:
    page = enter("管理员", "/clean/same/")
    page.set_viewport_size(size)
    page.locator(".review-groups li a").last.click()
    page.wait_for_url("**/clean/same/?ids=*")
    first, *others = page.locator(".review-table thead .row-name").all()
    survivor, other = first.inner_text(), others[0].inner_text()
    page.locator(".review-acts [data-key=m]").click()
    toast(page, "已合并")
    page.locator(".notes a", has_text=survivor).first.click()
    note = write_down(page, "样机月底要修好")
    page.get_by_role("link", name="拆开…").click()
    fits(page)
    page.set_viewport_size(size)
    line = page.locator(".apart-line", has_text="样机月底要修好")
    expect(line.locator("input").first).to_be_checked()  # nothing says whose: the one that stays
    line.locator("input").first.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="撤销合并").click()
    toast(page, "已撤销合并，1 行分给了另一家")
    expect(page.locator(".headline h1")).to_have_text(survivor)
    expect(page.locator("#timeline")).not_to_contain_text("样机月底要修好")
    page.goto(f"/customers/?q={other}")
    page.goto(
        page.locator("table.sheet .row-name", has_text=other).first.get_attribute("href") or ""
    )
    expect(page.locator("#timeline")).to_contain_text("样机月底要修好")
    take_back(page, note)
    expect(page.locator("#timeline")).not_to_contain_text("样机月底要修好")


def write_down(page: Page, text: str) -> str:
    """Write a follow-up; returns the address that takes it back."""
    page.locator(".quick-note textarea").fill(text)
    page.locator(".quick-note").get_by_role("button", name="保存").click()
    back = toast(page, "已记下").locator("form").get_attribute("action")
    assert back is not None
    return back


def take_back(page: Page, address: str) -> None:
    """Leave the sample as it was found."""
    page.evaluate(
        """address => fetch(address, {method: "POST", headers: {"X-CSRFToken":
        JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]}})""",
        address,
    )
    page.reload()


def test_a_related_customer_is_picked_by_keys_and_taken_back(enter: Visitors) -> None:
    page = enter("管理员", "/customers/1/")
    page.locator(".relate summary").click()
    box = page.get_by_role("combobox", name="另一家客户")
    box.press_sequentially("苏州")
    expect(page.locator(".relate [role=option]").first).to_be_visible()
    box.press("Enter")
    picked = box.input_value()
    page.locator(".relate select").select_option("兄弟公司")
    page.locator(".relate").get_by_role("button", name="记下").click()
    card = page.locator("#related")
    expect(card).to_contain_text(picked)
    expect(card).to_contain_text("连同本客户 2 家")
    fits(page)
    undo(page, "已记下：兄弟公司", then="关联不记了")
    expect(card).not_to_contain_text(picked)
