"""`zhike undo BATCH`: take an import back."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("undo", help="撤销一次导入；后来改过的值会保留并列出。")
@click.argument("batch", type=int)
@as_json
@as_account
def command(batch: int, login: str | None, wants_json: bool) -> None:
    """Undo an accepted batch."""
    answer = errand("undo_import", acting(login), quiet=wants_json, batch=batch)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"已撤销批次 {batch}，保留 {len(answer['left'])} 处。")
    for left in answer["left"][:20]:
        click.echo(f"  {left['noun']} {left['id']} {left['column']}：{left['why']}")
