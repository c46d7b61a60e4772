"""`zhike unmerge MERGE`: take a merge or a whole round back, or look at what that would do."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("unmerge", help="撤销一次合并；合并后又改过的值会保留并列出。")
@click.argument("merge", type=int, required=False)
@click.option("--round", "round_", type=int, default=None, help="撤销按规则合并的一整批。")
@click.option("--preview", is_flag=True, help="只看会还原什么、保留什么，不写入。")
@click.option(
    "--give", "given", multiple=True, metavar="行=客户",
    help="合并后来的一行归谁，如 orders:12=7；行和客户见 --preview。",
)  # fmt: skip
@as_json
@as_account
def command(
    merge: int | None, round_: int | None, given: tuple[str, ...], login: str | None, *,
    preview: bool, wants_json: bool,
) -> None:  # fmt: skip
    """Undo a merge or a round of them, or say what undoing a merge would do."""
    if (merge is None) == (round_ is None) or (round_ is not None and (preview or given)):
        raise click.UsageError(
            "请写一次合并的号，或用 --round 写一整批（不带 --preview、--give）。"
        )
    if round_ is not None:
        _take_round_back(round_, login, wants_json=wants_json)
        return
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


def _take_round_back(round_id: int, login: str | None, *, wants_json: bool) -> None:
    answer = errand("undo_merge_round", acting(login), quiet=wants_json, round=round_id)
    said = f"已撤销第 {round_id} 批，{len(answer['left'])} 组没有撤销。"
    print_json(answer) if wants_json else click.echo(said)


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
