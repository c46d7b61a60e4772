"""`zhike import FILE…`: read, check, show and accept files."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json

COUNTS = {"new": "新增", "changed": "更新", "same": "相同", "unclear": "不明", "rejected": "未入"}


@click.command("import", help="导入表格（xlsx、xls、csv）。")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--kind", default="", help="customers、contacts、interactions、orders、order_lines。")
@click.option("--map", "mapping", default="", help="字段=列,… 或一个 YAML 文件。")
@click.option("--create-customers", is_flag=True, help="订单里没有的客户先建成待补充。")
@click.option("--all-or-nothing", is_flag=True, help="有一行不合格就一行也不导。")
@click.option("--check", is_flag=True, help="只检查，不写入。")
@as_json
@as_account
def command(files: tuple[str, ...], login: str | None, wants_json: bool, **options: Any) -> None:
    """Import files in the foreground."""
    viewer = acting(login)
    answer = errand(
        "propose_import", viewer, quiet=wants_json, paths=list(files), kind=options["kind"],
        mapping=options["mapping"], create_customers=options["create_customers"],
    )  # fmt: skip
    if not options["check"]:
        strict = options["all_or_nothing"]
        answer = errand(
            "accept_import", viewer, quiet=wants_json, batch=answer["batch"], all_or_nothing=strict
        )
    if wants_json:
        print_json(answer)
    else:
        _say(answer, checked_only=options["check"])


def _say(answer: dict[str, Any], *, checked_only: bool) -> None:
    counts = " · ".join(f"{word} {answer.get(key, 0):,}" for key, word in COUNTS.items())
    verb = "检查" if checked_only else "导入"
    click.echo(f"{verb}完成（批次 {answer['batch']}）：{counts}")
    for problem in answer["problems"][:20]:
        place = f"{problem['file']}#{problem['sheet']} 第{problem['row']}行 {problem['column']}"
        value = f"“{problem['value']}”" if problem["value"] else ""
        click.echo(f"  {place} {value}：{problem['message']}")
    if len(answer["problems"]) > 20:
        click.echo(f"  …… 还有 {len(answer['problems']) - 20:,} 条，用 --json 看全部")
    if not checked_only:
        click.echo(f"撤销：zhike undo {answer['batch']}")
