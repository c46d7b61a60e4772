"""`zhike completeness`: how full the key fields are."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.words.wording import percent


@click.command("completeness", help="核心栏目的完整率，目标 95%。")
@as_json
@as_account
def command(login: str | None, wants_json: bool) -> None:
    """Measure completeness within the acting account's rows."""
    answer = errand("measure_completeness", acting(login), quiet=wants_json)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"完整率 {percent(answer['rate'])}")
    for field in answer["fields"]:
        click.echo(
            f"  {field['field']}：{field['filled']:,} / {field['cells']:,} {percent(field['rate'])}"
        )
