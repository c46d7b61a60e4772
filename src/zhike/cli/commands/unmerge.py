"""`zhike unmerge MERGE`: take a merge back."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("unmerge", help="撤销一次合并；合并后又改过的值会保留并列出。")
@click.argument("merge", type=int)
@as_json
@as_account
def command(merge: int, login: str | None, wants_json: bool) -> None:
    """Undo a merge."""
    answer = errand("unmerge", acting(login), quiet=wants_json, merge=merge)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"已撤销合并 {merge}，保留 {len(answer['left'])} 处。")
    for left in answer["left"][:20]:
        click.echo(f"  {left['noun']} {left['id']} {left['column']}：{left['why']}")
