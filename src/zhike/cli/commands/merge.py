"""`zhike merge SURVIVOR OTHER…`: several customers become one."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command(
    "merge", help="把几家客户合成一家：第一个编号留下，其余并入；可用 zhike unmerge 撤销。"
)
@click.argument("survivor")
@click.argument("others", nargs=-1, required=True)
@click.option("--why", default="", help="为什么是同一家，写进历史。")
@as_json
@as_account
def command(
    survivor: str, others: tuple[str, ...], *, why: str, login: str | None, wants_json: bool
) -> None:
    """Merge customers by their numbers."""
    answer = errand(
        "merge", acting(login), quiet=wants_json, survivor=survivor, others=list(others), why=why
    )
    if wants_json:
        print_json(answer)
        return
    click.echo(f"已把 {'、'.join(others)} 并入 {survivor}。撤销：zhike unmerge {answer['merge']}")
