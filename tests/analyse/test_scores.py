"""The table of scores says exactly what the score of one customer says."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhike.analyse.scored import Scored, score_values
from zhike.analyse.scores import score_table
from zhike.playbook.load import load_builtin
from zhike.playbook.scoring import ScoreModel
from zhike.store.tables import Tables

BOOK = load_builtin()


def table_of(model: ScoreModel, people: list[dict[str, float | None]]) -> list[dict[str, Any]]:
    columns = {
        factor.name: pa.array([person[factor.name] for person in people], pa.float64())
        for factor in model.factors
    }
    columns = {"customer_id": pa.array(range(len(people)), pa.int64()), **columns}
    tables = Tables.from_arrow({"values": pa.table(columns)})
    scores = score_table(tables["values"], model, scheme=BOOK.scheme(model.scheme))
    return tables.run(scores.order_by("customer_id")).to_pylist()


def as_said(row: dict[str, Any], model: ScoreModel) -> Scored:
    return Scored(
        score=row["score"],
        tier=row["tier"],
        provisional=row["provisional"],
        missing=tuple(filter(None, row["missing"].split("、"))),
        explanation=row["explanation"],
        points={factor.name: row[f"{factor.name}得分"] for factor in model.factors},
        on_edge=tuple(filter(None, row["on_edge"].split("、"))),
        to_next=row["to_next"],
    )


def amounts(*edges: float) -> st.SearchStrategy[float | None]:
    near = [edge * factor for edge in edges for factor in (0.97, 0.98, 1, 1.02, 1.03)]
    return st.one_of(st.none(), st.sampled_from(near), st.floats(-10, max(edges) * 2))


VALUES = {
    "近12个月交易额": amounts(50_000, 100_000, 500_000),
    "购买金额": amounts(50_000, 100_000, 500_000),
    "利润率": amounts(0.1, 0.2, 0.3),
    "续约次数": st.one_of(st.none(), st.integers(0, 6)),
    "行业潜力": st.one_of(st.none(), st.integers(1, 5)),
    "活跃度": st.one_of(st.none(), st.integers(0, 30).map(lambda n: n / 2)),
    "合作时长": st.one_of(st.none(), st.integers(0, 60)),
}


@pytest.mark.parametrize("code", ["S1", "S2"])
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_one_and_all_agree(code: str, data: st.DataObject) -> None:
    model = BOOK.score_model(code)
    person = st.fixed_dictionaries({f.name: VALUES[f.name] for f in model.factors})
    people = data.draw(st.lists(person, min_size=1, max_size=30))
    for row, values in zip(table_of(model, people), people, strict=True):
        alone = score_values(model, values, scheme=BOOK.scheme(model.scheme))
        assert as_said(row, model) == alone


def test_a_row_carries_its_scheme_model_values_and_points() -> None:
    model = BOOK.score_model("S1")
    person = {"近12个月交易额": 850_000.0, "利润率": 0.18, "续约次数": 2.0, "行业潜力": 3.0}
    row = table_of(model, [person])[0]
    assert (row["scheme"], row["model"], row["tier"]) == ("优先级", model.version, "A")
    assert {name: row[name] for name in person} == person
    assert row["续约次数得分"] == 60.0
