"""`zhike export TABLE`: a table of the book as a file."""

from pathlib import Path
from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command(
    "export",
    help="导出一张表，例：zhike export T1-2 --out 跟进.xlsx、zhike export 订单 --format csv。",
)
@click.argument("table")
@click.option("--out", default=".", help="文件或文件夹。")
@click.option("--format", type=click.Choice(["xlsx", "csv"]), default=None, help="格式。")
@click.option("--full", is_flag=True, help="姓名和电话不遮盖（要有看全号的权限）。")
@click.option("--period", default="", help="报表类的表看哪个周期，例如 2024Q2。")
@as_json
@as_account
def command(table: str, *, login: str | None, wants_json: bool, **asked: Any) -> None:
    """Write a table within the acting account's rows."""
    ending = Path(asked["out"]).suffix.lower().removeprefix(".")
    asked["format"] = asked["format"] or (ending if ending in ("xlsx", "csv") else "xlsx")
    answer = errand("export_table", acting(login), quiet=wants_json, table=table, **asked)
    if wants_json:
        print_json(answer)
    else:
        click.echo(f"{answer['table']}：{answer['rows']:,} 行，已写出 {answer['file']}")
