"""`zhike set-aside list|put|back`: customers that are none (S0-14)."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json

_SHOWN = 10


@click.group("set-aside", help="无效：看哪些可能不是客户，放进无效，放回。")
def command() -> None:
    """Work on customers that may be none."""


@command.command("list", help="每条规则找到的客户，以及已放进无效的。")
@click.option("--search", default="", help="在已放进的里面找：名称、编号或原因。")
@click.option("--page", default=1, type=click.IntRange(1), help="已放进的第几页。")
@as_json
@as_account
def list_(login: str | None, *, wants_json: bool, **asked: Any) -> None:
    """Tell whom the rules doubt and who is out, within the acting account's rows."""
    answer = errand("read_set_aside", acting(login), quiet=wants_json, **asked)
    if wants_json:
        print_json(answer)
        return
    for rule in answer["rules"]:
        click.echo(f"{rule['rule']} {rule['said']}：{len(rule['customers']):,} 家")
        _print_customers(rule["customers"])
    click.echo(f"已在无效 {answer['total']:,} 家（第 {answer['page']} / {answer['pages']} 页）")
    _print_customers(answer["aside"])


@command.command("put", help="放进无效：--rule 放一条规则找到的，或写编号并用 --why 说明。")
@click.argument("numbers", nargs=-1)
@click.option("--rule", default="", help="规则编号，见 zhike set-aside list。")
@click.option("--why", default="", help="为什么无效（写编号时必填）。")
@click.option("--check", is_flag=True, help="只看会放进哪些，不写入。")
@as_json
@as_account
def put(numbers: tuple[str, ...], *, login: str | None, wants_json: bool, **asked: Any) -> None:
    """Put customers aside, or say which it would be."""
    if bool(numbers) == bool(asked["rule"]):
        raise click.UsageError("请写客户编号，或用 --rule 写一条规则。")
    if bool(numbers) != bool(asked["why"].strip()):
        raise click.UsageError("写编号时用 --why 说明原因；按规则放的，原因由规则写。")
    answer = errand("set_aside", acting(login), quiet=wants_json, numbers=list(numbers), **asked)
    if wants_json:
        print_json(answer)
        return
    done = "会放进" if asked["check"] else "已放进"
    click.echo(f"{done}无效 {len(answer['customers']):,} 家；放回：zhike set-aside back 编号…")
    _print_customers(answer["customers"])


@command.command("back", help="把无效里的客户放回原处。")
@click.argument("numbers", nargs=-1, required=True)
@as_json
@as_account
def back(numbers: tuple[str, ...], login: str | None, *, wants_json: bool) -> None:
    """Put customers back where they were."""
    answer = errand("bring_back", acting(login), quiet=wants_json, numbers=list(numbers))
    if wants_json:
        print_json(answer)
        return
    click.echo(f"已放回 {len(answer['customers']):,} 家，又在名单和统计里了。")


def _print_customers(customers: list[dict[str, Any]]) -> None:
    for one in customers[:_SHOWN]:
        click.echo(f"  {one['id']} {one['name']}：{one['why']}")
    if len(customers) > _SHOWN:
        click.echo(f"  …还有 {len(customers) - _SHOWN:,} 家，--json 看全部")
