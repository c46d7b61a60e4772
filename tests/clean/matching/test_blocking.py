"""One customer's keys are those it has among many, and the like of it share one."""

import polars as pl
from clean.matching.invented import invented, typed_of

from zhike.clean.matching.blocking import (
    BITS,
    asked_keys,
    counted_key,
    key_numbers,
    key_texts,
)
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.hashing import key_rows
from zhike.clean.matching.keys import KEYS, candidates
from zhike.clean.matching.one_form import form_of
from zhike.clean.matching.typed import Typed


def test_keys_of_one_are_its_keys_among_many() -> None:
    rows = invented(1_500, seed=7)
    told = key_rows(key_texts(comparable(rows))).group_by("id").agg("key")
    among = {at: set(keys) for at, keys in told.iter_rows()}
    for at, typed in typed_of(rows).items():
        assert key_numbers(form_of(typed), is_person=typed.is_person) == among.get(at, set())


def test_whom_the_batch_compares_is_found_by_a_key() -> None:
    rows = invented(1_500, seed=7)
    forms = comparable(rows).filter(~pl.col("is_person"))
    typed = typed_of(rows)
    pairs = candidates(forms, KEYS["organisation"])
    assert pairs.height > 100
    for a, b in pairs.iter_rows():
        one, other = (asked_keys(form_of(typed[at]), is_person=False) for at in (a, b))
        assert one.keys() & other.keys()


def test_a_value_is_counted_by_one_key_and_a_person_by_another() -> None:
    firm = Typed("北京华兴科技有限公司", phones=["13911112222"])
    keys = key_numbers(form_of(firm), is_person=False)
    assert counted_key("mobile", "13911112222", is_person=False) in keys
    assert counted_key("core", "华兴科技", is_person=False) in keys
    assert counted_key("mobile", "13911112222", is_person=True) not in keys
    assert counted_key("core", "华星科技", is_person=False) not in keys
    assert all(0 <= key < 2**BITS for key in keys)
    assert key_numbers(form_of(Typed()), is_person=False) == set()
