"""`zhike fill-ins list|assign|withdraw`: empty cells that people are asked for."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.words.wording import percent


@click.group("fill-ins", help="待补充：看谁还有哪些空格，分派给人，撤回。")
def command() -> None:
    """Work on empty cells."""


@command.command("list", help="每个人补到哪里，还有多少空格没有分派。")
@as_json
@as_account
def list_(login: str | None, *, wants_json: bool) -> None:
    """Tell what waits, within the acting account's rows."""
    answer = errand("read_fill_ins", acting(login), quiet=wants_json)
    if wants_json:
        print_json(answer)
        return
    for one in answer["people"]:
        click.echo(
            f"{one['person']}：待补 {one['open']:,}（逾期 {one['overdue']:,}），"
            f"已补 {one['done']:,}，补不了 {one['excused']:,}，{percent(one['rate'])}"
        )
    for task in answer["tasks"]:
        click.echo(
            f"  第 {task['giving']} 次分派 {task['person']}：{task['open']:,} 格"
            f"（{task['due_on']} 前）{_fields(task)}"
        )
    for field in answer["free"]:
        click.echo(f"未分派 {field['field']}：{field['cells']:,} 格")


@command.command(
    "assign",
    help="把空格分派给跟进人。栏目写名称，可加个数：zhike fill-ins assign 联系电话:100 行业",
)
@click.argument("fields", nargs=-1, required=True)
@click.option("--due", default="", help="期限，如 2026-12-01；不写是一周后。")
@click.option("--manager", default="", help="没有跟进人的客户请谁补（登录名或姓名）。")
@click.option("--why", default="", help="说明，接到的人会看到。")
@click.option("--check", is_flag=True, help="只看会分派给谁，不写入。")
@as_json
@as_account
def assign(fields: tuple[str, ...], *, login: str | None, wants_json: bool, **asked: Any) -> None:
    """Ask for empty cells, a task a person, or say who would be asked."""
    wanted = dict(_wanted(one) for one in fields)
    answer = errand("give_fill_ins", acting(login), quiet=wants_json, fields=wanted, **asked)
    if wants_json:
        print_json(answer)
        return
    done = "会分派" if asked["check"] else f"已分派（第 {answer['giving']} 次）"
    click.echo(f"{done} {answer['cells']:,} 格，{answer['due_on']} 前")
    for one in answer["people"]:
        click.echo(f"  {one['person'] or '没有跟进人'}：{one['cells']:,} 格 {_fields(one)}")


@command.command("withdraw", help="撤回一次分派里还没补的格子。")
@click.argument("giving", type=int)
@as_json
@as_account
def withdraw(giving: int, login: str | None, *, wants_json: bool) -> None:
    """Take back what still waits of a giving."""
    answer = errand("take_back_fill_ins", acting(login), quiet=wants_json, giving=giving)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"已撤回 {answer['cells']:,} 格，没有补的不用再补。")


def _wanted(text: str) -> tuple[str, int | None]:
    """Return a field and how many of its cells: 联系电话:100, or all of them."""
    name, colon, most = text.replace("：", ":").rpartition(":")
    if not colon:
        return text, None
    if not most.isdecimal() or not int(most):
        raise click.BadParameter(f"“{text}”应写成 栏目 或 栏目:个数", param_hint="FIELDS")
    return name, int(most)


def _fields(told: dict[str, Any]) -> str:
    return "、".join(f"{one['field']} {one['cells']:,}" for one in told["fields"])
