"""Tags come out as the worked examples say, with the numbers as evidence."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pyarrow as pa
import pytest
from worked import cases

from zhike.playbook.load import dump, load_builtin, load_text
from zhike.playbook.playbook import Playbook
from zhike.store.tables import Tables
from zhike.tag.rules import tag_customers

PLAYBOOK = load_builtin()
AS_OF = date(2024, 6, 30)
DAY = pa.date32()


def book(
    *,
    orders: tuple[tuple[date, float], ...] = (),
    calls: tuple[date, ...] = (),
    tags: tuple[str, ...] = (),
    **customer: Any,
) -> Tables:
    """Return one customer, 1, with orders (day, 元), calls, hand-set tags and attributes."""
    texts = {"region": None, "size_label": None, "industry_group": None}
    known = {"customer_id": 1, "potential": None, "stated_amount_fen": None, **texts, **customer}
    kinds = {name: pa.string() if name in texts else pa.int64() for name in known}
    row = {name: pa.array([value], kinds[name]) for name, value in known.items()}
    row |= {name: pa.array([None], DAY) for name in ("stated_follow_up_on", "cooperation_started")}
    row["first_contact_on"] = pa.array([None], DAY)
    fen = [round(amount * 100) for _, amount in orders]
    nothing = pa.array([None] * len(orders), pa.int64())
    bought = {
        "order_id": pa.array(range(len(orders)), pa.int64()),
        "customer_id": pa.array([1] * len(orders), pa.int64()),
        "ordered_on": pa.array([day for day, _ in orders], DAY),
        "amount_fen": pa.array(fen, pa.int64()),
        "refund_fen": nothing,
        "cost_fen": nothing,
    }
    called = {
        "interaction_id": pa.array(range(len(calls)), pa.int64()),
        "customer_id": pa.array([1] * len(calls), pa.int64()),
        "happened_on": pa.array(calls, DAY),
        "way": pa.array([None] * len(calls), pa.string()),
        "feedback": pa.array([None] * len(calls), pa.string()),
    }
    by_hand = {
        "customer_id": pa.array([1] * len(tags), pa.int64()),
        "tag": pa.array(tags, pa.string()),
    }
    parts = {"customers": row, "orders": bought, "interactions": called, "tags": by_hand}
    return Tables.from_arrow({name: pa.table(part) for name, part in parts.items()})


@cache
def asked(playbook: Playbook) -> Any:
    """Return the tagging as an expression, built once: every book here has the same columns."""
    return tag_customers(book(), playbook=playbook, as_of=AS_OF)


def tags_of(tables: Tables, playbook: Playbook = PLAYBOOK) -> dict[str, tuple[str, str]]:
    """Return {family: (tag, evidence)}."""
    found = tables.run(asked(playbook))
    assert found.column_names == ["customer_id", "tag", "family", "evidence"]
    rows = found.to_pylist()
    assert len({row["family"] for row in rows}) == len(rows)
    return {row["family"]: (row["tag"], row["evidence"]) for row in rows}


@pytest.mark.parametrize("case", cases("S3-15"), ids=lambda case: case["id"])
def test_how_often_followed_up(case: dict[str, Any]) -> None:
    times = case["given"]["跟进次数"]
    calls = tuple(AS_OF - timedelta(days=day) for day in range(times))
    old = tuple(AS_OF - timedelta(days=90 + day) for day in range(7))
    assert tags_of(book(calls=calls + old))["跟进强度"][0] == case["expect"]["标签"]


@pytest.mark.parametrize("case", cases("S3-18"), ids=lambda case: case["id"])
def test_value_by_what_was_spent(case: dict[str, Any]) -> None:
    amount = case["given"]["累计消费金额_元"]
    for tables in (
        book(orders=((AS_OF, amount),)),
        book(stated_amount_fen=round(amount * 100)),  # no orders: the amount the sheet states
    ):
        assert tags_of(tables)["价值标签"][0] == case["expect"]["价值标签"]


@pytest.mark.parametrize("case", cases("S3-19"), ids=lambda case: case["id"])
def test_how_often_bought_again(case: dict[str, Any]) -> None:
    times = case["given"]["季度购买次数"]
    before = (date(2024, 3, 31), 1.0)
    orders = tuple((date(2024, 4, 1) + timedelta(days=day), 1.0) for day in range(times))
    assert tags_of(book(orders=(before, *orders)))["复购频率"][0] == case["expect"]["标签"]
    assert "复购频率" not in tags_of(book())


@pytest.mark.parametrize("case", cases("S3-20"), ids=lambda case: case["id"])
def test_strategic_customers_keep_their_value_tag(case: dict[str, Any]) -> None:
    amount = case["given"]["年度消费_元"]
    found = tags_of(book(orders=((date(2023, 7, 1), amount), (AS_OF, 0.0))))
    assert found["战略"][0] == case["expect"]["标签"]
    assert found["价值标签"][0] == "高价值"
    assert "战略" not in tags_of(book(orders=((date(2023, 6, 30), amount),)))
    assert "战略" not in tags_of(book(orders=((date(2024, 6, 30), amount - 0.01),)))


def test_who_never_bought_is_not_called_low() -> None:
    assert tags_of(book())["价值标签"] == (
        "未成交",
        "订单数 0 笔，累计消费金额 0.00 元，符合 订单数 = 0 且 累计消费金额 = 0",
    )


def test_the_evidence_carries_the_numbers() -> None:
    calls = tuple(AS_OF - timedelta(days=day) for day in (0, 10, 20, 30))
    found = tags_of(book(orders=((date(2024, 5, 1), 1_234_567.5),), calls=calls, potential=4))
    assert {family: evidence for family, (_, evidence) in found.items()} == {
        "跟进强度": "近90天跟进次数 4 次 ≥ 3 且 < 5",
        "价值标签": "累计消费金额 1,234,567.50 元 ≥ 100,000",
        "战略": "近12个月总销售额 1,234,567.50 元，符合 近12个月(总销售额) ≥ 50万",
        "复购频率": "近3个月订单数 1 次 < 2",
        "潜力": "潜在价值评分 4 分，符合 潜在价值评分 ≥ 4",
        "新老客户": "合作时长 1 月 < 6",
        "核心客户": "累计消费金额 1,234,567.50 元，在 1 家里排第 1",
    }


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0.5, "0.50"), (999, "999.00"), (1000, "1,000.00"), (20_003.05, "20,003.05"),
     (1_000_000, "1,000,000.00"), (1_002_003_004, "1,002,003,004.00"), (-80_001, "-80,001.00")],
)  # fmt: skip
def test_money_is_grouped(amount: float, said: str) -> None:
    tables = book(orders=((date(2024, 5, 1), 0.0), (date(2024, 5, 2), amount)))
    evidence = tags_of(tables)["价值标签"][1]
    assert evidence.startswith(f"累计消费金额 {said} 元")


def test_high_potential_by_score_or_by_hand() -> None:
    assert "潜力" not in tags_of(book(potential=3))
    assert "潜力" not in tags_of(book(tags=("别的",)))
    assert tags_of(book(potential=5))["潜力"][0] == "高潜力"
    assert tags_of(book(tags=("高潜力", "高潜力")))["潜力"] == ("高潜力", "手工标注")
    both = tags_of(book(potential=5, tags=("高潜力",)))["潜力"]
    assert both == ("高潜力", "潜在价值评分 5 分，符合 潜在价值评分 ≥ 4")


def test_basic_tags_are_the_words_themselves() -> None:
    found = tags_of(book(region="华东", size_label="大型企业", industry_group="制造业"))
    assert [found[family] for family in ("行业", "规模", "地域")] == [
        ("制造业", "行业为 制造业"),
        ("大型企业", "规模为 大型企业"),
        ("华东", "区域为 华东"),
    ]
    assert "地域" not in tags_of(book())


def test_a_team_may_change_a_rule() -> None:
    own = load_text(dump(PLAYBOOK).replace("不低于: 5.0\n", "不低于: 6.0\n", 1))
    calls = tuple(AS_OF - timedelta(days=day) for day in range(5))
    assert tags_of(book(calls=calls))["跟进强度"][0] == "高跟进"
    assert tags_of(book(calls=calls), own)["跟进强度"][0] == "中跟进"


def test_a_playbook_without_rules_gives_no_tags() -> None:
    bare = PLAYBOOK.revised(tags=())
    assert tags_of(book(), bare) == {}
