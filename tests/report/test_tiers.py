"""客户分层分析表 and its conclusions: the printed rows of the source, and every sum by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from measure.service_book import tables_of
from openpyxl import load_workbook
from pypdf import PdfReader

from zhike.analyse.tier_summary import features_of, problems_of
from zhike.analyse.traits import described, problems
from zhike.playbook.load import load_builtin
from zhike.playbook.reports import Trait
from zhike.report.assets import load_assets
from zhike.report.document import Document
from zhike.report.files import write_files
from zhike.runs.reporting import make_document
from zhike.words.period import Period
from zhike.words.stamp import Stamp

PLAYBOOK = load_builtin()
EVIL = '=cmd|"/C calc"!A1'
Q1 = Period.parse("2024Q1")
NAMES = {
    1: ("2024001", "科技有限公司"),
    2: ("2024002", "YY制造有限公司"),
    3: ("2024003", "ZZ贸易商行"),
}


def orders(who: int, each: float, *days: str) -> list[dict[str, Any]]:
    return [
        {"customer_id": who, "ordered_on": date.fromisoformat(f"2024-{day}"),
         "amount_fen": round(each * 10_000_00)}
        for day in days
    ]  # fmt: skip


def customer(who: int, started: str, visits: int, joined: int) -> dict[str, Any]:
    return {
        "customer_id": who,
        "cooperation_started": date.fromisoformat(started),
        "官网访问次数": visits,
        "参与活动次数": joined,
        "stated_amount_fen": None,
    }


@lru_cache(maxsize=1)
def document() -> Document:
    """Return the report over the three customers of seed 002 (the third lies between)."""
    coupon = {"customer_id": 3, "happened_on": date(2024, 2, 1), "event_kind": "优惠券"}
    visits = {"customer_id": 3, "happened_on": date(2024, 2, 1), "event_kind": "官网访问"}
    complaint = {"customer_id": 2, "opened_on": date(2024, 2, 1), "case_kind": "投诉"}
    tables = tables_of(
        customers=[
            customer(1, "2023-03-15", 20, 3),
            customer(2, "2024-01-10", 5, 1),
            customer(3, "2023-09-30", 0, 0),
        ],
        orders=[
            *orders(1, 24, "01-05", "01-20", "02-05", "03-01", "03-20"),
            *orders(2, 7.5, "01-12", "03-12"),
            *orders(3, 11, "01-12", "02-12", "03-12"),
        ],
        events=[coupon, {**visits, "count": 13}],
        cases=[{**complaint, "topic": "售后响应"}],
    )
    made = make_document(
        "客户分层分析表", tables, playbook=PLAYBOOK, period=Q1, scope_said="全部客户",
        stamp=Stamp(Q1.last, 7, PLAYBOOK.version),
    )  # fmt: skip
    return made.named(NAMES)


def test_the_table_has_the_printed_heads_and_rows() -> None:
    table = document().tables[1]
    assert [column.head for column in table.columns] == [
        "客户编号", "客户名称", "客户价值评分", "分层结果", "核心行为特征", "主要问题点",
    ]  # fmt: skip
    # 2024003: 33万 → 80 × 0.5, activity 13/2 = 6.5 → 86.667 × 0.3, 6 months → 45 × 0.2 = 75.0.
    assert table.shown(30) == [
        ["2024001", "科技有限公司", "92.0", "A类", "高频次购买、客单价高、活跃度强", "—"],
        ["2024003", "ZZ贸易商行", "75.0", "B类", "购买金额中等、偏好促销活动", "—"],
        ["2024002", "YY制造有限公司", "58.0", "D类", "购买频次低、投诉1次、活跃度不足",
         "售后响应（1 次）"],
    ]  # fmt: skip


def test_the_conclusions_have_a_line_a_tier_and_add_to_all() -> None:
    table = document().tables[0]
    assert [column.head for column in table.columns] == [
        "客户分层", "客户数量", "占比", "核心特征", "问题点", "改进建议", "负责人", "完成时间",
    ]  # fmt: skip
    assert [line.cells[1] for line in table.lines] == [1, 1, 0, 1]
    assert round(sum(float(line.cells[2] or 0) for line in table.lines), 10) == 1.0
    assert table.shown(9)[3] == [
        "D类 流失风险客户", "1", "33.3%",
        "投诉1次（1/1 家）；活跃度不足（1/1 家）；购买频次低（1/1 家）",
        "投诉最多的是售后响应（1/1 家）",
        "由销售主管牵头，1周内完成客户流失原因调研并制定挽回方案", "销售主管", "2024-04-07",
    ]  # fmt: skip
    assert table.shown(9)[2][3:] == ["—"] * 5
    assert table.sentence.startswith("共 3 家：A类 高价值客户 1 家（33.4%）")


def test_a_warning_stands_beside_the_class() -> None:
    old = [
        {"customer_id": 1, "ordered_on": date(2023, 8, 1), "amount_fen": 100_000_000_00}
        for _ in range(2)
    ]
    tables = tables_of(customers=[customer(1, "2020-01-01", 20, 3)], orders=old)
    made = make_document(
        "客户分层分析表", tables, playbook=PLAYBOOK, period=Q1, scope_said="全部客户",
        stamp=Stamp(Q1.last, 7, PLAYBOOK.version),
    )  # fmt: skip
    assert [line.cells[3] for line in made.tables[1].lines] == ["A类·流失预警"]
    assert made.tables[1].shown(1)[0][4] == "本期无购买"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the report with forty customers in every format."""
    conclusions, table = document().tables
    many = tuple(
        replace(table.lines[0], cells=(f"N{n:03}", EVIL if n == 1 else f"第{n}家", *rest))
        for n, (_, _, *rest) in enumerate([table.lines[0].cells] * 40, 1)
    )
    long = replace(document(), tables=(conclusions, replace(table, lines=many)))
    folder = tmp_path_factory.mktemp("tiers")
    files = write_files(long, folder, formats=["xlsx", "pdf", "png"], assets=load_assets())
    return {file.suffix: file for file in files}


