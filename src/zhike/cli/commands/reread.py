"""`zhike reread`: read kept cells again by today's rules; looks first, writes when told to."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("reread", help="按现在的规则和词表重读已导入的单元格；不加 --write 只看会改什么。")
@click.option("--rule", default="", help="只看这条规则（编号见 整理 → 清洗规则）。")
@click.option("--take-back", is_flag=True, help="收回这条规则写过的值。")
@click.option("--write", is_flag=True, help="写入，成为可以撤销的一批。")
@as_json
@as_account
def command(rule: str, take_back: bool, write: bool, login: str | None, wants_json: bool) -> None:
    """Say or write what today's rules read otherwise."""
    if take_back and not rule:
        raise click.UsageError("收回要用 --rule 说明是哪条规则。")
    answer = errand(
        "read_again", acting(login), quiet=wants_json, rule=rule, take_back=take_back, write=write
    )
    if wants_json:
        print_json(answer)
        return
    done = f"改了（批次 {answer['batch']}）" if "batch" in answer else "会改"
    click.echo(f"{done} {answer['changes']:,} 个值，{answer['kept']:,} 个后来有人改过，不动。")
    for one in answer["samples"][:20]:
        click.echo(f"  {one['place']} {one['head']}：{one['raw']} → {one['after'] or '（空）'}")
