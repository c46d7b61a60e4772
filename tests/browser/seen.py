"""Reading and doing the small things every journey does."""

from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

WIDE: ViewportSize = {"width": 1440, "height": 780}
PHONE: ViewportSize = {"width": 390, "height": 844}
JOB_MS = 90_000  # for work in the background, of a machine that has other work too
REPORT = "/reports/销售分析报表/?period=2026Q1"


def fits(page: Page) -> None:
    """Fail when the page can be scrolled sideways, at a desk or on a phone."""
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        page.wait_for_function("new Promise(requestAnimationFrame)")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], f"{page.url} is {wide} px wide on a screen of {size}"


def opens(page: Page, address: str) -> None:
    """Go to an address that must answer and fit both screens."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, f"{address}: {answer.status}"
    fits(page)


def toast(page: Page, said: str) -> Locator:
    """Return the line that says what happened."""
    line = page.locator(".toast-line").filter(has_text=said)
    expect(line).to_be_visible()
    return line


def undo(page: Page, said: str, *, then: str) -> None:
    """Take back what the line says; it answers what is so again."""
    toast(page, said).get_by_role("button", name="撤销").click()
    toast(page, then)


def rows(page: Page) -> Locator:
    """Return the rows of the grid."""
    return page.locator("table.sheet tbody tr")


def names(page: Page) -> list[str]:
    """Return the customers' names as the grid shows them."""
    return [text.strip() for text in page.locator("table.sheet .row-name").all_inner_texts()]


def column(page: Page, label: str) -> list[str]:
    """Return one column of the grid from top to bottom."""
    cells = page.locator(f'table.sheet tbody td[data-label="{label}"]')
    return [text.strip() for text in cells.all_inner_texts()]


def total(page: Page) -> int:
    """Return how many the grid says there are."""
    said = page.locator(".pages > span").first.inner_text()
    return int("".join(filter(str.isdigit, said)))


def example(name: str) -> Path:
    """Return one of the files to try."""
    return Path(__file__).parents[1] / "examples" / name
