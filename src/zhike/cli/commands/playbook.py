"""`zhike playbook show|check|export|import`: what the team may change, as one YAML."""

from pathlib import Path

import click

from zhike.cli.options import acting, as_account, errand
from zhike.words.problem import Refused


@click.group("playbook", help="查看、检查、导出、导入手册（字段、词表、指标、标签、评分）。")
def command() -> None:
    """Work on the playbook."""


@command.command("show", help="当前手册的版本与内容概要。")
@as_account
def show(login: str | None) -> None:
    """Say the active version and what it holds."""
    answer = errand("playbook", acting(login), quiet=True, action="show")
    for line in answer["said"]:
        click.echo(line)


@command.command("check", help="检查一个手册文件。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@as_account
def check(file: str, login: str | None) -> None:
    """Say every finding of a playbook file; exit 1 when there is one."""
    text = Path(file).read_text("utf-8")
    answer = errand("playbook", acting(login), quiet=True, action="check", text=text)
    if answer["said"]:
        raise Refused("；".join(answer["said"]))
    for remark in answer["remarks"]:
        click.echo(f"留意：{remark}")
    click.echo("可以使用。")


@command.command("export", help="把当前手册写到标准输出或文件。")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@as_account
def export(file: str | None, login: str | None) -> None:
    """Write the active playbook as YAML."""
    answer = errand("playbook", acting(login), quiet=True, action="export")
    if file:
        Path(file).write_text(answer["text"], "utf-8")
    else:
        click.echo(answer["text"])


@command.command("import", help="检查并启用一个手册文件。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@as_account
def import_(file: str, login: str | None) -> None:
    """Check a playbook file and make it the active version."""
    text = Path(file).read_text("utf-8")
    answer = errand("playbook", acting(login), quiet=True, action="import", text=text)
    click.echo(answer["said"][0])
