"""The bars of a pair, its likely relation and the classes of a sum, worked by hand."""

import pytest

from zhike.playbook.load import load_builtin
from zhike.records.match.found import Evidence, Group, Pair
from zhike.records.merge.lookups import Side
from zhike.records.score.abc_steps import AbcSteps
from zhike.web.shown.merge import sure_said
from zhike.web.shown.merge_outcome import moved_by_merging
from zhike.web.shown.relation import relation_choices
from zhike.web.shown.waterfall import waterfall


def a_pair(*told: tuple[str, float], start: float = -20.0, **beside: str) -> Pair:
    """Return a pair whose weight is the sum of what speaks for and against it."""
    evidence = tuple(Evidence(said, bits, said) for said, bits in told)
    weight = start + sum(bits for _said, bits in told)
    return Pair(
        1, 3, 7, weight, 2**weight / (1 + 2**weight), "review", beside.get("relation", ""),
        beside.get("veto", ""), (), evidence, start,
    )  # fmt: skip


def test_each_bar_begins_where_the_one_before_ended() -> None:
    shown = waterfall(a_pair(("手机号一致", 25.0), ("名称不同", -5.0)))
    # from −20 to +5 are 25 bits, 4 parts of 100 each: 0 stands at 80
    assert shown["zero"] == 80.0
    assert [(bar["x"], bar["width"], bar["bits"]) for bar in shown["bars"]] == [
        (0.0, 80.0, "−20.0"),
        (0.0, 100.0, "+25.0"),
        (80.0, 20.0, "−5.0"),
    ]
    assert [bar["against"] for bar in shown["bars"]] == [True, False, True]
    assert (shown["total"], shown["sure"]) == ("+0.0", "50%")


def test_a_weight_of_nothing_can_still_be_seen() -> None:
    (_start, bar) = waterfall(a_pair(("同姓", 0.0), start=-10.0))["bars"]
    assert bar["width"] > 0
    assert bar["x"] + bar["width"] <= 100


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0.5, "50%"), (0.9899, "99%"), (0.9987, "99.87%"), (0.99994, ">99.99%"), (1.0, ">99.99%")],
)
def test_nothing_is_said_to_be_quite_sure(probability: float, said: str) -> None:
    assert sure_said(probability) == said


def side(name: str) -> Side:
    """Return a customer of that name."""
    return Side(1, name, "C1", "", {}, 0, None, 0, 0)


@pytest.mark.parametrize(
    ("names", "proposed", "likely"),
    [
        (("宏远机械", "宏远机械苏州分公司"), "分公司", "分公司"),
        (("宏远机械苏州分公司", "宏远机械"), "分公司", "总公司"),
        (("宏远苏州分公司", "宏远无锡分公司"), "分公司", "兄弟公司"),
        (("宏远机械", "宏远物流"), "兄弟公司", "兄弟公司"),
        (("宏远机械", "大江物流"), "", "其他"),
        (("宏远机械有限公司", "宏远物流有限公司"), "", "兄弟公司"),
        (("宏远机械有限公司青岛研究院", "宏远机械有限公司"), "", "总公司"),
        (("宏远机械有限公司", "宏遠機械（有限公司）"), "", "其他"),  # one firm, as far as names say
        (("宏远机械有限公司", "王总"), "", "其他"),
    ],
)
def test_the_likeliest_relation_is_chosen(
    names: tuple[str, str], proposed: str, likely: str
) -> None:
    choices = relation_choices([*map(side, names)], [a_pair(relation=proposed)])
    assert [one["word"] for one in choices if one["here"]] == [likely]


def group(*ids: int, amount_fen: int) -> Group:
    """Return a group that bought so much together."""
    return Group(
        ids[0], ids, (), is_sure=True, later=False, amount_fen=amount_fen, weight=9.0,
        probability=0.998, relation="", veto="", rules=(),
    )  # fmt: skip


def test_a_group_moves_when_its_biggest_would_stand_elsewhere() -> None:
    steps = AbcSteps(a_fen=1000, b_fen=300)
    amounts = {1: 700, 2: 400, 3: 900, 4: None, 5: 1200, 6: 500, 7: 200, 8: 50}
    groups = [
        group(1, 2, amount_fen=1100),  # B becomes A
        group(3, 4, amount_fen=900),  # nothing is added
        group(5, 6, amount_fen=1700),  # A stays A
        group(7, 8, amount_fen=250),  # C stays C
    ]
    assert moved_by_merging(groups, amounts, load_builtin("default"), steps) == {1}


def test_an_amount_has_the_class_it_reaches() -> None:
    steps = AbcSteps(a_fen=1000, b_fen=300)
    assert [steps.of(fen) for fen in (1000, 999, 300, 299)] == ["A", "B", "B", "C"]
    assert AbcSteps().of(1000) == ""
