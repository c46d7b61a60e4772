"""今天 for each role from its card, the queue by keyboard, the guide, and leaving the demo."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.homes import House
from playwright.sync_api import Browser, Page, expect

from browser import serving
from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, toast

CARDS = ["总经理", "销售经理", "销售顾问", "客服主管", "产品经理", "管理员"]
MARKS = {
    "总经理": "各团队", "销售经理": "团队负荷", "销售顾问": "今天要做", "客服主管": "未解决的问题",
    "产品经理": "客户在要什么", "管理员": "最近的导入", "市场": "渠道",
}  # fmt: skip
PEOPLE = "李明，管理员，\n王芳，销售经理，华北\n张伟，销售顾问，华北"


def test_the_door_has_six_cards(enter: Visitors) -> None:
    page = enter.open()
    page.goto("/login/")
    assert page.locator("button.role b").all_inner_texts() == CARDS
    for says in page.locator("button.role .monday").all_inner_texts():
        assert len(says) > 12
    expect(page.locator(".strip")).to_contain_text("示例数据")
    fits(page)


@pytest.mark.parametrize("role", CARDS)
def test_each_card_leads_to_its_own_day(enter: Visitors, role: str) -> None:
    page = enter.by_card(role)
    expect(page.locator(".day h2", has_text=MARKS[role])).to_be_visible()
    expect(page.locator(".four .figure")).to_have_count(4)
    expect(page.locator(".findings li").first).to_be_visible()
    expect(page.locator(".strip")).to_contain_text("示例数据")
    fits(page)


def test_the_avatar_switches_roles_and_comes_back_to_today(enter: Visitors) -> None:
    page = enter.by_card("销售顾问")
    page.goto("/customers/")
    page.locator(".rail-me summary").click()
    page.locator(".switch").get_by_role("button", name="市场").click()
    expect(page.locator(".rail-name small")).to_have_text("市场")
    expect(page.locator(".day h2", has_text=MARKS["市场"])).to_be_visible()
    fits(page)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_three_calls_without_a_mouse_and_an_undo_each(enter: Visitors, size: dict) -> None:  # type: ignore[type-arg]
    page = enter.by_card("销售顾问")
    page.set_viewport_size(size)  # type: ignore[arg-type]
    begin = page.get_by_role("button", name="开始跟进")
    waiting = int(begin.inner_text().split()[-1])
    begin.focus()
    page.keyboard.press("Enter")
    for number in range(1, 4):
        expect(page.locator(".queue-place")).to_have_text(f"{number} / {waiting}")
        expect(page.locator(".call-facts dd").first).to_be_visible()
        expect(page.get_by_label("说了什么")).to_be_focused()
        fits(page)
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.keyboard.type(f"第 {number} 通，客户要报价")
        page.keyboard.press("Control+Enter")
    expect(page.locator(".queue-place")).to_have_text(f"4 / {waiting}")
    leave_the_box(page)
    page.keyboard.press("s")
    expect(page.locator(".queue-place")).to_have_text(f"5 / {waiting}")
    dial_by_key(page)
    page.goto("/queue/end/")
    expect(page.locator(".sentence")).to_contain_text("已跟进 3")
    expect(page.locator(".sentence")).to_contain_text("跳过 1")
    fits(page)
    for left in (2, 1, 0):
        page.locator(".round").get_by_role("button", name="撤销").first.click()
        expect(page.locator(".round").get_by_role("button", name="撤销")).to_have_count(left)
    page.goto("/")
    expect(page.get_by_role("button", name=f"开始跟进 {waiting}")).to_be_visible()


def leave_the_box(page: Page) -> None:
    """Leave the box for words, once it is in hand and the page hears keys."""
    box = page.get_by_label("说了什么")
    expect(box).to_be_focused()
    page.wait_for_load_state()
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()


def dial_by_key(page: Page) -> None:
    """Ask for the number where there is one; in the demo it is not dialled."""
    leave_the_box(page)
    if page.locator("[data-dial]").count():
        page.keyboard.press("d")
        expect(page.locator(".no-dial")).to_have_text("示例号码，不会真的拨出")
        expect(page.locator(".call-person a[href^='tel:']")).to_have_count(0)


def test_what_is_due_is_put_off_from_today_and_taken_back(enter: Visitors) -> None:
    page = enter.by_card("销售顾问")
    line = page.locator(".due-lines tbody tr", has=page.locator("details.menu")).first
    name = line.locator(".row-name").inner_text()
    line.locator("summary").click()
    line.get_by_role("button", name="三天后").click()
    said = toast(page, f"{name} 推迟到")
    expect(page.locator(".due-lines .row-name", has_text=name)).to_have_count(0)
    said.get_by_role("button", name="撤销").click()
    expect(page.locator(".due-lines .row-name", has_text=name)).to_have_count(1)


def test_the_guide_ticks_itself_off(enter: Visitors) -> None:
    page = enter.by_card("产品经理")  # nobody else's test does anything as this one
    done = page.locator(".guide-done")
    expect(done).to_have_count(0)
    page.locator(".findings .why-link").first.click()
    expect(page.locator("#panel .panel-head")).to_be_visible()
    page.goto("/")
    expect(done.locator("a")).to_have_text(["看发现"])
    page.goto("/customers/?sort=-amount")
    customer = page.locator("tr[data-url]").first.get_attribute("data-url") or ""
    page.goto(customer)
    with page.expect_response("**/home/guide/cell/"):
        page.locator("details.source summary").first.click()
    page.goto("/")
    expect(done).to_have_count(2)
    expect(page.locator(".guide h2")).to_contain_text("还剩 3 步")
    fits(page)


# ── leaving the demo: in a copy of its home, since nothing of it is left ──


@pytest.fixture
def own(house: House, tmp_path: Path) -> House:
    """Return a copy of the sample's home, taken while the first may be served."""
    copy = House(tmp_path / "own")
    (copy.path / "demo").mkdir(parents=True)
    for file in (house.path / "demo").iterdir():
        if file.is_file():
            (copy.path / "demo" / file.name).write_bytes(file.read_bytes())
    (copy.path / "secret.key").write_bytes((house.path / "secret.key").read_bytes())
    with sqlite3.connect(house.path / "zhike.db") as book:
        book.execute("VACUUM INTO ?", [str(copy.path / "zhike.db")])
    book.close()
    return copy


