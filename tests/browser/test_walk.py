"""The first five minutes, by the stopwatch: a finding, its cell, a merge, an ugly sheet, a page.

`make pictures` keeps what is seen on the way in docs/pictures, for the README.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from journeys.homes import House
from playwright.sync_api import Page, expect
from sample_home import UNTIL

from browser.conftest import Visitors
from browser.seen import JOB_MS, PHONE, WIDE, toast, undo
from browser.test_report import export

MINUTES = 5
REPORT = "/reports/销售分析报表/?period=2026Q2"
STEPS = ["看发现", "追到单元格", "合并一组", "拖入脏表", "导出一页"]


class Camera:
    """Keeps pictures in the folder named by ZHIKE_PICTURES, else where nobody looks."""

    def __init__(self, folder: Path) -> None:
        """Make the folder."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str) -> None:
        """Keep what the page shows above the fold."""
        page.wait_for_load_state("networkidle")
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
        kept = page.screenshot(path=self.folder / f"{name}.png")
        assert len(kept) > 10_000, f"{name} shows nothing"


@pytest.fixture
def camera(tmp_path: Path) -> Camera:
    """Return the camera of this walk."""
    return Camera(Path(os.environ.get("ZHIKE_PICTURES") or tmp_path))


@contextmanager
def stopwatch(minutes: float) -> Iterator[None]:
    """Fail when what is done takes longer."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < minutes * 60


@pytest.fixture
def _as_begun(house: House) -> None:
    """Look at the sample's last day again: an import beside it was analysed as of today."""
    done = house.run("analyse", "--as-of", UNTIL)
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("_as_begun")
def test_the_first_five_minutes(enter: Visitors, house: House, camera: Camera) -> None:
    with stopwatch(MINUTES):
        page = enter.open()
        page.goto("/login/")
        camera.take(page, "1-roles")
        page.locator("button.role", has_text="管理员").first.click()
        expect(page.locator("#findings .findings li")).to_have_count(3)
        camera.take(page, "2-today")
        to_the_rows(page, camera)
        to_the_cell(page, camera)
        merged = merge_by_keyboard(page, camera)
        drop_a_sheet(page, house, camera)
        export_a_page(page, camera)
        page.goto("/")
        expect(page.locator(".guide-done a")).to_have_text(STEPS)
        expect(page.locator(".guide h2")).to_contain_text("都做过了")
    take_back(page, merged)


def to_the_rows(page: Page, camera: Camera) -> None:
    """Two clicks: the why of the second finding, and a customer in it."""
    page.locator("#findings .why-link").nth(1).click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("置换检验")
    camera.take(page, "3-why")
    panel.locator("table.lines-cards a").first.click()
    page.wait_for_url("**/customers/*/")


def to_the_cell(page: Page, camera: Camera) -> None:
    """Open where a fact of the customer came from."""
    camera.take(page, "4-customer")
    with page.expect_response("**/home/guide/cell/"):
        page.locator("details.source", has_text=".xlsx#").first.locator("summary").click()
    expect(page.locator("details.source[open]").first).to_contain_text(".xlsx#")


def merge_by_keyboard(page: Page, camera: Camera) -> str:
    """Merge the group with the most money at stake; returns the address that takes it back."""
    page.goto("/clean/")
    page.get_by_role("link", name="查重").click()
    expect(page.locator(".review-outcome")).to_contain_text("B · B · B")
    assert page.locator(".review-table thead th").count() == 5  # 栏目, three records, 合并后
    camera.take(page, "5-same")
    page.wait_for_load_state()  # hears no key before
    page.keyboard.press("m")
    back = toast(page, "已合并 3 条").locator("form").get_attribute("action")
    assert back is not None
    return back


def drop_a_sheet(page: Page, house: House, camera: Camera) -> None:
    """Hand over the ugly example; nothing is written before it is accepted."""
    page.goto("/collect/")
    page.locator("input[type=file]").set_input_files(house.path / "demo/try/示例脏表.csv")
    expect(page.locator(".headline h1")).to_contain_text("示例脏表.csv", timeout=JOB_MS)
    page.locator(".walk").get_by_role("link", name="问题").click()
    expect(page.locator(".causes")).to_be_visible()
    camera.take(page, "6-import")


def export_a_page(page: Page, camera: Camera) -> None:
    """Hand the quarter out as a PDF."""
    page.goto(REPORT)
    camera.take(page, "7-report")
    assert Path(export(page, "PDF").path()).read_bytes().startswith(b"%PDF")


def take_back(page: Page, address: str) -> None:
    """Leave the sample as it was found."""
    page.evaluate(
        """address => fetch(address, {method: "POST", headers: {"X-CSRFToken":
        JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]}})""",
        address,
    )
    page.goto("/clean/same/")
    expect(page.locator(".review-outcome")).to_contain_text("B · B · B")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_group_is_judged_and_taken_back(enter: Visitors, size: dict) -> None:  # type: ignore[type-arg]
    page = enter("管理员", "/clean/same/", viewport=size)
    first = page.locator(".review-groups a[aria-current] .row-name").inner_text()
    page.get_by_role("button", name="以后").click()
    expect(page.locator(".review-groups a[aria-current] .row-name")).not_to_have_text(first)
    undo(page, "放到最后再看", then="这一组回到待审")
    page.goto("/clean/same/")
    expect(page.locator(".review-groups a[aria-current] .row-name")).to_have_text(first)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size["width"]
