"""One customer: a follow-up by keyboard, the cell behind a fact, and two people at once."""

from datetime import date, datetime, timedelta

import openpyxl
from journeys.homes import House
from playwright.sync_api import expect

from browser.conftest import Visitors
from browser.seen import toast, undo


def test_a_follow_up_by_keyboard_only(enter: Visitors) -> None:
    page = enter("销售顾问", "/customers/")
    page.goto(page.locator("tr[data-url]").first.get_attribute("data-url") or "")
    day = date.fromisoformat(page.locator(".note-day").input_value())
    page.keyboard.press("n")
    page.keyboard.type("看了样机，问起价格")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # 微信 stands after 电话
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # 积极
    page.keyboard.press("Tab")
    page.keyboard.type("3日内给方案")
    page.keyboard.press("Control+Enter")
    toast(page, f"已记下 {day} 的微信跟进")
    newest = page.locator(".story li").first
    expect(newest).to_contain_text("看了样机，问起价格")
    expect(newest).to_contain_text("积极")
    expect(newest.locator(".story-next")).to_contain_text("3日内给方案")
    expect(newest.locator(".story-next time")).to_have_text(f"{day + timedelta(days=3):%m-%d}")
    undo(page, "已记下", then="已撤销这次跟进")
    expect(page.locator(".story")).not_to_contain_text("看了样机，问起价格")


def test_a_fact_shows_the_cell_it_came_from(enter: Visitors, house: House) -> None:
    page = enter("管理员", "/customers/?q=KH00021")
    page.locator(".row-name").first.click()
    fact = page.locator(".facts div", has_text="首次接触时间")
    fact.locator("summary").click()
    source = fact.locator("small")
    expect(source).to_be_visible()
    said = source.inner_text()
    assert "客户资料总表.xlsx#" in said
    sheet, row = said.split("客户资料总表.xlsx#")[1].split()[0].split("!")
    kept = openpyxl.load_workbook(house.path / "demo" / "客户资料总表.xlsx")[sheet]
    typed = [cell.value for cell in kept[int(row)]]
    forms = {f"{one:%Y-%m-%d}" if isinstance(one, datetime) else str(one) for one in typed}
    assert fact.locator("code").inner_text() in forms


def test_two_people_edit_and_nothing_typed_is_lost(enter: Visitors) -> None:
    enter.expects("409")
    first = enter("管理员", "/customers/?q=KH00011")
    address = f"{first.locator('tr[data-url]').first.get_attribute('data-url')}edit/"
    second = enter("销售经理", address)
    first.goto(address)
    first.get_by_label("备注").fill("要开增值税专用发票")
    second.get_by_label("备注").fill("改由采购部付款")
    first.get_by_role("button", name="保存").click()
    toast(first, "已修改 备注")
    second.get_by_role("button", name="保存").click()
    clash = second.get_by_role("alert")
    expect(clash).to_contain_text("改了")
    expect(clash).to_contain_text("要开增值税专用发票")
    expect(second.get_by_label("备注")).to_have_value("改由采购部付款")
    second.get_by_role("button", name="保存").click()
    undo(second, "已修改 备注", then="已撤销修改")
