"""One pair is weighed as Splink weighs it among all, with the same vetoes and sentences."""

from collections.abc import Iterator

import polars as pl
import pytest
from clean.matching.invented import invented

from zhike.clean.matching.both_sides import both_sides
from zhike.clean.matching.evidence import with_evidence
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.keys import KEYS, candidates
from zhike.clean.matching.levels import Model
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.one_form import form_of
from zhike.clean.matching.one_score import Crowd, Likeness, shipped_scorer
from zhike.clean.matching.scoring import scored
from zhike.clean.matching.similar_digits import jaro
from zhike.clean.matching.typed import Typed
from zhike.clean.matching.vetoes import VETOES, vetoed
from zhike.clean.matching.weights import shipped_weights

ALONE = Crowd(20_000, lambda _column, _value: 2)


def of_many(forms: pl.DataFrame, model: Model) -> Iterator[dict[str, object]]:
    pairs = candidates(forms, KEYS[model.name])
    met = scored(forms, pairs, model, shipped_weights()[model.name], where="true")
    told = vetoed(both_sides(forms, met), VETOES[model.name])
    unruled = told.with_columns(rules=pl.lit(None, pl.List(pl.String)))
    yield from with_evidence(unruled, model).iter_rows(named=True)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_every_pair_is_weighed_as_by_splink(model: Model) -> None:
    forms = comparable(invented(3_000, seed=3))
    forms = forms.filter(pl.col("is_person") == (model.name == "person"))
    shared = {
        column: dict(forms.drop_nulls(column).group_by(column).len().iter_rows())
        for column in model.columns()
    }
    crowd = Crowd(forms.height, lambda column, value: shared[column][value])
    row = {one["id"]: one for one in forms.iter_rows(named=True)}
    scorer = shipped_scorer(is_person=model.name == "person")
    seen = 0
    for pair in of_many(forms, model):
        alone = scorer.likeness(row[pair["a"]], row[pair["b"]], crowd)
        assert alone.weight == pytest.approx(pair["weight"], abs=0.01)
        assert (alone.veto, alone.relation) == (pair["veto"], pair["relation"])
        assert [(one.what, one.said) for one in alone.evidence] == [
            (one["what"], one["said"]) for one in pair["evidence"]
        ]
        seen += 1
    assert seen > 50


def of(one: Typed, other: Typed) -> Likeness:
    return shipped_scorer(is_person=one.is_person).likeness(form_of(one), form_of(other), ALONE)


def test_what_is_said_of_a_pair_and_what_is_not() -> None:
    phone = ["13911112222"]
    kept = Typed("北京华兴科技有限公司", phones=phone, city="北京")
    same = of(Typed("华兴科技", phones=phone), kept)
    assert same.verdict == "duplicate"
    assert [one.said for one in same.evidence[1:]] == ["手机号一致", "名称主干一致"]
    branch = of(Typed("北京华兴科技有限公司上海分公司", phones=phone), kept)
    assert (branch.verdict, branch.relation) == ("related", "分公司")
    assert branch.evidence[-1].said == "分支机构不同（上海 / 总部），不合并"
    other = of(Typed("上海远洋食品有限公司"), kept)
    assert (other.verdict, other.gained < 0) == (None, True)


def test_the_start_and_the_evidence_add_up_to_the_weight() -> None:
    told = of(Typed("张伟", "person", city="杭州"), Typed("張偉", "person", city="杭州市"))
    assert sum(one.bits for one in told.evidence) == pytest.approx(told.weight)
    assert told.start + told.gained == pytest.approx(told.weight)
    assert told.veto == "reach"


def test_a_shared_name_says_less_the_more_bear_it() -> None:
    kept, typed = form_of(Typed("华兴科技")), form_of(Typed("华兴科技"))
    scorer = shipped_scorer(is_person=False)
    rare, common = (
        scorer.likeness(typed, kept, Crowd(20_000, lambda *_, n=n: n)).weight for n in (2, 16)
    )
    assert rare - common == pytest.approx(3.0)


def test_jaro_of_numbers_by_hand() -> None:
    assert jaro("13911112222", "13911112222") == 1
    assert jaro("13911112222", "13911112223") == pytest.approx((10 / 11 + 10 / 11 + 1) / 3)
    assert jaro("13987654321", "13978654321") == pytest.approx((1 + 1 + 10 / 11) / 3)
    assert jaro("1", "2") == 0
