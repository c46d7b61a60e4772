"""`zhike fill-ins`, `set-aside` and `merge --rule`, as they are typed; rows limited by `--as`."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result
from web.gap_book import gap_book
from web.small_book import id_of

from zhike.cli.entry import zhike
from zhike.records.customer.models import Customer
from zhike.records.fill_in.models import FillIn
from zhike.records.merge_round.models import MergeRound
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,所属行业,客户类型,跟进人
F1,甲州精密机械有限公司,赵经理,13800001111,机械,成交,王磊
F2,甲州精密機械有限公司,赵经理,13800001111,机械,潜在,王磊
F3,丙江食品有限公司,孙女士,,食品制造,意向,周小雨
F4,测试,,,零售,潜在,周小雨
"""  # F1 and F2 are one firm; F3 and F4 lack cells; F4 is nobody
RULE = "名称和电话一致"
WANG, ZHOU = "u1", "u2"


@pytest.fixture(scope="module")
def book(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Viewer]]:
    """Return the people of the book, kept for all tests; what a test writes goes."""
    with django_db_blocker.unblock(), gap_book(tmp_path_factory.mktemp("cli"), SHEET) as people:
        yield people


def typed(*words: str) -> Result:
    """Type a command."""
    return CliRunner().invoke(zhike, list(words))


def told(*words: str) -> dict[str, Any]:
    """Type a command with --json; returns its document."""
    answer = typed(*words, "--json")
    assert answer.exit_code == 0, (answer.output, answer.exception)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def refused(*words: str) -> str:
    """Type a command that is refused; returns the sentence."""
    answer = typed(*words)
    assert isinstance(answer.exception, Refused), answer.output
    return str(answer.exception)


def test_empty_cells_are_listed_and_given_by_label(book: dict[str, Viewer]) -> None:
    """Phones: F3 and F4, both of 周小雨; a check writes nothing."""
    free = {one["field"]: one["cells"] for one in told("fill-ins", "list")["free"]}
    assert free["联系电话"] == 2
    asked = ("fill-ins", "assign", "联系电话", "--due", "2099-12-01")
    would = told(*asked, "--check")
    assert (would["giving"], would["cells"], FillIn.objects.count()) == (None, 2, 0)
    given = told(*asked)
    people = [{"person": "周小雨", "cells": 2, "customers": 2,
               "fields": [{"field": "联系电话", "cells": 2}]}]  # fmt: skip
    assert (given["people"], given["due_on"]) == (people, "2099-12-01")
    (task,) = told("fill-ins", "list", "--as", ZHOU)["tasks"]
    assert (task["open"], task["due_on"], task["giving"]) == (2, "2099-12-01", given["giving"])
    assert told("fill-ins", "list", "--as", WANG)["tasks"] == []
    assert told("fill-ins", "withdraw", str(given["giving"]))["cells"] == 2
    assert told("fill-ins", "list", "--as", ZHOU)["tasks"] == []


def test_a_count_gives_so_many_and_what_nobody_has_is_refused(book: dict[str, Viewer]) -> None:
    assert told("fill-ins", "assign", "联系电话:1")["cells"] == 1
    assert "没有能分派补充的栏目“手机型号”" in refused("fill-ins", "assign", "手机型号")
    assert "不是日期" in refused("fill-ins", "assign", "联系电话", "--due", "下周")
    assert typed("fill-ins", "assign", "联系电话:几个").exit_code == 2
    assert "分派补充" in refused("fill-ins", "assign", "联系电话", "--as", WANG)


def test_a_rules_customers_go_aside_and_come_back(book: dict[str, Viewer]) -> None:
    """The name 测试 is nobody's; only who sees it may put it aside."""
    found = {one["rule"]: one["customers"] for one in told("set-aside", "list")["rules"]}
    (rule,) = [name for name, customers in found.items() if customers]
    assert [one["id"] for one in found[rule]] == ["F4"]
    assert "现在没有找到客户" in refused("set-aside", "put", "--rule", rule, "--as", WANG)
    assert told("set-aside", "put", "--rule", rule, "--check")["customers"] == found[rule]
    assert Customer.objects.live().count() == 4
    assert told("set-aside", "put", "--rule", rule)["customers"] == found[rule]
    (out,) = told("set-aside", "list")["aside"]
    assert (out["id"], out["rule"], out["why"]) == ("F4", rule, found[rule][0]["why"])
    assert told("set-aside", "list", "--as", WANG)["total"] == 0
    assert "没有编号为 F4" in refused("set-aside", "back", "F4", "--as", WANG)
    told("set-aside", "back", "F4")
    assert Customer.objects.live().count() == 4


def test_by_number_a_reason_is_asked_for(book: dict[str, Viewer]) -> None:
    assert typed("set-aside", "put", "F3").exit_code == 2
    assert typed("set-aside", "put").exit_code == 2
    assert "没有编号为 F9" in refused("set-aside", "put", "F9", "--why", "歇业")
    assert "没有规则“歇业”" in refused("set-aside", "put", "--rule", "歇业")
    told("set-aside", "put", "F3", "--why", "歇业")
    assert [one["why"] for one in told("set-aside", "list")["aside"]] == ["歇业"]


def test_a_rule_merges_only_what_was_looked_at(book: dict[str, Viewer]) -> None:
    f1, f2 = id_of("F1"), id_of("F2")
    would = told("merge", "--rule", RULE, "--check")
    pair = [
        {"id": "F1", "name": "甲州精密机械有限公司"},
        {"id": "F2", "name": "甲州精密機械有限公司"},
    ]
    assert (would["groups"], would["sample"]) == (1, [{"place": 0, "customers": pair}])
    assert not MergeRound.objects.exists()
    opened = told("merge", "--rule", RULE, "--size", "10")
    number = str(opened["round"])
    assert "现在是“抽查”" in refused("merge", "--round", number)
    assert told("merge", "--round", number, "--same", "0")["state"] == "待合并"
    assert told("merge", "--round", number)["merged"] == 1
    assert Customer.objects.live().filter(pk__in=[f1, f2]).count() == 1
    assert told("unmerge", "--round", number)["left"] == []
    assert Customer.objects.live().filter(pk__in=[f1, f2]).count() == 2


def test_what_is_not_the_same_stops_a_round(book: dict[str, Viewer]) -> None:
    number = str(told("merge", "--rule", RULE)["round"])
    stopped = told("merge", "--round", number, "--different", "0")
    assert (stopped["state"], stopped["waiting"]) == ("停下", [])
    assert "没有这一批" in refused("merge", "--round", number, "--same", "0", "--as", WANG)
    assert "现在没有符合规则" in refused("merge", "--rule", RULE, "--as", ZHOU)
    assert "没有合并规则“电话”" in refused("merge", "--rule", "电话")
    assert typed("merge", "--round", number, "--same", "0", "--unsure", "0").exit_code == 2
    assert typed("merge", "F1").exit_code == 2
    assert typed("unmerge").exit_code == 2
