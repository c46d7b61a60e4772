"""查重 by keys and by thumb: values chosen, merged, related, in bulk, and all taken back."""

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visitors
from browser.seen import JOB_MS, PHONE, WIDE, fits, opens, toast, undo

HERE = ".review-groups a[aria-current] .row-name"


def test_a_pair_is_settled_by_keys_alone(enter: Visitors) -> None:
    page = enter("管理员", "/clean/same/")
    first, waiting = page.locator(HERE).inner_text(), groups(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator(HERE)).not_to_have_text(first)
    second = page.locator(HERE).inner_text()
    choose_the_second(page)
    page.keyboard.press("m")
    toast(page, "已合并 2 条")
    expect(page.locator(HERE)).not_to_have_text(second)  # the next one, not the first again
    expect(page.locator(HERE)).not_to_have_text(first)
    assert groups(page) == waiting - 1
    page.keyboard.press("z")
    toast(page, "已撤销合并")
    assert groups(page) == waiting
    page.keyboard.press("n")
    undo(page, "不是同一家", then="回到待审")
    assert groups(page) == waiting


def groups(page: Page) -> int:
    """Return how many groups the head says there are."""
    return int(page.locator(".sentence b").first.inner_text())


def choose_the_second(page: Page) -> None:
    """Take the second value of the first field that differs; the middle says so, the next waits."""
    row = page.locator("tr.differs").first
    expect(row).to_have_class("differs here")
    page.keyboard.press("2")
    second = row.locator("td.side").nth(1).inner_text().strip()
    expect(row.locator("[data-after]")).to_have_text(second)
    expect(page.locator("tr.differs").nth(1)).to_have_class("differs here")


def test_a_relation_is_asked_for_and_taken_back(enter: Visitors) -> None:
    page = enter("管理员", "/clean/same/")
    name = page.locator(HERE).inner_text()
    page.keyboard.press("r")
    asked = page.locator(".relation .menu-list")
    expect(asked).to_be_visible()
    expect(asked.locator("input:checked")).to_be_focused()
    page.keyboard.press("Escape")
    expect(asked).to_be_hidden()
    page.keyboard.press("r")
    asked.get_by_text("兄弟公司").click()
    page.keyboard.press("r")
    toast(page, "已记下：有关联")
    expect(page.locator(HERE)).not_to_have_text(name)
    page.keyboard.press("z")
    toast(page, "回到待审")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_rule_is_sampled_merged_and_taken_back(enter: Visitors, size: dict) -> None:  # type: ignore[type-arg]
    page = enter("管理员", "/clean/same/", viewport=size)
    waiting = groups(page)
    page.get_by_role("link", name="按规则批量…").click()
    rule = page.locator(".rule", has_text="统一社会信用代码一致")
    expect(rule).to_contain_text("还需 765 次审核")
    rule.get_by_role("button", name="开始抽查").click()
    count = int(page.locator(".sentence b").first.inner_text())
    for place in range(1, count + 1):
        expect(page.locator(".review-sides h2")).to_contain_text(f"抽查第 {place} 组")
        page.get_by_role("button", name="是同一家", exact=False).first.click()
    expect(page.locator(".round-end")).to_contain_text("每一组都看过")
    page.get_by_role("button", name="合并全部").click()
    expect(page.locator(".round-end h2")).to_contain_text(f"已合并 {count} 组", timeout=JOB_MS)
    fits(page)
    page.get_by_role("button", name="撤销这一批").click()
    expect(page.locator(".round-end h2")).to_contain_text("已撤销", timeout=JOB_MS)
    page.goto("/clean/same/")
    assert groups(page) == waiting


def test_every_page_of_it_fits_both_screens(enter: Visitors) -> None:
    page = enter("管理员", "/clean/same/")
    opens(page, "/clean/same/")
    opens(page, "/clean/same/rules/")