@pytest.fixture
def served(own: House) -> Iterator[serving.Server]:
    """Return the copy's server."""
    server = serving.start(own)
    yield server
    kill(server)


def kill(server: serving.Server) -> None:
    """Kill a server and what it started, as a power cut would."""
    for pid in [*serving.descendants(server.process.pid), server.process.pid]:
        serving.stop(pid)
    server.process.wait()


def begun(page: Page) -> str:
    """Name the own company by the page and begin; returns the administrator's password."""
    page.goto("/login/")
    page.locator("button.role", has=page.get_by_text("管理员", exact=True)).first.click()
    page.locator(".guide").get_by_role("link", name="换成我的公司").click()
    page.get_by_label("公司名称").fill("安测仪器")
    page.get_by_label("行业").select_option("制造业")
    page.get_by_label("人员").fill("王芳，经理，华北")
    page.get_by_role("button", name="核对名单").click()
    expect(page.locator(".wrong")).to_contain_text("没有“经理”这个角色")
    page.get_by_label("人员").fill(PEOPLE)
    fits(page)
    page.get_by_role("button", name="核对名单").click()
    expect(page.locator(".own-note")).to_contain_text("暂用通用")
    fits(page)
    password = page.locator("#newcomers tbody tr").first.locator("code").last.inner_text()
    page.get_by_role("button", name="移走示例并换成我的公司").click()
    return password


def enter_own(page: Page, password: str) -> None:
    """Log in as the new administrator once the demo is gone."""
    expect(page.get_by_label("登录名")).to_be_visible(timeout=120_000)
    expect(page.locator("button.role")).to_have_count(0)
    expect(page.locator(".strip")).to_have_count(0)
    page.get_by_label("登录名").fill("lm")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("link", name="导入第一张表")).to_be_visible()
    expect(page.locator(".brand")).to_contain_text("安测仪器")
    fits(page)


def rows_of(home: House, table: str) -> int:
    """Return how many rows a table of a home has."""
    with sqlite3.connect(home.path / "zhike.db") as book:
        counted: int = book.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
    book.close()
    return counted


def visitor(browser: Browser, server: serving.Server) -> Page:
    """Return an empty page at another server than the tests' own."""
    return browser.new_context(base_url=server.address, locale="zh-CN", viewport=WIDE).new_page()


def test_the_demo_makes_way_for_the_own_company(
    browser: Browser, own: House, served: serving.Server
) -> None:
    page = visitor(browser, served)
    enter_own(page, begun(page))
    assert [rows_of(own, table) for table in ("customer", "order_", "interaction", "task")] == [
        0
    ] * 4
    assert rows_of(own, "account") == 3
    assert not (own.path / "demo").exists()
    page.goto("/settings/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载", exact=True).click()
    assert download.value.suggested_filename == "示例公司原表.zip"
    page.context.close()


def test_a_kill_while_leaving_is_gone_on_with(
    browser: Browser, own: House, served: serving.Server
) -> None:
    page = visitor(browser, served)
    before = rows_of(own, "interaction")
    password = begun(page)
    until = time.monotonic() + 60
    while rows_of(own, "interaction") == before and time.monotonic() < until:
        time.sleep(0.01)
    kill(served)
    page.context.close()
    again = serving.start(own)
    try:
        page = visitor(browser, again)
        page.goto("/")
        enter_own(page, password)
        page.context.close()
    finally:
        kill(again)
    assert rows_of(own, "customer") == 0
    assert rows_of(own, "account") == 3
    assert not (own.path / "leaving.json").exists()
