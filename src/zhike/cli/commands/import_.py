"""`zhike import FILE…`: read, check, show and accept files."""

import shutil
from pathlib import Path
from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.jobs.said import mending_said, read_owners
from zhike.playbook.fields import NOUNS
from zhike.records.home import said_why
from zhike.words.problem import Refused

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
@click.option("--key", multiple=True, help="按哪些栏认出已有的记录：电话、信用代码、名称+城市…")
@click.option("--keep", multiple=True, help="这些栏不改已有记录的值：备注,城市")
@click.option("--fill", multiple=True, help="这些栏只填已有记录的空格：行业,规模")
@click.option(
    "--owner-for", multiple=True, help="跟进人是谁：小王=wanglei、小李=待分配、老赵=+（建账号）。"
)
@click.option(
    "--errors", default="", type=click.Path(), help="把有问题的行写成这个工作簿，改好可再导入。"
)
@click.option("--check", is_flag=True, help="只检查，不写入。")
@as_json
@as_account
def command(files: tuple[str, ...], login: str | None, wants_json: bool, **options: Any) -> None:
    """Import files in the foreground."""
    viewer = acting(login)
    names = ("kind", "mapping", "create_customers")
    asked: dict[str, Any] = {name: options[name] for name in names}
    asked["source"] = {name: options[name] for name in SOURCE if options[name]}
    asked["mending"] = mending_said(
        kind=options["kind"], key=options["key"], keep=options["keep"], fill=options["fill"],
        owners=read_owners(options["owner_for"]),
    )  # fmt: skip
    if options["check"]:
        answer = errand("propose_import", viewer, quiet=wants_json, paths=list(files), **asked)
        changes = errand("read_changes", viewer, quiet=wants_json, batch=answer["batch"])
        answer["changes"] = {name: changes[name] for name in ("counts", "columns", "records")}
    else:
        answer = errand(
            "import_files", viewer, quiet=wants_json, paths=list(files), asked=asked,
            all_or_nothing=options["all_or_nothing"], most=None if wants_json else SHOWN,
        )  # fmt: skip
    if options["errors"] and answer["problem_count"]:
        written = errand("error_workbook", viewer, quiet=wants_json, batch=answer["batch"])
        answer["errors"] = _put(Path(written["path"]), Path(options["errors"]))
    if wants_json:
        print_json(answer)
    else:
        _say(answer, checked_only=options["check"])


def _put(written: Path, wanted: Path) -> str:
    """Copy the workbook of rows to correct to where it is wanted; refuses in one sentence."""
    try:
        shutil.copyfile(written, wanted)
    except OSError as why:
        raise Refused(f"写不了 {wanted}（{said_why(why)}），请换一个位置") from why
    return str(wanted)


def _say(answer: dict[str, Any], *, checked_only: bool) -> None:
    counts = " · ".join(f"{word} {answer.get(key, 0):,}" for key, word in COUNTS.items())
    verb = "检查" if checked_only else "导入"
    click.echo(f"{verb}完成（批次 {answer['batch']}）：{counts}")
    if len(answer["records"]) > 1:
        records = (f"{_named(noun)} {count:,}" for noun, count in answer["records"].items())
        click.echo(f"{'会写入' if checked_only else '写入'}：{' · '.join(records)}")
    for problem in answer["problems"][:SHOWN]:
        value = f"“{problem['value']}”" if problem["value"] else ""
        click.echo(f"  {_place(problem)}{value}：{problem['message']}")
    if answer["problem_count"] > SHOWN:
        click.echo(f"  …… 还有 {answer['problem_count'] - SHOWN:,} 条，用 --json 看全部")
    if answer.get("errors"):
        click.echo(f"待更正的行写在 {answer['errors']}，改好后再导入它即可")
    if checked_only:
        _say_changes(answer["changes"])
    else:
        click.echo(f"撤销：zhike undo {answer['batch']}")


def _named(noun: str) -> str:
    """Say what a noun of the answer is called."""
    return {code: label for label, code in NOUNS.items()}.get(noun, "标签")


def _say_changes(changes: dict[str, Any]) -> None:
    """Say what would change of what is kept, value by value; of many the first."""
    for record in changes["records"]:
        whose = " ".join(part for part in (record["name"], record["what"]) if part)
        for field in record["fields"]:
            told = f"{field['label']}：{field['before']} → {field['after']}"
            click.echo(f"  {_named(record['noun'])} {whose} {told}")
    more = sum(counts["changed"] for counts in changes["counts"].values()) - len(changes["records"])
    if more > 0:
        click.echo(f"  …… 还有 {more:,} 条有改动")


def _place(problem: dict[str, Any]) -> str:
    """Say where a problem is: 五月.xlsx#客户 第 17 行 联系电话; row 0 is the sheet as a whole."""
    sheet = f"#{problem['sheet']}" if problem["sheet"] else ""
    row = f" 第 {problem['row']} 行" if problem["row"] else ""
    column = f" {problem['column']} " if problem["column"] else ""
    return f"{problem['file']}{sheet}{row}{column}"
