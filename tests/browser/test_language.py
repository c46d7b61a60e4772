"""繁體 and English fit both screens: nothing scrolls sideways, no button or head is cut off."""

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visitors
from browser.seen import PHONE, REPORT, WIDE, opens

PLACES = ("/", "/customers/", "/collect/", "/clean/", "/measure/", "/analyse/", "/reports/",
          "/tasks/", "/settings/", "/findings/", "/entries/orders/new/", REPORT)  # fmt: skip
CUT = """() => [...document.querySelectorAll(
  'button, .btn, .rail-entry span, .chip, h1, h2, th, summary, label, .tag, .figure-number')]
  .filter(one => one.offsetParent && getComputedStyle(one).overflowX !== 'visible'
    && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.innerText)"""
SWITCHED = {"繁體中文": ("zh-hant", "客戶"), "English": ("en", "Customers")}


def switched(enter: Visitors, name: str) -> Page:
    """Return the page of an administrator who chose a language in the avatar's menu."""
    page = enter("管理员", "/tasks/")
    page.locator(".rail-me summary").click()
    page.locator(".rail-me").get_by_role("button", name=name).click()
    code, customers = SWITCHED[name]
    expect(page.locator("html")).to_have_attribute("lang", code)
    assert page.url.endswith("/tasks/")
    expect(page.locator(".rail-entry").nth(1)).to_have_text(customers)
    return page


@pytest.mark.parametrize("name", list(SWITCHED))
def test_every_page_fits_in_the_language(enter: Visitors, name: str) -> None:
    page = switched(enter, name)
    for address in PLACES:
        opens(page, address)
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            assert page.evaluate(CUT) == [], f"{address} in {name} at {size}"


def test_the_door_speaks_the_language_chosen_there(enter: Visitors) -> None:
    page = enter.open()
    page.goto("/login/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("As whom do you want to look?")
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