def test_the_workbook_has_every_line_and_runs_nothing(made: dict[str, Path]) -> None:
    book = load_workbook(made[".xlsx"])
    assert book.sheetnames == ["报表", "表1 结论与建议输出表", "表2 客户分层分析表", "口径"]
    rows = list(book["表2 客户分层分析表"].iter_rows(min_row=4, values_only=True))
    assert rows[0] == tuple(column.head for column in document().tables[1].columns)
    assert len(rows) == 1 + 40
    assert rows[1][:4] == ("N001", EVIL, 92.0, "A类")
    assert book["表2 客户分层分析表"]["B5"].data_type == "s"
    tiers = book["表1 结论与建议输出表"].iter_rows(min_row=5, values_only=True)
    assert [row[2] for row in tiers] == [0.334, 0.333, 0.0, 0.333]


def test_the_pdf_stops_after_thirty_lines_and_says_so(made: dict[str, Path]) -> None:
    text = "".join(page.extract_text() for page in PdfReader(made[".pdf"]).pages)
    assert "N030" in text
    assert "N031" not in text
    assert "另有 10 行，全部在 Excel 里" in " ".join(text.split())
    assert "结论与建议输出表" in text
    assert made[".png"].stat().st_size > 10_000


TRAIT = {"值": "订单数", "高": "高", "中": "中", "低": "低", "无": "无"}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((5, 3, 2), "高 中 低"),
        ((0, 0, 0, 5, 3, 2), "无 无 无 高 中 低"),
        ((4, 4, 4), "中 中 中"),
        ((1, 1, 1, 1, 9), "中 中 中 中 高"),
        ((1, 4, 4, 4, 4), "低 中 中 中 中"),
        ((None, 5, 3, 2), "各项居中 高 中 低"),
    ],
)
def test_terciles_are_those_of_who_has_any(values: tuple[int | None, ...], words: str) -> None:
    given = pl.DataFrame({"customer_id": range(len(values)), "trait_0": values})
    found = described(given, [Trait.model_validate(TRAIT)])
    assert found["traits"].to_list() == words.split()


