"""Tasks: done with a word on what came of it, taken back; everybody sees their own."""

from playwright.sync_api import Page, expect

from browser.conftest import Visitors
from browser.seen import column, toast, total, undo


def test_done_with_an_outcome_and_open_again(enter: Visitors) -> None:
    page = enter("销售经理", "/tasks/")
    task = page.locator(".todo-line").first
    name, count = task.locator(".row-name").inner_text(), page.locator(".todo-line").count()
    task.locator("summary", has_text="完成").click()
    task.get_by_label("结果如何（可不填）").fill("下月签约")
    task.get_by_role("button", name="记为完成").click()
    toast(page, f"已完成：{name}")
    expect(page.locator(".todo-line")).to_have_count(count - 1)
    undo(page, f"已完成：{name}", then=f"已重新打开：{name}")
    expect(page.locator(".todo-line")).to_have_count(count)


def test_a_consultant_sees_the_own_tasks_and_customers_only(enter: Visitors) -> None:
    admin, mine = (enter(role, "/tasks/?whose=all") for role in ("管理员", "销售顾问"))
    me = mine.locator(".rail-name b").inner_text()
    every = tasks(admin)
    assert len({owner for _, owner in every}) > 1
    assert tasks(mine) == [one for one in every if one[1] == me]
    admin.goto(f"/customers/?owner={me}")
    mine.goto("/customers/")
    assert 0 < total(mine) == total(admin)
    assert set(column(mine, "跟进人")) <= {me}
    foreign = next(name for name, owner in every if owner != me)
    mine.goto(f"/customers/?q={foreign}")
    expect(mine.locator(".empty")).to_be_visible()


def tasks(page: Page) -> list[tuple[str, str]]:
    """Return each open task's customer and owner."""
    return [
        (line.locator(".row-name").inner_text(), line.locator(".todo-who").inner_text().split()[0])
        for line in page.locator(".todo-line").all()
    ]
