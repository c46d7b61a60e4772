"""`zhike channels`: how each channel does."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.words.wording import percent


@click.command("channels", help="各渠道的客户数、完整率、转化、费用和获客成本。")
@click.option("--period", default="", help="周期，例如 2024Q2；不写是全部时间。")
@as_json
@as_account
def command(period: str, login: str | None, wants_json: bool) -> None:
    """Tell the channels within the acting account's rows."""
    answer = errand("read_channels", acting(login), quiet=wants_json, period=period)
    if wants_json:
        print_json(answer)
        return
    for row in [*answer["channels"], answer["total"] | {"channel": "合计"}]:
        click.echo(_line(row))
    click.echo(f"范围：{answer['scope']}")


def _line(row: dict[str, Any]) -> str:
    few = f"（{row['few']}）" if row["few"] else ""
    cost = "—" if row["cost_per_new"] is None else f"{row['cost_per_new']:,.2f} 元"
    return (
        f"{row['channel'] or '未填'}  客户 {row['records']:,}  "
        f"完整率 {percent(row['completeness'])}  "
        f"新增 {row['new']:,}  新客转化率 {percent(row['conversion'])}{few}  "
        f"销售额 {row['sales']:,.2f} 元  获客成本 {cost}"
    )
