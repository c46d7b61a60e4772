"""The list of customers: asked by chips, searched, sorted, walked by keys, handed out."""

import re

from playwright.sync_api import expect
from pypinyin import Style, lazy_pinyin

from browser.conftest import Visitors
from browser.seen import column, names, rows, total, undo


def test_chips_filter_and_back_keeps_them(enter: Visitors) -> None:
    page = enter("管理员", "/customers/")
    everybody = total(page)
    page.locator("summary", has_text="条件").click()
    page.locator(".menu-group").get_by_role("link", name="华东").first.click()
    expect(page.locator(".chip").first).to_contain_text("华东")
    assert set(column(page, "区域")) == {"华东"}
    some = total(page)
    assert 0 < some < everybody
    page.locator(".row-name").first.click()
    expect(page.locator(".quick-note")).to_be_visible()
    page.go_back()
    expect(page.locator(".chip").first).to_contain_text("华东")
    assert total(page) == some
    page.locator(".chip").first.click()
    expect(page.locator(".pages > span").first).to_contain_text(f"{everybody:,}")


def test_initials_find_and_heads_sort(enter: Visitors) -> None:
    page = enter("管理员", "/customers/")
    wanted = names(page)[0]
    search = page.locator(".grid-search input[name=q]")
    search.fill(initials(wanted))
    search.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    assert wanted in names(page)
    page.goto("/customers/")
    for _ in range(2):  # down, then up
        page.get_by_role("link", name="近12月金额").click()
        expect(page.locator("th[aria-sort]")).to_have_count(1)
        way = page.locator("th[aria-sort]").get_attribute("aria-sort")
        told = [
            float(text.replace(",", "")) for text in column(page, "近12月金额（万）") if text != "—"
        ]
        assert told == sorted(told, reverse=way == "descending")


def initials(name: str) -> str:
    """Return the first letters of a name's first four characters."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))[:4]


def test_keys_walk_the_rows_beside_the_panel(enter: Visitors) -> None:
    page = enter("管理员", "/customers/")
    first, second = names(page)[:2]
    rows(page).first.locator("td").last.click()
    title = page.locator("#panel h2")
    expect(title).to_have_text(first)
    page.keyboard.press("ArrowDown")
    expect(title).to_have_text(second)
    page.keyboard.press("ArrowUp")
    expect(title).to_have_text(first)
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".headline h1")).to_have_text(second)


def test_two_are_handed_out_and_taken_back(enter: Visitors) -> None:
    page = enter("管理员", "/customers/")
    before = column(page, "跟进人")
    for row in rows(page).all()[:2]:
        row.locator("input[type=checkbox]").check()
    bar = page.locator("#picked")
    expect(bar).to_contain_text("已选 2 家")
    bar.locator("summary", has_text="分派").click()
    bar.get_by_role("button", name=somebody_else(before)).click()
    expect(page.locator(".toast-line")).to_contain_text("已把 2 家客户分派给")
    assert column(page, "跟进人")[:2] == [somebody_else(before)] * 2
    undo(page, "已把 2 家客户分派给", then="已撤销分派")
    assert column(page, "跟进人") == before


def somebody_else(owners: list[str]) -> str:
    """Return an owner further down who has neither of the first two."""
    return next(name for name in owners if name not in owners[:2])


def test_nothing_found_says_what_to_leave_out(enter: Visitors) -> None:
    page = enter("管理员", "/customers/?region=华东&q=没有这家公司")
    expect(page.locator(".empty")).to_be_visible()
    expect(page.locator(".empty a").first).to_be_visible()
