"""An ugly workbook from the drop to 完成: every step looked at, mended in place, taken back."""

from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visitors
from browser.seen import JOB_MS, PHONE, fits, names, toast, total, undo

HEADS = ["客户编号", "客户名称", "联系电话", "企业性质", "跟进人", "首次接触时间", "参展届数"]
ROWS = [
    ["W1", "青岛海纳冷链仓储有限公司", "13912345678", "国营老厂", "小王", "2024-02-30", "3"],
    ["W2", "烟台远帆渔具有限公司", "1391234567", "国营老厂", "小王", "2024-05-01", "1"],
    ["W1", "威海另一家有限公司", "13912345670", "民营", "", "2024-05-02", "2"],
    ["", "", "13912345671", "民营", "", "2024-05-03", "2"],
]
PASTED = "客户名称\t客户类型\n青岛海纳仓储有限公司\t潜在\n烟台远帆冷链有限公司\t意向\n"


def ugly(folder: Path) -> Path:
    """Write a workbook with a title and one of everything that goes wrong."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["展会登记（综合部）"], HEADS, *ROWS):
        sheet.append(row)
    path = folder / "展会.xlsx"
    book.save(path)
    return path


def step(page: Page) -> Locator:
    """Return the step the page stands at."""
    return page.locator(".walk-now")


def onwards(page: Page, then: str) -> None:
    """Press the one filled button; it leads to the next step."""
    expect(page.locator(".headline .btn-primary")).to_have_count(1)
    page.locator(".headline .btn-primary").click()
    expect(step(page)).to_have_text(then)


def cause(page: Page, said: str) -> Locator:
    """Return the line of one cause."""
    return page.locator(".cause").filter(has_text=said)


def figures(page: Page) -> dict[str, int]:
    """Return what becomes of the rows, as the figures say."""
    said = page.locator(".figure").all_inner_texts()
    return {text.split()[0]: int(text.split()[1].rstrip("行")) for text in said}


def test_an_ugly_workbook_comes_in_mended_and_goes_out_again(
    enter: Visitors, tmp_path: Path
) -> None:
    page = enter("管理员", "/customers/")
    before = total(page)
    page.goto("/collect/")
    page.locator("input[type=file]").first.set_input_files(ugly(tmp_path))
    expect(step(page)).to_have_text("文件", timeout=JOB_MS)
    expect(page.locator(".sheets-found")).to_contain_text("展会登记")
    onwards(page, "列")
    a_field_in_place(page)
    onwards(page, "问题")
    causes_and_cells(page)
    onwards(page, "预览")
    assert figures(page) == {"新增": 2, "更新": 0, "相同": 0, "不明": 0, "未入": 2}
    page.get_by_role("button", name="只导入合格的 2 行").click()
    expect(step(page)).to_have_text("已接收", timeout=JOB_MS)
    corrected_and_handed_in(page, tmp_path)
    page.get_by_role("link", name="看导入的客户 2").click()
    assert set(names(page)) == {ROWS[0][1], ROWS[1][1]}
    page.go_back()
    page.get_by_role("button", name="撤销本次导入").click()
    expect(step(page)).to_have_text("已撤销", timeout=JOB_MS)
    page.goto("/customers/")
    assert total(page) == before


def a_field_in_place(page: Page) -> None:
    """Make a field for the column that has none, and take it back."""
    read_as = page.get_by_label("客户名称 读作").locator("option:checked")
    expect(read_as).to_have_text("客户名称")
    page.locator(".fresh-field").click()
    expect(page.locator("#panel [name=label]")).to_have_value("参展届数")
    page.locator("#panel .btn-primary").click()
    expect(page.locator(".fresh-field")).to_have_count(0)
    undo(page, "已新建栏目“参展届数”", then="没有留下")
    expect(page.locator(".fresh-field")).to_have_count(1)


def causes_and_cells(page: Page) -> None:
    """Mend a word and a colleague for all their cells, a cell in place, and answer a double."""
    cause(page, "“国营老厂”").locator("select").select_option("国有")
    cause(page, "“国营老厂”").get_by_role("button").click()
    expect(cause(page, "“国营老厂”")).to_have_count(0)
    undo(page, "“国营老厂” → 国有，2 格", then="已撤销这一处修正")
    cause(page, "“国营老厂”").locator("select").select_option("国有")
    cause(page, "“国营老厂”").get_by_role("button").click()
    cause(page, "“小王”").locator("select").select_option("待分配")
    cause(page, "“小王”").get_by_role("button").click()
    expect(cause(page, "“小王”")).to_have_count(0)
    cause(page, "联系电话").get_by_text("逐格改").click()
    box = page.get_by_label("联系电话 4")
    box.fill("13912345679")
    box.press("Enter")
    expect(page.locator("tr.mended .cell-said")).to_have_text("读懂了")
    expect(cause(page, "联系电话")).to_have_count(0)
    cause(page, "疑似重复").get_by_text("逐个回答").click()
    page.get_by_role("button", name="先不导").click()
    expect(cause(page, "疑似重复")).to_have_count(0)
    expect(page.locator(".mended-list summary")).to_have_text("已改 4 处")


def corrected_and_handed_in(page: Page, folder: Path) -> None:
    """Correct the marked workbook, hand it in, look at it and give it up."""
    result = page.url
    with page.expect_download() as waited:
        page.get_by_role("link", name="下载带批注的表").click()
    path = folder / "更正.xlsx"
    waited.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (row,) = (row for row in sheet.iter_rows(min_row=2) if row[0].value == 6)
    row[2].value = "日照新来的有限公司"
    book.save(path)
    page.goto("/collect/")
    page.locator("input[type=file]").first.set_input_files(path)
    expect(step(page)).to_have_text("文件", timeout=JOB_MS)
    page.locator(".walk").get_by_role("link", name="预览").click()
    assert figures(page)["新增"] == 1
    page.get_by_role("button", name="不导了").click()
    toast(page, "什么也没有写入")
    page.goto(result)


def test_a_pasted_block_is_read_on_a_phone_and_given_up(enter: Visitors) -> None:
    page = enter("管理员", "/collect/", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", PASTED)
    page.keyboard.press("Control+V")
    expect(step(page)).to_have_text("文件", timeout=JOB_MS)
    for name in ("列", "问题", "预览"):
        fits(page)
        page.locator(".walk").get_by_role("link", name=name).click()
        expect(step(page)).to_have_text(name)
    fits(page)
    assert figures(page)["新增"] == 2
    page.set_viewport_size(PHONE)
    expect(page.get_by_text("在电脑上做更快")).to_be_visible()
    page.get_by_role("button", name="不导了").click()
    toast(page, "什么也没有写入")


def test_the_wizard_needs_no_script(enter: Visitors, tmp_path: Path) -> None:
    page = enter("管理员", "/collect/")
    page.locator("input[type=file]").first.set_input_files(ugly(tmp_path))
    expect(step(page)).to_have_text("文件", timeout=JOB_MS)
    bare = enter("管理员", page.url, java_script_enabled=False)
    onwards(bare, "列")
    onwards(bare, "问题")
    cause(bare, "“小王”").locator("select").select_option("待分配")
    cause(bare, "“小王”").get_by_role("button").click()
    expect(cause(bare, "“小王”")).to_have_count(0)
    cause(bare, "联系电话").get_by_text("逐格改").click()
    bare.get_by_label("联系电话 4").fill("13912345679")
    bare.get_by_role("button", name="保存改好的格").click()
    expect(bare.locator(".toast-line")).to_contain_text("已改 1 格")
    bare.get_by_role("button", name="不导了").click()
    expect(bare.locator(".toast-line")).to_contain_text("什么也没有写入")
