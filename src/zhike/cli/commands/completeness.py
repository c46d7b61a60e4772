"""`zhike completeness`: how full the key fields are."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.words.wording import percent


@click.command("completeness", help="核心栏目的完整率，目标 95%；--goal 看一个收集目标。")
@click.option("--goal", default="", help="只看手册里这个收集目标要的项，例如 提升新客户签约率。")
@as_json
@as_account
def command(login: str | None, wants_json: bool, goal: str) -> None:
    """Measure completeness within the acting account's rows."""
    answer = errand("measure_completeness", acting(login), quiet=wants_json, goal=goal)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"{goal + '：' if goal else ''}完整率 {percent(answer['rate'])}")
    for field in answer["fields"]:
        click.echo(
            f"  {field['field']}：{field['filled']:,} / {field['cells']:,} {percent(field['rate'])}"
        )
