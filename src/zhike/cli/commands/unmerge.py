"""`zhike unmerge MERGE`: take a merge back, or look at what that would do."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("unmerge", help="撤销一次合并；合并后又改过的值会保留并列出。")
@click.argument("merge", type=int)
@click.option("--preview", is_flag=True, help="只看会还原什么、保留什么，不写入。")
@click.option(
    "--give", "given", multiple=True, metavar="行=客户",
    help="合并后来的一行归谁，如 orders:12=7；行和客户见 --preview。",
)  # fmt: skip
@as_json
@as_account
def command(
    merge: int, given: tuple[str, ...], login: str | None, *, preview: bool, wants_json: bool
) -> None:
    """Undo a merge, or say what that would do."""
    sides = dict(_side(one) for one in given)
    told = {"merge": merge, "sides": sides, "preview": preview}
    answer = errand("unmerge", acting(login), quiet=wants_json, **told)
    if wants_json:
        print_json(answer)
    elif preview:
        _print_preview(answer)
    else:
        click.echo(f"已撤销合并 {merge}，保留 {len(answer['left'])} 处。")
        _print_left(answer["left"])


def _side(given: str) -> tuple[str, int]:
    key, _, side = given.partition("=")
    if not key or not side.isdecimal():
        raise click.BadParameter(f"“{given}”应写成 行=客户，如 orders:12=7", param_hint="--give")
    return key, int(side)


def _print_preview(answer: dict[str, Any]) -> None:
    for one in answer["customers"]:
        click.echo(f"{one['id']} {one['number']} {one['name']}")
    click.echo("会还原：" + "、".join(f"{noun} {n}" for noun, n in answer["back"].items()))
    for line in answer["lines"]:
        click.echo(f"  {line['key']} → {line['side']}  {line['said']} {line['why']}".rstrip())
    _print_left(answer["left"])


def _print_left(left: list[dict[str, Any]]) -> None:
    for one in left[:20]:
        click.echo(f"  {one['noun']} {one['id']} {one['column']}：{one['why']}")
