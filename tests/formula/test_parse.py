"""Formulas read the way people type them, and refuse what isn't one, saying where."""

from datetime import date

import pytest

from zhike.formula.parse import parse
from zhike.formula.tree import FormulaRefused
from zhike.words.period import Period

NAMES = (
    "成交客户数",
    "潜客总数",
    "跟进客户数",
    "金额",
    "金额(元)",
    "3个月复购率",
    "客户类型",
    "区域",
    "名 称",
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("成交客户数/潜客总数×100%", "成交客户数 ÷ 潜客总数 × 100%"),
        ("（成交客户数＋１）÷潜客总数", "(成交客户数 + 1) ÷ 潜客总数"),
        ("成交客户数＊０．５", "成交客户数 × 0.5"),
        ("3个月复购率*2", "[3个月复购率] × 2"),
        ("金额(元) − 金额", "[金额(元)] − 金额"),
        ("[名 称] + 1", "[名 称] + 1"),
        ("[金额（元）] + 1", "[金额(元)] + 1"),
        ("金额≥5万", "金额 ≥ 5万"),
        ("金额 >= 50万元", "金额 ≥ 50万"),
        ("近3个月(金额)", "近3个月(金额)"),
        ("近 3 个月", None),
        ("近1年(金额) - 上期(金额)", "近12个月(金额) − 上期(金额)"),
        ('客户类型="成交"且区域="华东"', "客户类型 = “成交” 且 区域 = “华东”"),
        ("金额>5万且区域=「华东」或金额<1", "金额 > 5万 且 区域 = “华东” 或 金额 < 1"),
        ("非(金额 > 1 或 金额 < 0)", "非 (金额 > 1 或 金额 < 0)"),
        ('区域 不属于 ("华东", "华南")', "非 区域 属于 (“华东”, “华南”)"),
        ("金额 - (金额 - 1) - -金额", "金额 − (金额 − 1) − (−金额)"),
        ("如果(空(金额), 0, 金额)", "如果(空(金额), 0, 金额)"),
    ],
)
def test_what_people_type_is_read(text: str, canonical: str | None) -> None:
    if canonical is None:
        with pytest.raises(FormulaRefused):
            parse(text, NAMES)
        return
    formula = parse(text, NAMES)
    assert formula.canonical == canonical
    assert formula.text == text
    assert parse(canonical, NAMES).root == formula.root


def test_a_title_before_the_first_equals_sign() -> None:
    formula = parse("转化率 ＝ 成交客户数 / 潜客总数 × 100％", titled=True)
    assert (formula.title, formula.names) == ("转化率", ("成交客户数", "潜客总数"))
    assert formula.is_percent
    assert not formula.is_condition


def test_names_and_leaves() -> None:
    formula = parse("近3个月(金额) ÷ 金额 − 近3个月(金额)")
    assert formula.names == ("金额",)
    assert [leaf.label for leaf in formula.leaves] == ["近3个月(金额)", "金额"]


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("成交客户数 潜客总数", 6, "前面少了运算符"),
        ("(select 1)", 8, "前面少了运算符"),
        ("9**9**9", 2, "不支持乘方"),
        ("(" * 300 + "1" + ")" * 300, 50, "括号套得太深，最多 50 层"),
        ("+".join(["1"] * 202), 401, "运算太多，最多 200 个"),
        ("1" * 2001, 2000, "最多 2000 个"),
        ("金额 %", 3, "％ 只能写在数字后面"),
        ("10 % 3", 5, "前面少了运算符"),
        ("金额 +", 4, "没有写完"),
        ("", 0, "公式是空的"),
        ("1 < 金额 < 3", 7, "比较不能连写"),
        ("金额 = 1 且 2", 7, "“且”两边都要是条件"),
        ("(金额 > 1) + 2", 9, "两边要是数，不能是条件"),
        ('金额 + "元"', 3, "不能是文字"),
        ("最大(金额)", 0, "最大 要 2 到 9 项，现在是 1 项"),
        ("__import__('os')", 10, "这里不能写"),
        ("金额; drop table", 2, "不认识符号“;”"),
        ('区域 = "华东', 5, "引号没有合上"),
        ("[金额", 0, "方括号没有合上"),
        ("近3个月(1 + 2)", 5, "这里不能写“1”"),
        ("99999999999999999", 0, "太大"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text: str, position: int, said: str) -> None:
    with pytest.raises(FormulaRefused, match=said) as refusal:
        parse(text, NAMES)
    assert refusal.value.position == position


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(
        FormulaRefused, match="第 3 个字：不认识“跟进客户”，是不是 跟进客户数"
    ) as refusal:
        parse("1+跟进客户", NAMES)
    assert refusal.value.nearest[0] == "跟进客户数"
    assert parse("1+跟进客户").names == ("跟进客户",)


def test_windows_end_on_the_last_day_counted() -> None:
    three_months = parse("近3个月(金额)").leaves[0].window
    assert three_months is not None
    assert three_months.ending_on(date(2024, 3, 31)) == Period(date(2024, 1, 1), date(2024, 3, 31))
    ninety_days = parse("近90天(金额)").leaves[0].window
    assert ninety_days is not None
    assert ninety_days.ending_on(date(2024, 6, 30)) == Period(date(2024, 4, 2), date(2024, 6, 30))
    before = parse("上期(金额)").leaves[0].window
    assert before is not None
    assert before.within(Period.parse("2024Q2")) == Period.parse("2024Q1")
    with pytest.raises(FormulaRefused, match="要有周期"):
        before.ending_on(date(2024, 6, 30))
