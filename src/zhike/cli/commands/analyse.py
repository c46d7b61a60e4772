"""`zhike analyse`: scores, tiers, RFM, ABC and tags over the whole book."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("analyse", help="分析全部客户：分层、评分、RFM、ABC、标签。")
@click.option("--as-of", "as_of", default="", help="统计到哪一天（含），默认今天。")
@click.option("--customers", is_flag=True, help="同时给出每个客户的结果。")
@as_json
@as_account
def command(as_of: str, customers: bool, login: str | None, wants_json: bool) -> None:
    """Analyse the book and keep the results as the current run."""
    viewer = acting(login)
    answer = errand("analyse", viewer, quiet=wants_json, as_of=as_of, customers=customers)
    if wants_json:
        print_json(answer)
    else:
        _say(answer)


def _say(answer: dict[str, Any]) -> None:
    click.echo(
        f"截至 {answer['as_of']}：客户 {answer['customers_count']:,} 家，"
        f"订单 {answer['orders_count']:,} 个，复购客户 {answer['repeat_customers']:,} 家"
    )
    for scheme, tiers in answer["tiers"].items():
        click.echo(f"  {scheme}：" + " · ".join(f"{tier} {n:,}" for tier, n in tiers.items()))
    for one in answer["findings"]:
        if not one["refused"]:
            click.echo(f"  发现（{one['wording']}）：{one['text']}")
    tags = " · ".join(f"{tag} {n:,}" for tag, n in answer["tags"].items())
    click.echo(f"  标签：{tags or '—'}")
