"""`zhike measure NAME…`: metrics by dimension and period."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command("measure", help="计算指标，例：zhike measure 转化率 --by 区域 --period 2024Q2。")
@click.argument("names", nargs=-1, required=True)
@click.option("--by", default="", help="维度，逗号分隔，例如 月,区域。")
@click.option("--where", default="", help='条件，例如 客户类型 = "成交"。')
@click.option("--period", default="", help="周期，例如 2024Q2。")
@as_json
@as_account
def command(names: tuple[str, ...], login: str | None, wants_json: bool, **options: Any) -> None:
    """Measure within the acting account's rows."""
    by = [name.strip() for name in options["by"].replace("，", ",").split(",") if name.strip()]
    answer = errand(
        "measure", acting(login), quiet=wants_json, names=list(names), by=by,
        period=options["period"], where=options["where"],
    )  # fmt: skip
    if wants_json:
        print_json(answer)
        return
    for row in [*answer["rows"], {"合计": "合计", **answer["total"]}]:
        click.echo(
            "  ".join(f"{key}={'—' if value is None else value}" for key, value in row.items())
        )
    click.echo(f"范围：{answer['scope']}")
