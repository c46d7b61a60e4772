"""Pages say what they have to say before any script runs."""

from playwright.sync_api import expect

from browser.conftest import Visitors
from browser.seen import REPORT

PAGES = {
    "/customers/": "table.sheet tbody tr",
    "/customers/1/": ".story li",
    REPORT: ".figure a.why",
    "/tasks/?whose=all": ".todo-line",
}


def test_the_main_content_needs_no_script(enter: Visitors) -> None:
    page = enter("管理员", "/", java_script_enabled=False)
    for address, content in PAGES.items():
        page.goto(address)
        expect(page.locator(content).first).to_be_visible()
    page.goto(REPORT)
    page.locator("summary", has_text="数据表").first.click()
    expect(page.locator(".table-of td a.why").first).to_be_visible()
    page.locator(".figure a.why").first.click()
    expect(page.locator(".why-number")).to_be_visible()
