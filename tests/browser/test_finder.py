"""Ctrl+K finds customers and pages; / goes to the search of the page."""

from playwright.sync_api import Page, expect

from browser.conftest import Visitors
from browser.seen import names
from browser.test_customers import initials


def test_customers_by_initials(enter: Visitors) -> None:
    page = enter("管理员", "/customers/")
    wanted = names(page)[0]
    page.goto("/settings/")
    ask(page, initials(wanted))
    page.locator(".hit", has_text=wanted).click()
    expect(page.locator(".headline h1")).to_have_text(wanted)


def test_pages_by_name(enter: Visitors) -> None:
    page = enter("销售顾问", "/")
    ask(page, "报表")
    expect(page.locator(".hit").first).to_contain_text("报表")
    page.keyboard.press("Enter")
    expect(page.locator(".headline h1")).to_have_text("报表")
    ask(page, "xd")
    expect(page.locator(".hit", has_text="行动")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#finder")).to_be_hidden()


def ask(page: Page, text: str) -> None:
    """Open the finder by its keys and type."""
    page.keyboard.press("Control+k")
    expect(page.locator("#finder input")).to_be_focused()
    page.keyboard.type(text)


def test_a_slash_goes_to_the_search(enter: Visitors) -> None:
    page = enter("管理员", "/customers/")
    page.keyboard.press("/")
    expect(page.locator(".grid-search input[name=q]")).to_be_focused()
    expect(page.locator(".grid-search input[name=q]")).to_have_value("")
    page.goto("/analyse/")
    page.keyboard.press("/")  # a page without a search of its own opens the finder
    expect(page.locator("#finder input")).to_be_focused()
