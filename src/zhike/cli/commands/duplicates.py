"""`zhike duplicates`: customers that may be the same."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("duplicates", help="列出疑似重复的客户（名称、电话、信用代码完全一致）。")
@as_json
@as_account
def command(login: str | None, wants_json: bool) -> None:
    """Find exact duplicates within the acting account's rows."""
    answer = errand("find_duplicates", acting(login), quiet=wants_json)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"{len(answer['groups'])} 组疑似重复，{len(answer['pairs'])} 对")
    for pair in answer["pairs"][:20]:
        said = "；".join(evidence["said"] for evidence in pair["evidence"])
        click.echo(f"  {pair['a']} ~ {pair['b']}：{said}")
