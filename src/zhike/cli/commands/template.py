"""`zhike template NAME`: a workbook to fill in."""

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json


@click.command(
    "template",
    help="写出空白模板，例：zhike template T0。不写名字是客户、联系人、跟进和订单合在一本。",
)
@click.argument("name", default="")
@click.option("--out", default=".", help="放文件的文件夹。")
@as_json
@as_account
def command(name: str, *, out: str, login: str | None, wants_json: bool) -> None:
    """Write a template into a folder."""
    answer = errand("make_template", acting(login), quiet=wants_json, name=name, out=out)
    if wants_json:
        print_json(answer)
    else:
        click.echo(f"已写出 {answer['file']}")
