"""`zhike completeness`: how full the key fields are."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.words.wording import percent


@click.command("completeness", help="核心栏目的完整率，目标 95%；--goal 看一个收集目标。")
@click.option("--goal", default="", help="只看手册里这个收集目标要的项，例如 提升新客户签约率。")
@click.option("--by", default="", help="再按 团队、跟进人、渠道 或 批次 分开看。")
@as_json
@as_account
def command(login: str | None, wants_json: bool, goal: str, by: str) -> None:
    """Measure completeness within the acting account's rows."""
    if goal and by:
        raise click.UsageError("--goal 和 --by 只能用一个")
    name, asked = (
        ("measure_quality", {"by": by}) if by else ("measure_completeness", {"goal": goal})
    )
    answer = errand(name, acting(login), quiet=wants_json, **asked)
    if wants_json:
        print_json(answer)
        return
    click.echo(f"{goal + '：' if goal else ''}完整率 {percent(answer['rate'])}")
    _tell(answer)


def _tell(answer: dict[str, Any]) -> None:
    for field in answer["fields"]:
        click.echo(
            f"  {field['field']}：{field['filled']:,} / {field['cells']:,} {percent(field['rate'])}"
        )
    for group in answer.get("groups", ()):
        click.echo(
            f"  {group['name'] or '未填'}（{group['customers']:,} 家）：{percent(group['rate'])}"
        )
