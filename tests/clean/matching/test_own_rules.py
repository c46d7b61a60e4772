"""A team's rules of equality bring pairs in, say so, and give way to what forbids."""

from functools import cache

import polars as pl
import pytest
from pydantic import ValidationError

from zhike.clean.matching.find import Found, find_matches
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.own_rules import ruled_pairs
from zhike.clean.matching.ways import Ways
from zhike.playbook.same_rules import BUILT_IN, SameRule

CODES = "91009900MA4JURQ28L", "91009900MA3FQEFLCU"
FIRMS = [
    {"id": 1, "name": "华兴贸易有限公司", "phone": "13812345678", "credit_code": None},
    {"id": 2, "name": "華興貿易 有限公司", "phone": "13812345678", "credit_code": None},
    {"id": 3, "name": "华兴贸易有限公司", "phone": "13900002222", "credit_code": None},
    {"id": 4, "name": "乙江食品有限公司", "phone": "13800003333", "credit_code": CODES[0]},
    {"id": 5, "name": "乙江食品有限公司", "phone": "13800003333", "credit_code": CODES[1]},
    {"id": 6, "name": "张伟", "phone": "13700006666", "kind": "person"},
    {"id": 7, "name": "张伟", "phone": "13700007777", "kind": "person"},
]


def found(rows: list[dict[str, object]], rules: tuple[SameRule, ...] = BUILT_IN) -> Found:
    frame = pl.DataFrame([{"kind": "organisation"} | row for row in rows])
    return find_matches(comparable(frame), ways=Ways(rules=rules))


@cache
def of_firms() -> Found:
    return found(FIRMS)


def told(
    rows: list[dict[str, object]], rules: tuple[SameRule, ...] = BUILT_IN
) -> dict[str, object]:
    return said_of(found(rows, rules))


def said_of(some: Found) -> dict[str, object]:
    pairs = some.pairs.iter_rows(named=True)
    return {
        f"{p['a']}-{p['b']}": (
            p["verdict"],
            [one["said"] for one in p["evidence"] if one["what"] == "rule"],
        )
        for p in pairs
    }


def rule(equal: list[str], verdict: str, name: str = "自己的") -> SameRule:
    return SameRule.model_validate({"名称": name, "一致": equal, "判为": verdict})


def test_a_pair_says_which_rules_hold() -> None:
    pairs = said_of(of_firms())
    assert pairs["1-2"] == (
        "duplicate",
        ["规则：名称和电话一致", "规则：客户名称一致", "规则：联系电话一致"],
    )
    assert pairs["1-3"][1] == ["规则：客户名称一致"]


def test_two_codes_forbid_what_a_rule_says() -> None:
    pairs = said_of(of_firms())
    assert pairs["4-5"][0] == "review"
    assert "规则：名称和电话一致" in pairs["4-5"][1]
    assert all({4, 5} - set(group) for group in of_firms().groups)


def test_two_persons_of_one_name_are_not_asked_about() -> None:
    assert "6-7" not in said_of(of_firms())


def test_a_rule_brings_in_what_the_weights_pass_over() -> None:
    rows = [
        {"id": 1, "name": "甲州精密机械有限公司", "email": "li@jiazhou-jm.com", "city": "上海"},
        {"id": 2, "name": "丁湖五金经营部", "email": "li@jiazhou-jm.com", "city": "广州"},
    ]
    assert told(rows, ()) == {}
    assert told(rows, (rule(["邮箱"], "待核对"),)) == {"1-2": ("review", ["规则：自己的"])}
    sure = rule(["邮箱", "联系电话"], "同一家")
    assert told(rows, (sure,)) == {}  # there is no phone: nothing agrees with nothing


def test_a_retired_rule_says_nothing() -> None:
    off = tuple(one.model_copy(update={"retired": True}) for one in BUILT_IN)
    assert told(FIRMS, off)["1-2"][1] == []


def test_a_switchboard_is_nothing_to_look_through() -> None:
    many = pl.DataFrame(
        {
            "id": range(11),
            "name": [f"{letter}湖商行" for letter in "甲乙丙丁戊己庚辛壬癸子"],
            "phone": ["0512-66668888"] * 11,
            "kind": ["organisation"] * 11,
        }
    )
    phone = (rule(["联系电话"], "待核对"),)
    assert ruled_pairs(comparable(many), phone).is_empty()
    assert ruled_pairs(comparable(many.head(10)), phone).height == 45  # 10 × 9 ÷ 2


@pytest.mark.parametrize(
    ("equal", "verdict", "said"),
    [
        (["联系电话"], "同一家", "请再加一项，或改判待核对"),
        (["所在城市"], "待核对", "至少要比"),
        (["联系人", "所在城市"], "同一家", "至少要比"),
    ],
)
def test_a_rule_that_says_too_little_is_refused(equal: list[str], verdict: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        rule(equal, verdict)


def test_changed_rows_give_what_a_full_run_says_of_them() -> None:
    forms = comparable(pl.DataFrame([{"kind": "organisation"} | row for row in FIRMS]))
    whole = of_firms().pairs
    some = find_matches(forms, ways=Ways(rules=BUILT_IN), changed={2}).pairs
    assert some.equals(whole.filter((pl.col("a") == 2) | (pl.col("b") == 2)))
