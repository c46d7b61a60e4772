"""`zhike measure NAME…`: metrics by dimension and period."""

from typing import Any

import click

from zhike.cli.options import acting, as_account, as_json, errand, print_json
from zhike.words.wording import change_said


@click.command("measure", help="计算指标，例：zhike measure 转化率 --by 区域 --period 2024Q2。")
@click.argument("names", nargs=-1, required=True)
@click.option("--by", default="", help="维度，逗号分隔，例如 月,区域。")
@click.option("--where", default="", help='条件，例如 客户类型 = "成交"。')
@click.option("--period", default="", help="周期，例如 2024Q2。")
@click.option("--compare", default="", help="和上期、去年同期比：环比,同比。")
@as_json
@as_account
def command(names: tuple[str, ...], login: str | None, wants_json: bool, **options: Any) -> None:
    """Measure within the acting account's rows."""
    answer = errand(
        "measure", acting(login), quiet=wants_json, names=list(names),
        by=_listed(options["by"]), compare=_listed(options["compare"]),
        period=options["period"], where=options["where"],
    )  # fmt: skip
    if wants_json:
        print_json(answer)
    else:
        _say(answer)


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace("，", ",").split(",") if name.strip()]


def _say(answer: dict[str, Any]) -> None:
    compared = answer.get("compare", {})
    moves = [{kind: told["rows"][at] for kind, told in compared.items()}
             for at in range(len(answer["rows"]))]  # fmt: skip
    moves.append({kind: told["total"] for kind, told in compared.items()})
    lines = [*answer["rows"], {"合计": "合计", **answer["total"]}]
    for row, moved in zip(lines, moves, strict=True):
        click.echo("  ".join([_pairs(row), *_moved(moved, answer["definitions"])]))
    if answer["partial"]:
        click.echo(f"不满一期、不参加比较：{'、'.join(answer['partial'])}")
    click.echo(f"范围：{answer['scope']}")


def _pairs(row: dict[str, Any]) -> str:
    return "  ".join(f"{key}={'—' if value is None else value}" for key, value in row.items())


def _moved(moved: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    """Return 总销售额环比 −12.0% for each metric and kind of comparison."""
    return [
        f"{name}{kind} {change_said(told[name]['change'], definition['unit'])}"
        for kind, told in moved.items()
        for name, definition in definitions.items()
    ]
