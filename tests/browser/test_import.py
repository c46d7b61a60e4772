"""A workbook and a pasted block come in step by step, and go out again without a trace."""

import re

from playwright.sync_api import Page, expect

from browser.conftest import Visitors
from browser.seen import example, names, total

PASTED = (
    "客户名称\t客户类型\t联系人\t联系电话\n"
    "青岛海纳仓储有限公司\t潜在\t赵一\t13912345678\n"
    "烟台远帆冷链有限公司\t意向\t钱二\t1391234567\n"
)


def test_a_workbook_comes_in_and_goes_out_again(enter: Visitors) -> None:
    page = enter("管理员", "/customers/")
    before = total(page)
    page.goto("/collect/")
    page.locator("input[type=file]").set_input_files(example("T3-1.xlsx"))
    expect(page.locator(".walk-now")).to_have_text("预览", timeout=30_000)
    columns_and_problems(page)
    page.get_by_role("button", name="导入 3 行").click()
    expect(page.locator(".walk-now")).to_have_text("已接收", timeout=30_000)
    assert fates(page) == {"新增": 3, "更新": 0, "相同": 0, "不明": 0, "未入": 0}
    result = page.url
    page.get_by_role("link", name="看导入的客户 3").click()
    expect(page.locator(".sentence .chip").first).to_contain_text("导入")
    assert set(names(page)) == {"科技有限公司", "集团有限公司", "商贸有限公司"}
    page.goto("/customers/")
    assert total(page) == before + 3
    page.goto(result)
    page.get_by_role("button", name="撤销本次导入").click()
    expect(page.locator(".walk-now")).to_have_text("已撤销", timeout=30_000)
    page.goto("/customers/")
    assert total(page) == before


def columns_and_problems(page: Page) -> None:
    """Look at the steps between the file and the preview."""
    steps = page.locator(".walk li")
    assert steps.all_inner_texts() == ["文件", "列", "问题", "预览", "完成"]
    read_as = page.get_by_label("客户名称 读作").locator("option:checked")
    expect(read_as).to_have_text("客户名称")
    expect(page.locator(".raw thead")).to_contain_text("累计交易金额(元)")
    page.locator(".walk").get_by_role("link", name="问题").click()
    expect(page).to_have_url(re.compile("#problems$"))
    expect(page.locator("#problems")).to_contain_text("138****")


def test_a_pasted_block_is_looked_at_and_given_up(enter: Visitors) -> None:
    page = enter("管理员", "/customers/", permissions=["clipboard-read", "clipboard-write"])
    before = total(page)
    page.goto("/collect/")
    page.evaluate("text => navigator.clipboard.writeText(text)", PASTED)
    page.keyboard.press("Control+V")
    expect(page.locator(".walk-now")).to_have_text("预览", timeout=30_000)
    assert fates(page)["新增"] == 2
    expect(page.locator("#problems")).to_contain_text("1391234567")  # one digit short
    page.get_by_role("button", name="不导了").click()
    expect(page.locator(".toast-line")).to_contain_text("什么也没有写入")
    page.goto("/customers/")
    assert total(page) == before


def fates(page: Page) -> dict[str, int]:
    """Return what became of the rows, as the figures say."""
    said = page.locator(".figure").all_inner_texts()
    return {text.split()[0]: int(text.split()[1].rstrip("行")) for text in said}
