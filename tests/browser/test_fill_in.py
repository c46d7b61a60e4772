"""待补充: cells are handed out, filled in by keyboard and by a pasted block, and taken back."""

from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visitors
from browser.seen import PHONE, fits, toast, undo

GIVE = "/clean/fill-ins/give/?cell=contacts.phone"


def boxes(page: Page) -> Locator:
    """Return the empty cells that can be typed into."""
    return page.locator(".fill-cell input:visible")


def left(page: Page) -> int:
    """Return how many cells the grid says are left."""
    return int(page.locator("#fill-left").inner_text())


def paste(box: Locator, text: str) -> None:
    """Paste a block of a spreadsheet into a cell."""
    box.focus()
    box.evaluate(
        """(box, text) => {
          const block = new DataTransfer();
          block.setData("text/plain", text);
          const told = { clipboardData: block, bubbles: true, cancelable: true };
          box.dispatchEvent(new ClipboardEvent("paste", told));
        }""",
        text,
    )


def test_handed_out_filled_in_and_taken_back(enter: Visitors) -> None:
    boss = enter("管理员", GIVE)
    boss.get_by_role("button", name="分派").click()
    toast(boss, "已分派")
    page = enter("销售顾问", "/clean/fill-ins/")
    page.get_by_role("link", name="去补").click()
    begun = left(page)
    assert begun == boxes(page).count() > 4
    _typed(page, begun)
    _pasted(page, begun)
    fits(page)
    page.set_viewport_size(PHONE)
    assert boxes(page).first.is_visible()
    boss.goto("/clean/fill-ins/")
    fits(boss)
    boss.locator(".fill-given summary").first.click()
    boss.get_by_role("button", name="撤回这次分派里没补的").first.click()
    toast(boss, "已撤回")


def _typed(page: Page, begun: int) -> None:
    """Type a false number, then a right one: the first is said, the second kept; take it back."""
    names = page.locator(".fill-grid .row-name").all_inner_texts()
    boxes(page).nth(0).fill("11111111111")
    page.keyboard.press("Tab")
    expect(page.locator(".fill-wrong .wrong")).to_contain_text("虚假号码")
    expect(boxes(page).nth(1)).to_be_focused()
    page.keyboard.type("13700005151")
    page.keyboard.press("Enter")
    said = f"{names[1]}：已补联系电话"
    toast(page, said)
    expect(page.locator("#fill-left")).to_have_text(str(begun - 1))
    expect(page.locator(".fill-fresh")).to_contain_text("137****5151")
    undo(page, said, then="已撤销，1 格又空着")
    assert left(page) == begun


def _pasted(page: Page, begun: int) -> None:
    """Paste three numbers of which one is none: two are kept as one step, and go as one."""
    paste(boxes(page).nth(0), "13700006161\n12345\n13700006163\n")
    toast(page, "粘贴：已补 2 格")
    expect(page.locator("#fill-left")).to_have_text(str(begun - 2))
    expect(page.locator(".fill-wrong input")).to_have_value("12345")
    undo(page, "粘贴：已补 2 格", then="已撤销，2 格又空着")
    assert left(page) == begun


def test_an_industry_is_picked_while_it_is_typed(enter: Visitors) -> None:
    """The list stands above the table; Esc closes it and keeps the words, the arrows pick."""
    page = enter("管理员", "/clean/fill-ins/grid/?field=customers.industry")
    begun, box = left(page), boxes(page).nth(0)
    options = page.locator(".picks:popover-open [role=option]")
    box.press_sequentially("仓储")
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("仓储")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    page.set_viewport_size(PHONE)
    box.press_sequentially("装卸搬运")
    expect(options.first).to_be_in_viewport(ratio=1)
    fits(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#fill-left")).to_have_text(str(begun - 1))
    expect(page.locator(".fill-fresh")).to_contain_text("装卸搬运")
    undo(page, "已补所属行业", then="已撤销，1 格又空着")
    assert left(page) == begun
