"""`zhike merge`: some customers become one, or the groups a rule found do after a look at a few."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.words.viewer import Viewer
from zhike.words.wording import percent

_SAME, _DIFFERENT, _UNSURE = "是同一家", "不是同一家", "看不准"
_SIZES = (10, 30, 60, 100)


@click.command(
    "merge",
    help="把几家客户合成一家：第一个编号留下，其余并入；可用 zhike unmerge 撤销。"
    "--rule 按规则批量：先开一批抽查，--round 写下看的结果，都是同一家后再 --round 合并。",
)
@click.argument("survivor", required=False)
@click.argument("others", nargs=-1)
@click.option("--why", default="", help="为什么是同一家，写进历史。")
@click.option("--rule", default="", help="按这条规则开一批，例如 名称和电话一致。")
@click.option("--size", type=click.Choice([str(n) for n in _SIZES]), default="30",
              help="抽查几组。")  # fmt: skip
@click.option("--check", is_flag=True, help="配合 --rule：只看会合并哪些，不开批。")
@click.option("--round", "round_", type=int, default=None, help="批号：写抽查结果，或合并这一批。")
@click.option("--same", multiple=True, type=int, metavar="N", help="第 N 组是同一家，可多次写。")
@click.option("--different", multiple=True, type=int, metavar="N", help="第 N 组不是同一家。")
@click.option("--unsure", multiple=True, type=int, metavar="N", help="第 N 组看不准。")
@as_json
@as_account
def command(
    survivor: str | None, others: tuple[str, ...], *, login: str | None, wants_json: bool,
    **asked: Any,
) -> None:  # fmt: skip
    """Merge customers by their numbers, or by a rule in the three steps the page has."""
    ways = [bool(survivor), bool(asked["rule"]), asked["round_"] is not None]
    if sum(ways) != 1 or (survivor and not others):
        raise click.UsageError("请写至少两个客户编号，或用 --rule，或用 --round。")
    viewer = acting(login)
    if survivor:
        _numbers(viewer, survivor, others, asked["why"], wants_json=wants_json)
    elif asked["rule"]:
        _rule(viewer, asked, wants_json=wants_json)
    else:
        _round(viewer, asked["round_"], _said(asked), wants_json=wants_json)


def _numbers(
    viewer: Viewer, survivor: str, others: tuple[str, ...], why: str, *, wants_json: bool
) -> None:
    answer = errand(
        "merge", viewer, quiet=wants_json, survivor=survivor, others=list(others), why=why
    )
    if wants_json:
        print_json(answer)
        return
    click.echo(f"已把 {'、'.join(others)} 并入 {survivor}。撤销：zhike unmerge {answer['merge']}")


def _rule(viewer: Viewer, asked: dict[str, Any], *, wants_json: bool) -> None:
    told = {"rule": asked["rule"], "size": int(asked["size"]), "check": asked["check"]}
    answer = errand("open_merge_round", viewer, quiet=wants_json, **told)
    if wants_json:
        print_json(answer)
        return
    record = answer["record"]
    proof = f"，审核 {record['n']:,} 组对了 {record['right']:,} 组" if record["n"] else ""
    low = f"（不低于 {percent(record['least'])}）" if record["n"] else ""
    click.echo(f"规则“{answer['rule']}”：{answer['groups']:,} 组{proof}{low}")
    for group in answer["sample"]:
        named = " ~ ".join(f"{one['id']} {one['name']}" for one in group["customers"])
        click.echo(f"  第 {group['place']} 组：{named}")
    if answer["round"]:
        click.echo(f"请逐组看：zhike merge --round {answer['round']} --same N …")


def _round(viewer: Viewer, round_id: int, said: dict[int, str], *, wants_json: bool) -> None:
    name, told = ("answer_merge_round", {"said": said}) if said else ("merge_by_rule", {})
    answer = errand(name, viewer, quiet=wants_json, round=round_id, **told)
    if wants_json:
        print_json(answer)
    elif said:
        waiting = f"，还有 {len(answer['waiting'])} 组要看" if answer["waiting"] else ""
        ready = f"，合并：zhike merge --round {round_id}" if answer["state"] == "待合并" else ""
        click.echo(f"第 {round_id} 批：{answer['state']}{waiting}{ready}")
    else:
        click.echo(
            f"已合并 {answer['merged']:,} 组，{len(answer['left']):,} 组没有合并。"
            f"整批撤销：zhike unmerge --round {round_id}"
        )


def _said(asked: dict[str, Any]) -> dict[int, str]:
    """Return what was said of each place; refuses two answers for one."""
    words = [("same", _SAME), ("different", _DIFFERENT), ("unsure", _UNSURE)]
    told = [(place, word) for name, word in words for place in asked[name]]
    if len(dict(told)) != len(told):
        raise click.UsageError("同一组只能说一次。")
    return dict(told)
