"""`zhike undo BATCH`: take an import back."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("undo", help="撤销一次导入；后来改过的值会保留并列出。")
@click.argument("batch", type=int, required=False)
@click.option("--call", type=int, default=None, help="只撤销一次行为提交（接口回答里的 call）。")
@as_json
@as_account
def command(batch: int | None, call: int | None, login: str | None, wants_json: bool) -> None:
    """Undo an accepted batch, or one call of events."""
    if (batch is None) == (call is None):
        raise click.UsageError("请写批次号，或用 --call 写一次行为提交。")
    if call is not None:
        gone = errand("undo_events", acting(login), quiet=wants_json, call=call)
        said = f"已撤销第 {call} 次行为提交的 {gone['rows']:,} 条，当天还有 {gone['left']:,} 条。"
        print_json(gone) if wants_json else click.echo(said)
        return
    answer = errand("undo_import", acting(login), quiet=wants_json, batch=batch)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"已撤销批次 {batch}，保留 {len(answer['left'])} 处。")
    for left in answer["left"][:20]:
        click.echo(f"  {left['noun']} {left['id']} {left['column']}：{left['why']}")