def test_two_topics_at_most_and_bad_feedback() -> None:
    told = pl.DataFrame(
        {"customer_id": [1, 1, 1, 2], "topic": ["质量", "物流", None, "物流"], "n": [2, 3, 1, 1]}
    )
    negative = pl.DataFrame({"customer_id": [1, 2, 3], "n": [0, 2, 1]})
    found = problems(told, negative).sort("customer_id")
    assert dict(found.rows()) == {
        1: "物流（3 次）、质量（2 次）",
        2: "物流（1 次）、消极反馈 2 次",
        3: "消极反馈 1 次",
    }


def tier(*industries: str | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"customer_id": range(len(industries)), "industry_group": industries, "traits": "甲、乙"},
        schema_overrides={"industry_group": pl.String},
    )


def test_a_majority_is_said_with_its_counts_and_none_is_made_up() -> None:
    assert features_of(tier("制造业", "制造业", "零售业")).startswith("主要集中在制造业（2/3 家）")
    assert features_of(tier("制造业", "零售业", "科技行业")).startswith("行业分散，最多的是")
    assert features_of(tier(None, None)) == "乙（2/2 家）；甲（2/2 家）"


@pytest.mark.parametrize(
    ("customers", "complaining", "said"),
    [(10, 5, "普遍反映物流（5/10 家）"), (10, 4, "投诉最多的是物流（4/10 家）"),
     (9, 9, "投诉最多的是物流（9/9 家）"), (5, 0, "—")],
)  # fmt: skip
def test_most_of_a_tier_needs_half_of_ten(customers: int, complaining: int, said: str) -> None:
    told: Mapping[str, Any] = {
        "customer_id": list(range(complaining)),
        "topic": ["物流"] * complaining,
        "n": [3] * complaining,
    }
    kinds = {"customer_id": pl.Int64, "topic": pl.String, "n": pl.Int64}
    assert problems_of(tier(*["x"] * customers), pl.DataFrame(told, schema=kinds)) == said


def test_the_overview_counts_totals_structure_and_trend(tmp_path: Path) -> None:
    del tmp_path
    tables = tables_of(
        customers=[
            {"customer_id": 1, "region": "华东", "customer_type": "成交",
             "first_contact_on": date(2024, 1, 5)},
            {"customer_id": 2, "region": "华东", "customer_type": "流失",
             "first_contact_on": date(2024, 2, 5)},
            {"customer_id": 3, "region": None, "customer_type": "潜在",
             "first_contact_on": date(2023, 2, 5)},
        ],
        orders=[{"customer_id": 1, "ordered_on": date(2024, 3, 1), "amount_fen": 100_00}],
    )  # fmt: skip
    made = make_document(
        "客户概况报表", tables, playbook=PLAYBOOK, period=Q1, scope_said="全部客户",
        stamp=Stamp(Q1.last, 7, PLAYBOOK.version),
    )  # fmt: skip
    figures = {figure.label: figure.value for figure in made.figures}
    assert figures == {
        "客户总数": 3, "新增客户数": 2, "活跃客户数": 1, "成交客户数": 1, "流失客户数": 1,
        "复购率": 0.0,
    }  # fmt: skip
    new = made.figure("新增客户数")
    assert (new.year_ago, new.moved_in_year, new.moved) == ("1", "↑100.0%", "")
    assert made.figure("客户总数").moved == made.figure("客户总数").moved_in_year == ""
    for chart in made.charts[1:5]:
        assert sum(value or 0 for value in chart.series[0].values) == 3
