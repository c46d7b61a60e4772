"""The same book gives the same JSON from SQLite and from PostgreSQL."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from databases import postgres_url
from journeys.conftest import fresh_database
from journeys.homes import House

from zhike.sample.book import invent
from zhike.sample.frames import tables

DAY = "2026-06-30"
QUESTIONS: dict[str, list[str]] = {
    "analyse": ["analyse", "--as-of", DAY, "--customers"],
    "measure": ["measure", "总销售额", "转化率", "毛利率", "--by", "月,区域", "--period", "2026H1"],
    "where": ["measure", "客单价", "--where", '客户类型 = "成交"', "--period", "2026Q2"],
    "report": ["report", "销售分析报表", "--period", "2026Q2", "--format", "xlsx"],
    "duplicates": ["duplicates"],
    "completeness": ["completeness"],
}


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, House]:
    """Return one home on each database, both with the sample company."""
    running = os.environ.get("XDG_RUNTIME_DIR")
    server = postgres_url()
    folder = tmp_path_factory.mktemp("both")
    made = {
        "sqlite": House(folder / "sqlite"),
        "postgres": House(folder / "postgres", fresh_database(server)),
    }
    for house in made.values():
        done = house.run("demo", "--until", DAY)
        assert done.returncode == 0, done.stderr
    if running is not None:
        os.environ["XDG_RUNTIME_DIR"] = running
    return made


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answers_are_equal(houses: dict[str, House], name: str, tmp_path: Path) -> None:
    answers = {
        engine: plain(house.json(*QUESTIONS[name], *out_of(name, tmp_path)))
        for engine, house in houses.items()
    }
    assert answers["sqlite"] == answers["postgres"]
    assert answers["sqlite"]


def out_of(name: str, folder: Path) -> list[str]:
    """Return where a report's files go."""
    return ["--out", str(folder)] if name == "report" else []


def plain(answer: Any) -> Any:
    """Return an answer without what differs by nature: file paths, row numbers, data tokens."""
    loose = {"files", "report", "stamp"}
    return {key: value for key, value in answer.items() if key not in loose}


def test_the_same_file_has_the_same_fate(
    houses: dict[str, House], new_house: Callable[[], House]
) -> None:
    file = str(houses["sqlite"].path / "demo" / "客户资料总表.xlsx")
    fates = [
        {k: v for k, v in house.json("import", file, "--check").items() if k != "batch"}
        for house in houses.values()
    ]
    assert fates[0] == fates[1]
    # All but what the supplement has added to since; pasted rows, 合计 and nameless ones as before.
    assert fates[0]["same"] + fates[0]["changed"] >= 2_000
    assert (fates[0]["new"], fates[0]["rejected"]) == (0, 16)


def test_the_book_holds_what_was_invented(houses: dict[str, House]) -> None:
    told = tables(invent(until=date.fromisoformat(DAY), seed=1))
    everything = ["measure", "总销售额", "订单数", "跟进次数", "--period", "2024-04-01..2026-06-30"]
    for house in houses.values():
        whole = house.json(*everything)["total"]
        assert round(whole["总销售额"] * 100) == told["order_lines"]["amount_fen"].sum()
        assert (whole["订单数"], whole["跟进次数"]) == (9_500, 14_000)
        analysed = house.json("analyse", "--as-of", DAY)
        assert analysed["customers_count"] == 2_000
        assert all(n > 0 for tiers in analysed["tiers"].values() for n in tiers.values())
        titles = [found["title"] for found in analysed["findings"][:3]]
        assert titles == [
            "3 条记录其实是第 4 大客户",
            "高价值客户正在离开，伴随物流时效投诉",
            "卖得更多，赚得更少：华南 × 设备",
        ]
