"""A formula gives the same on plain values and compiled on DuckDB."""

from datetime import date
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worked import cases

from zhike.formula.compile import compile_formula
from zhike.formula.evaluate import Value, evaluate
from zhike.formula.explain import explain
from zhike.formula.parse import parse
from zhike.formula.tree import Formula
from zhike.store.tables import Tables

TYPES = {"a": pa.float64(), "b": pa.float64(), "n": pa.int64(), "t": pa.string(), "d": pa.date32()}


def on_duckdb(formula: Formula, rows: list[dict[str, Any]]) -> list[Any]:
    columns = {name: pa.array([row[name] for row in rows], kind) for name, kind in TYPES.items()}
    tables = Tables.from_arrow({"rows": pa.table(columns)})
    table = tables["rows"]
    value = compile_formula(formula, lambda name: table[name.name])
    return tables.run(table.select(value=value))["value"].to_pylist()


def test_the_seeds_ratios_come_out() -> None:
    formula = parse("转化率 = 成交客户数 ÷ 潜客总数 × 100%", titled=True)
    for case in cases("S3-22"):
        values = {name: case["given"][name] for name in formula.names}
        assert round(100 * (evaluate(formula, values) or 0), 1) == case["expect"]["转化率_%"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ÷ b", None),
        ("a ÷ 0", None),
        ("0 ÷ 0", None),
        ("a + n", None),
        ("a × 50%", 5.0),
        ("a − 2 − 3", 5.0),
        ("2 − (a − 3)", -5.0),
        ("-a + 1", -9.0),
        ("1.5万 + 1亿", 100015000.0),
        ("最大(a, b, 3)", 10.0),
        ("最小(a, n)", None),
        ("绝对值(b − a)", 10.0),
        ("首个非空(n, b)", 0.0),
        ("如果(a > 5, 1, 0)", 1.0),
        ("如果(n > 5, 1, 0)", 0.0),
        ('t = "成交" 且 a >= 10', True),
        ('t ≠ "成交" 或 n > 1', None),
        ("非 空(n)", False),
        ('t 属于 ("潜在", "成交")', True),
        ("a 属于 (1, 2)", False),
        ('d >= "2024-05-01" 且 d < "2024-06-01"', True),
        ('d 属于 ("2024-05-10")', True),
        ("n > 1 且 a < 0", False),
        ("n > 1 或 a > 0", True),
    ],
)
def test_values_and_rows_agree(text: str, expected: float | bool | None) -> None:
    values: dict[str, Value] = {"a": 10.0, "b": 0.0, "n": None, "t": "成交", "d": date(2024, 5, 10)}
    formula = parse(text)
    assert evaluate(formula, values) == expected
    assert on_duckdb(formula, [dict(values)]) == [expected]


NUMBERS = st.one_of(st.none(), st.integers(-5, 5), st.floats(-1e6, 1e6, width=32))
LEAVES = st.sampled_from(["a", "b", "n", "0", "1", "2.5", "37.5%", "3万"])
SUMS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-×÷"), inner),
        st.builds("-{}".format, inner),
        st.builds("最大({}, {})".format, inner, inner),
        st.builds("首个非空({}, {})".format, inner, inner),
    ),
    max_leaves=8,
)
COMPARED = st.builds("{} {} {}".format, SUMS, st.sampled_from(["=", "<", ">=", "≠"]), SUMS)
CONDITIONS = st.recursive(
    COMPARED,
    lambda inner: st.one_of(
        st.builds("({}) {} ({})".format, inner, st.sampled_from("且或"), inner),
        st.builds("非 ({})".format, inner),
        st.builds("空({})".format, SUMS),
    ),
    max_leaves=4,
)
ROWS = st.lists(st.fixed_dictionaries({"a": NUMBERS, "b": NUMBERS, "n": NUMBERS}), max_size=4)


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(SUMS, CONDITIONS), rows=ROWS)
def test_any_formula_gives_the_same_on_values_and_on_rows(
    text: str, rows: list[dict[str, float | None]]
) -> None:
    rows = [{**row, "n": None if row["n"] is None else int(row["n"])} for row in rows]
    formula = parse(text)
    full = [{**row, "t": None, "d": None} for row in rows]
    assert on_duckdb(formula, full) == [evaluate(formula, row) for row in rows]


def test_the_longest_formula_still_runs() -> None:
    formula = parse("+".join(["a"] * 201))
    assert evaluate(formula, {"a": 1.0}) == 201.0
    assert on_duckdb(formula, [{"a": 1.0, "b": 0, "n": 0, "t": "", "d": None}]) == [201.0]


def test_explain_puts_the_values_in() -> None:
    formula = parse("成交客户数 ÷ 新增客户数 × 100%")
    assert explain(formula, {"成交客户数": 45, "新增客户数": 120}) == "45 ÷ 120 × 100% = 37.5%"
    assert explain(formula, {"成交客户数": 45, "新增客户数": 0}) == "45 ÷ 0 × 100% = —（除数为 0）"
    assert explain(formula, {"成交客户数": 45}) == "45 ÷ — × 100% = —（缺 新增客户数）"


def test_explain_words_money_as_asked() -> None:
    formula = parse("总销售额 ÷ 成交客户数 − 近3个月(退款)")
    values = {"总销售额": 2850000.0, "成交客户数": 45, "近3个月(退款)": -1.5}
    said = explain(formula, values, shown=lambda label, value: f"{value:,}", result="63,334.83")
    assert said == "2,850,000.0 ÷ 45 − (-1.5) = 63,334.83"


def test_compiled_formulas_keep_ibis_types() -> None:
    table = ibis.table({"a": "int64"}, name="t")
    assert compile_formula(parse("a ÷ 3"), lambda name: table[name.name]).type().is_float64()
