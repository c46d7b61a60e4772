"""复核, 无效, 取值, 清洗规则: decided by a person, by keys where it makes sense, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.homes import House
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visitors
from browser.seen import JOB_MS, PHONE, fits, opens, toast, undo

FAIR = """\
客户编号,客户名称,所属行业,客户类型,联系人,联系电话,首次接触时间,服务区域
ZH001,青榆包装（示例）有限公司,食品制造业,潜在,唐工,13700009001,二〇二六年一月五日,长江三角洲
ZH002,白桦物流（示例）有限公司,道路运输业,潜在,秦经理,13700009002,2026-01-06,长江 三角洲
ZH003,测试客户01,批发业,潜在,测试,13700009003,2026-01-06,珠江三角洲
"""
SITE = "客户编号,客户名称,客户类型\nZH002,白桦物流（示例）有限公司,意向\n"
RULE = "/clean/rules/S0-08.chinese-digits/"


@pytest.fixture(scope="module", autouse=True)
def _fair(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Take in a fair's list of January, and what the website said of one customer since."""
    folder = tmp_path_factory.mktemp("fair")
    taken = house.jsons(
        _import(folder / "展会名单.csv", FAIR, "展会问卷", "2026-01-08"),
        _import(folder / "官网线索.csv", SITE, "线上表单", "2026-02-02"),
    )
    assert [(one["new"], one["changed"]) for one in taken] == [(3, 0), (0, 1)]
    yield
    house.jsons(*(["undo", str(one["batch"])] for one in reversed(taken)))


def _import(file: Path, text: str, channel: str, on: str) -> list[str]:
    file.write_text(text, encoding="utf-8")
    about = ["--kind", "customers", "--channel", channel, "--collected-on", on]
    return ["import", str(file), *about]


def line(page: Page, name: str) -> Locator:
    """Return the line of a customer."""
    return page.locator("table.lines tbody tr").filter(has_text=name)


def test_who_is_no_customer_goes_into_the_bin_by_keys_and_back_by_thumb(enter: Visitors) -> None:
    page = enter("管理员", "/clean/aside/")
    doubt = page.locator("section.card:not(#bin)").filter(has_text="名称不是客户")
    expect(line(page, "ZH003")).to_contain_text("名称“测试客户01”不像客户")
    doubt.locator('tbody input[name="id"]').first.focus()
    page.keyboard.press("Space")
    doubt.get_by_role("button", name="选中的放进无效").press("Enter")
    toast(page, "已放进无效 1 家")
    expect(doubt).to_have_count(0)
    assert _found(page, "ZH003") == 0
    page.goto("/clean/aside/")
    fits(page)
    page.set_viewport_size(PHONE)
    held = page.locator("#bin tbody tr")
    expect(held).to_contain_text("测试客户01")
    held.get_by_role("button", name="放回").click()
    toast(page, "已放回 1 家，又在名单和统计里了")
    expect(doubt).to_contain_text("测试客户01")
    fits(page)
    assert _found(page, "ZH003") == 1


def _found(page: Page, number: str) -> int:
    """Return how many customers the list finds by a number."""
    page.goto(f"/customers/?q={number}")
    return page.locator("table.sheet tbody tr .row-name").count()


def test_what_was_not_looked_at_for_long_is_confirmed_or_corrected(enter: Visitors) -> None:
    page = enter("管理员", "/clean/verify/")
    cells = line(page, "ZH001").locator(".due-cells li")
    expect(cells).to_have_count(5)
    kind = cells.filter(has_text="客户类型")
    kind.locator("summary").press("Enter")
    expect(kind.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("意向客户")
    page.keyboard.press("Enter")
    corrected = toast(page, "已核对“客户类型”")
    expect(cells).to_have_count(4)
    corrected.get_by_role("button", name="撤销").click()
    expect(kind).to_contain_text("潜在")
    fits(page)
    page.set_viewport_size(PHONE)
    cells.filter(has_text="联系电话").get_by_role("button", name="仍然正确").click()
    confirmed = toast(page, "已记下 1 格仍然正确")
    expect(cells).to_have_count(4)
    confirmed.get_by_role("button", name="撤销").click()
    expect(cells).to_have_count(5)


def test_of_two_sources_one_is_chosen(enter: Visitors) -> None:
    page = enter("管理员", "/clean/verify/?part=source")
    said = line(page, "ZH002").locator(".said-cells li")
    expect(said).to_contain_text(["展会问卷 2026-01-08", "线上表单 2026-02-02"])
    expect(said.filter(has_text="意向")).to_contain_text("现在")
    fits(page)
    page.set_viewport_size(PHONE)
    said.filter(has_text="潜在").get_by_role("button", name="改成这个").click()
    chosen = toast(page, "已核对“客户类型”")
    expect(line(page, "ZH002")).to_have_count(0)
    chosen.get_by_role("button", name="撤销").click()
    expect(said.filter(has_text="意向")).to_contain_text("现在")


def test_two_ways_of_writing_become_one(enter: Visitors) -> None:
    page = enter("管理员", "/clean/values/")
    page.locator(".facet-columns").get_by_role("link", name="服务区域").click()
    group = page.locator(".facet-group")
    expect(group).to_have_count(1)
    expect(group.locator("li")).to_contain_text(["长江 三角洲", "长江三角洲"])
    fits(page)
    into = group.get_by_role("textbox", name="统一成")
    into.fill("长三角")
    into.press("Enter")
    said = "已把 2 行统一成“长三角”"
    toast(page, said)
    expect(page.locator(".facet-lines tbody tr").filter(has_text="长三角")).to_contain_text("2")
    undo(page, said, then="已撤销，2 行恢复成原来的值")
    expect(group.locator("li")).to_have_count(2)


def test_one_rule_is_looked_at_taken_back_and_put_to_work_again(enter: Visitors) -> None:
    page = enter("管理员", "/clean/rules/")
    page.locator(f'a[href="{RULE}"]').click()
    expect(page.locator(".rule-samples tbody tr")).to_contain_text("二〇二六年一月五日")
    fits(page)
    page.get_by_role("button", name="收回这条规则…").click()
    page.wait_for_url("**/clean/reread/*/", timeout=JOB_MS)
    expect(page.locator(".sentence")).to_contain_text("会改 1 个值（1 条记录），还没有写")
    page.get_by_role("button", name="收回并停用").click()
    expect(page.locator(".sentence")).to_contain_text("改了 1 个值（1 条记录）", timeout=JOB_MS)
    changed = page.locator(".rule-samples tbody tr")
    expect(changed).to_contain_text("2026-01-05")
    expect(changed).to_contain_text("待补充")
    fits(page)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".walk-now")).to_have_text("已撤销", timeout=JOB_MS)
    opens(page, RULE)
    page.get_by_role("button", name="启用").click()
    expect(page.locator("dl.facts")).to_contain_text("在用")
