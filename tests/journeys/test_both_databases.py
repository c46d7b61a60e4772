"""The same book gives the same JSON from SQLite and from PostgreSQL."""

import json
import os
from datetime import date
from typing import Any

import pytest
from databases import fresh_database, postgres_url
from journeys.homes import House
from sample_home import UNTIL, sample_home

from zhike.sample.book import invent
from zhike.sample.frames import tables

EVERYTHING = ["measure", "总销售额", "订单数", "跟进次数", "--period", "2024-04-01..2026-06-30"]
QUESTIONS: dict[str, list[str]] = {
    "analyse": ["analyse", "--as-of", UNTIL, "--customers"],
    "everything": EVERYTHING,
    "measure": ["measure", "总销售额", "转化率", "毛利率", "--by", "月,区域", "--period", "2026H1"],
    "where": ["measure", "客单价", "--where", '客户类型 = "成交"', "--period", "2026Q2"],
    "report": [
        "report",
        "销售分析报表",
        "--period",
        "2026Q2",
        "--format",
        "xlsx",
        "--out",
        "reports",
    ],
    "duplicates": ["duplicates"],
    "completeness": ["completeness"],
    "import": ["import", "demo/客户资料总表.xlsx", "--check"],
}
ASK = """
import contextlib, io, json, os
os.chdir({home!r})
from zhike.cli.entry import zhike
answers = {{}}
for name, words in json.loads({questions!r}).items():
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        zhike.main(args=[*words, "--json"], standalone_mode=False)
    answers[name] = json.loads(said.getvalue())
print(json.dumps(answers, ensure_ascii=False))
"""
# Differ by nature: paths, row numbers, data tokens, moments.
LOOSE = {"files", "report", "stamp", "batch", "compared_at"}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return every question's answer by database, both homes holding the sample company."""
    running = os.environ.get("XDG_RUNTIME_DIR")
    folder = tmp_path_factory.mktemp("both")
    server = House(folder / "postgres", fresh_database(postgres_url()))
    done = server.run("demo", "--until", UNTIL)
    assert done.returncode == 0, done.stderr
    houses = {"sqlite": sample_home(tmp_path_factory, folder / "sqlite"), "postgres": server}
    if running is not None:
        os.environ["XDG_RUNTIME_DIR"] = running
    questions = json.dumps(QUESTIONS, ensure_ascii=False)
    return {
        engine: json.loads(house.answer(ASK.format(home=str(house.path), questions=questions)))
        for engine, house in houses.items()
    }


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answers_are_equal(answers: dict[str, dict[str, Any]], name: str) -> None:
    told = {
        engine: {key: value for key, value in said[name].items() if key not in LOOSE}
        for engine, said in answers.items()
    }
    assert told["sqlite"] == told["postgres"]
    assert told["sqlite"]


def test_the_same_file_has_the_same_fate(answers: dict[str, dict[str, Any]]) -> None:
    fates = answers["sqlite"]["import"]
    # All but what the supplement has added to since; pasted rows, 合计 and nameless ones as before.
    assert fates["same"] + fates["changed"] >= 2_000
    assert (fates["new"], fates["rejected"]) == (0, 16)


def test_the_book_holds_what_was_invented(answers: dict[str, dict[str, Any]]) -> None:
    told = tables(invent(until=date.fromisoformat(UNTIL), seed=1))
    whole, analysed = answers["postgres"]["everything"]["total"], answers["postgres"]["analyse"]
    assert round(whole["总销售额"] * 100) == told["order_lines"]["amount_fen"].sum()
    assert (whole["订单数"], whole["跟进次数"]) == (9_500, 14_000)
    assert analysed["customers_count"] == 2_000
    assert all(n > 0 for tiers in analysed["tiers"].values() for n in tiers.values())
    titles = [found["title"] for found in analysed["findings"][:3]]
    assert titles == [
        "3 条记录其实是第 4 大客户",
        "高价值客户正在离开，伴随物流时效投诉",
        "卖得更多，赚得更少：华南 × 设备",
    ]
