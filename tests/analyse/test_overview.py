"""What a pass found, in the shapes that are kept and that scripts read."""

import json

import polars as pl

from zhike.analyse.overview import people, score_rows, standings, summary
from zhike.playbook.load import load_builtin

RFM = pl.DataFrame(
    {
        "customer_id": [7, 9],
        "R": [1, 40],
        "F": [3, 1],
        "M_fen": [30_000, 5_050],
        "rfm": ["555", "111"],
        "segment": ["重要价值", "一般挽留"],
    }
)
ABC = pl.DataFrame({"customer_id": [7, 9], "abc": ["A", "C"], "share": [0.8, 0.2]})
SCORES = pl.DataFrame(
    {
        "customer_id": [9, 8],
        "scheme": ["优先级", "优先级"],
        "score": [85.0, None],
        "tier": ["S", ""],
    }
)
TAGS = pl.DataFrame({"customer_id": [9], "tag": ["高价值"]})
CHURN = pl.DataFrame({"customer_id": [9], "risk": [40.0], "level": ["低"]})
FOUND = {"standings": standings(RFM, ABC), "scores": SCORES, "tags": TAGS}


def test_standings_put_rfm_beside_abc() -> None:
    assert standings(RFM, ABC).row(1, named=True) == {
        "customer_id": 9,
        "recency_days": 40,
        "frequency": 1,
        "amount_fen": 5_050,
        "rfm": "111",
        "segment": "一般挽留",
        "abc": "C",
        "share": 0.2,
    }


def test_a_customer_of_one_analysis_only_is_kept() -> None:
    found = standings(RFM.head(1), ABC)
    assert found["customer_id"].to_list() == [7, 9]
    assert found.row(1, named=True)["segment"] == ""


def test_the_summary_counts_and_says_money_in_yuan() -> None:
    said = summary(found=FOUND, customers=3, as_of="2024-06-30", window="2024-01-01..2024-06-30")
    assert said["customers_count"] == 3
    assert (said["buyers_count"], said["orders_count"], said["repeat_customers"]) == (2, 4, 1)
    assert said["segments"]["重要价值"] == {"customers": 1, "amount": 300.0}
    assert said["abc"] == {
        "A": {"customers": 1, "amount": 300.0},
        "C": {"customers": 1, "amount": 50.5},
    }
    assert (said["tiers"], said["tags"]) == ({"优先级": {"S": 1}}, {"高价值": 1})
    assert json.loads(json.dumps(said, ensure_ascii=False)) == said


def test_people_are_said_one_by_one() -> None:
    one, unscored, other = people(FOUND, CHURN)
    assert (one["id"], one["M"], one["scores"], one["tags"]) == (7, 300.0, {}, [])
    assert (unscored["id"], unscored["scores"], unscored["tiers"]) == (8, {"优先级": None}, {})
    assert other == {
        "id": 9,
        "R": 40,
        "F": 1,
        "M": 50.5,
        "rfm": "111",
        "segment": "一般挽留",
        "abc": "C",
        "scores": {"优先级": 85.0},
        "tiers": {"优先级": "S"},
        "tags": ["高价值"],
        "churn": {"risk": 40.0, "level": "低"},
    }


def test_kept_scores_carry_their_parts() -> None:
    model = load_builtin().score_model("S2")
    table = pl.DataFrame(
        {
            "customer_id": [1],
            "购买金额": [1_200_000.0],
            "活跃度": [None],
            "合作时长": [12],
            "购买金额得分": [100.0],
            "活跃度得分": [None],
            "合作时长得分": [60.0],
            "scheme": ["价值分层"],
            "model": ["1"],
            "score": [88.6],
            "tier": ["A"],
            "provisional": [True],
            "missing": ["活跃度"],
            "on_edge": [""],
            "to_next": [None],
            "explanation": ["88.6 = …"],
        },
        schema_overrides={"活跃度": pl.Float64, "活跃度得分": pl.Float64, "to_next": pl.Float64},
    )
    row = score_rows(model, table).row(0, named=True)
    parts = json.loads(row.pop("parts"))
    assert row == {
        "customer_id": 1,
        "scheme": "价值分层",
        "score": 88.6,
        "tier": "A",
        "provisional": True,
        "missing": "活跃度",
        "explanation": "88.6 = …",
    }
    assert (parts["model"], parts["version"], parts["to_next"]) == ("S2", "1", None)
    assert parts["factors"][0] == {
        "name": "购买金额",
        "value": 1_200_000.0,
        "unit": "万元",
        "points": 100.0,
        "weight": 0.5,
    }
