"""`zhike report NAME`: a report as Excel, PDF and picture."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command(
    "report", help="制作报表，例：zhike report 销售分析报表 --period 2024Q2 --format xlsx,pdf。"
)
@click.argument("name")
@click.option("--period", required=True, help="周期，例如 2024Q2、2024-05、2024。")
@click.option("--format", "formats", default="xlsx", help="xlsx、pdf、png，逗号分隔。")
@click.option("--out", default=".", help="放文件的文件夹。")
@as_json
@as_account
def command(
    name: str, *, period: str, formats: str, out: str, login: str | None, wants_json: bool
) -> None:
    """Make a report within the acting account's rows."""
    kinds = [kind.strip() for kind in formats.replace("，", ",").split(",") if kind.strip()]
    viewer = acting(login)
    answer = errand(
        "make_report", viewer, quiet=wants_json, name=name, period=period, formats=kinds, out=out
    )
    if wants_json:
        print_json(answer)
        return
    for figure, value in answer["figures"].items():
        click.echo(f"{figure}：{'—' if value is None else value}")
    for conclusion in answer["conclusions"]:
        click.echo(f"· {conclusion['text']}")
    for file in answer["files"]:
        click.echo(f"已写出 {file}")
