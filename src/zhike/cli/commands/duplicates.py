"""`zhike duplicates`: customers that may be the same."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("duplicates", help="列出疑似重复的客户，每一对附证据。")
@as_json
@as_account
def command(login: str | None, wants_json: bool) -> None:
    """Compare what changed, then say what was found within the acting account's rows."""
    viewer = acting(login)
    errand("find_matches", viewer, quiet=wants_json)
    answer = errand("find_duplicates", viewer, quiet=wants_json)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"{len(answer['groups'])} 组疑似重复，{len(answer['pairs'])} 对")
    for pair in answer["pairs"][:20]:
        said = "；".join(evidence["said"] for evidence in pair["evidence"])
        click.echo(f"  {pair['a']} ~ {pair['b']}：{said}")
