"""`zhike import FILE…`: read, check, show and accept files."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.playbook.fields import NOUNS

SHOWN = 20  # problems told on a terminal; --json tells all
KINDS = (
    "customers、contacts、interactions、orders、order_lines、products、events、cases、quotes、"
    "contracts、payments、demands、competitor_contacts、competitors、referrals、"
    "channel_costs，或它们的中文名（报价、合同……）。"
)
SOURCE = ("channel", "collector", "collected_on", "lawful_source", "consent")
COUNTS = {"new": "新增", "changed": "更新", "same": "相同", "unclear": "不明", "rejected": "未入"}


@click.command("import", help="导入表格（xlsx、xls、csv）。")
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--kind", default="", help=KINDS)
@click.option("--map", "mapping", default="", help="字段=列或公式,… 或一个 YAML 文件。")
@click.option("--create-customers", is_flag=True, help="订单里没有的客户先建成待补充。")
@click.option("--all-or-nothing", is_flag=True, help="有一行不合格就一行也不导。")
@click.option("--channel", default="", help="从哪个渠道收集来的（接触渠道里的词）。")
@click.option("--collector", default="", help="谁收集的；不写就是导入的人。")
@click.option("--collected-on", default="", help="哪天收集的，例如 2026-05-01；不写就是今天。")
@click.option("--lawful-source", default="", help="第三方数据的合法来源说明。")
@click.option("--consent", default="", help="租用名单的本人同意证明。")
@click.option("--check", is_flag=True, help="只检查，不写入。")
@as_json
@as_account
def command(files: tuple[str, ...], login: str | None, wants_json: bool, **options: Any) -> None:
    """Import files in the foreground."""
    viewer = acting(login)
    names = ("kind", "mapping", "create_customers")
    asked: dict[str, Any] = {name: options[name] for name in names}
    asked["source"] = {name: options[name] for name in SOURCE if options[name]}
    if options["check"]:
        answer = errand("propose_import", viewer, quiet=wants_json, paths=list(files), **asked)
    else:
        answer = errand(
            "import_files", viewer, quiet=wants_json, paths=list(files), asked=asked,
            all_or_nothing=options["all_or_nothing"], most=None if wants_json else SHOWN,
        )  # fmt: skip
    if wants_json:
        print_json(answer)
    else:
        _say(answer, checked_only=options["check"])


def _say(answer: dict[str, Any], *, checked_only: bool) -> None:
    counts = " · ".join(f"{word} {answer.get(key, 0):,}" for key, word in COUNTS.items())
    verb = "检查" if checked_only else "导入"
    click.echo(f"{verb}完成（批次 {answer['batch']}）：{counts}")
    if len(answer["records"]) > 1:
        named = {code: label for label, code in NOUNS.items()}
        records = (f"{named[noun]} {count:,}" for noun, count in answer["records"].items())
        click.echo(f"{'会写入' if checked_only else '写入'}：{' · '.join(records)}")
    for problem in answer["problems"][:SHOWN]:
        value = f"“{problem['value']}”" if problem["value"] else ""
        click.echo(f"  {_place(problem)}{value}：{problem['message']}")
    if answer["problem_count"] > SHOWN:
        click.echo(f"  …… 还有 {answer['problem_count'] - SHOWN:,} 条，用 --json 看全部")
    if not checked_only:
        click.echo(f"撤销：zhike undo {answer['batch']}")


def _place(problem: dict[str, Any]) -> str:
    """Say where a problem is: 五月.xlsx#客户 第 17 行 联系电话; row 0 is the sheet as a whole."""
    sheet = f"#{problem['sheet']}" if problem["sheet"] else ""
    row = f" 第 {problem['row']} 行" if problem["row"] else ""
    column = f" {problem['column']} " if problem["column"] else ""
    return f"{problem['file']}{sheet}{row}{column}"
