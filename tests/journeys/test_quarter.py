"""The quarter of seed 003, from two files to the printed report, on the command line."""

import csv
import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from journeys.homes import House
from journeys.ready import ready_house

SEED = Path(__file__).parents[1] / "examples" / "seed_q2"
NOTEBOOK = """
import json
import zhike.book as zk
me = zk.open_book()
seen = zk.propose(me, {file!r})
found = zk.measure(me, "转化率", by=["区域"], period="2024Q2")
print(json.dumps([seen["same"], found["total"]["转化率"], len(found["rows"])]))
"""
FIGURES = {  # seed_q2.json and rules S3-36, S3-37
    "新增客户数": 120,
    "成交客户数": 45,
    "总销售额": 2_850_000.0,
    "客户均额": 63_333.33,
    "转化率": 0.375,
    "复购率": 19 / 45,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return a home that holds the quarter; its tests leave the book as it is."""
    made = ready_house(tmp_path_factory, tmp_path_factory.mktemp("quarter") / "home")
    files = ("customers.csv", "orders.csv")
    customers, orders = made.jsons(*(["import", str(SEED / file)] for file in files))
    assert (customers["new"], customers["rejected"]) == (120, 0)
    assert (orders["new"], orders["rejected"]) == (64, 0)
    return made


@pytest.fixture(scope="module")
def asked(house: House) -> dict[str, CompletedProcess[str]]:
    """Return what the house says when asked one thing after another in one process."""
    report = ["report", "销售分析报表", "--period"]
    files = ["--format", "xlsx,pdf,png", "--out", str(house.path / "printed")]
    questions = {
        "report": [*report, "2024Q2", *files, "--json"],
        "analyse": ["analyse", "--as-of", "2024-06-30", "--customers", "--json"],
        "wrong period": [*report, "Q9"],
        "nameless": ["measure"],
    }
    return dict(zip(questions, house.several(*questions.values()), strict=True))


def test_the_report_of_the_quarter(asked: dict[str, CompletedProcess[str]]) -> None:
    answer = json.loads(asked["report"].stdout)
    for name, value in FIGURES.items():
        assert answer["figures"][name] == pytest.approx(value, abs=0.005), name
    assert {Path(file).suffix for file in answer["files"]} == {".xlsx", ".pdf", ".png"}
    text = "".join(conclusion["text"] for conclusion in answer["conclusions"])
    assert "45.0%" in text  # 华东, S3-38
    assert "12.0%" in text  # 5月, S3-40
    size = next(c for c in answer["conclusions"] if "48.0%" in c["text"])  # S3-39
    assert size["wording"] != "显著"
    assert size["p"] == pytest.approx(0.5446, abs=0.0001)


def test_the_same_files_again_add_nothing(house: House, tmp_path: Path) -> None:
    renamed = tmp_path / "另一个名字.csv"
    renamed.write_bytes((SEED / "customers.csv").read_bytes())
    again, orders = house.jsons(["import", str(renamed)], ["import", str(SEED / "orders.csv")])
    assert {k: again[k] for k in ("new", "changed", "same")} == {
        "new": 0,
        "changed": 0,
        "same": 120,
    }
    assert (orders["new"], orders["same"]) == (0, 64)


def test_orders_of_unknown_customers_are_refused_or_made(new_house, tmp_path: Path) -> None:
    house: House = new_house()
    file = tmp_path / "orders.csv"
    with file.open("w", encoding="gb18030", newline="") as handle:
        csv.writer(handle).writerows(
            [["订单号", "客户编号", "订单日期", "金额(元)"], ["O1", "X9", "2024-05-01", "1.2万"]]
        )
    sold = ["measure", "总销售额", "--period", "2024"]
    refused, strict, made, before = house.several(
        ["import", str(file), "--json"],
        ["import", str(file), "--all-or-nothing"],
        ["import", str(file), "--create-customers", "--json"],
        [*sold, "--json"],
    )
    codes = [one.returncode for one in (refused, strict, made, before)]
    assert codes == [0, 1, 0, 0]
    refused = json.loads(refused.stdout)
    assert (refused["new"], refused["rejected"]) == (0, 1)
    problem = refused["problems"][0]
    assert (problem["file"], problem["row"]) == ("orders.csv", 2)
    assert "X9" in problem["message"]
    made = json.loads(made.stdout)
    assert made["new"] == 1
    assert json.loads(before.stdout)["total"]["总销售额"] == 12_000.0
    _, after = house.jsons(["undo", str(made["batch"])], sold)
    assert after["total"]["总销售额"] == 0


def test_a_notebook_asks_what_the_command_asks(house: House) -> None:
    said = house.answer(NOTEBOOK.format(file=str(SEED / "customers.csv")))
    assert json.loads(said) == [120, 0.375, 4]


def test_analyse(asked: dict[str, CompletedProcess[str]]) -> None:
    answer = json.loads(asked["analyse"].stdout)
    assert (answer["customers_count"], answer["orders_count"]) == (120, 64)
    assert answer["repeat_customers"] == 19
    assert sum(c["customers"] for c in answer["abc"].values()) == 45
    assert {row["id"] for row in answer["customers"]} >= {"C2024001", "C2024002"}


def test_a_wrong_period_is_one_line_and_exit_1(asked: dict[str, CompletedProcess[str]]) -> None:
    done, nameless = asked["wrong period"], asked["nameless"]
    assert done.returncode == 1
    assert done.stderr.startswith("zhike: 看不懂周期“Q9”")
    assert len(done.stderr.strip().splitlines()) == 1
    assert nameless.returncode == 2
