"""The same book gives the same JSON from SQLite and from PostgreSQL."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from databases import postgres_url
from journeys.conftest import fresh_database
from journeys.homes import House

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
    file = str(houses["sqlite"].path / "demo" / "客户资料.xlsx")
    fates = [
        {k: v for k, v in house.json("import", file, "--check").items() if k != "batch"}
        for house in houses.values()
    ]
    assert fates[0] == fates[1]
    assert fates[0]["same"] == 320
