"""Amounts are exact to the 分, and nothing that is no amount of 元 passes for one."""

from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked import cases

from zhike.clean.money import clean_money


def read(text, unit="元"):
    return clean_money(pl.Series([text], dtype=pl.String), unit=unit).values.item()


def why(text, unit="元"):
    return clean_money(pl.Series([text], dtype=pl.String), unit=unit).reasons.item()


@pytest.mark.parametrize("case", cases("S0-09"), ids=lambda case: case["id"])
def test_amounts_of_the_examples(case):
    expected = case["expect"]["元"]
    fen = int(Decimal(expected) * 100) if expected else None
    assert read(case["given"]["raw"]) == fen
    assert why(case["given"]["raw"]) is None


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0),
        ("0元", 0),
        ("125000", 12_500_000),
        ("125,000.00", 12_500_000),
        ("1,250,000", 125_000_000),
        ("１２５，０００", 12_500_000),
        ("￥8,500.5", 850_050),
        ("¥ 8500", 850_000),
        ("8500元", 850_000),
        ("8500元整", 850_000),
        ("8500 RMB", 850_000),
        ("RMB8,500", 850_000),
        ("人民币：8500元", 850_000),
        ("CNY 8500", 850_000),
        ("12.5W", 12_500_000),
        ("12.5w元", 12_500_000),
        ("12.5 万元", 12_500_000),
        ("3千", 300_000),
        ("2百万", 200_000_000),
        ("5千万元", 5_000_000_000),
        ("0.5亿", 5_000_000_000),
        ("1.2亿元", 12_000_000_000),
        ("1亿2000万", 12_000_000_000),
        ("1亿50万元", 10_050_000_000),
        ("3万5000", 3_500_000),
        ("3万500元", 3_050_000),
        ("5角", 50),
        ("5分", 5),
        ("-8,500", -850_000),
        ("−8500", -850_000),
        ("¥-8,500", -850_000),
        ("-¥8,500", -850_000),
        ("(1,200.00)", -120_000),
        ("（¥1,200）", -120_000),
        ("+100", 10_000),
        ("0.07", 7),
        ("12.", 1_200),
        ("00012", 1_200),
        ("19.99", 1_999),
        ("8.115万", 8_115_000),
        ("0.30000000000000004", 30),
        ("125000.99999999999", 12_500_100),
        ("99999999999999.99", 9_999_999_999_999_999),
    ],
)
def test_readable_amounts(text, fen):
    assert read(text) == fen
    assert why(text) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("$1,200", "不是人民币"),
        ("＄1200", "不是人民币"),
        ("1200美元", "不是人民币"),
        ("USD 1200", "不是人民币"),
        ("HK$1200", "不是人民币"),
        ("€1200", "不是人民币"),
        ("100-200万", "范围"),
        ("100万~200万", "范围"),
        ("100至200", "范围"),
        ("2024-05-01", "范围"),
        ("约12万", "不是准确的数"),
        ("12万左右", "不是准确的数"),
        ("100万+", "不是准确的数"),
        (">50万", "不是准确的数"),
        ("十几万", "不是准确的数"),
        ("二三十万", "看不懂"),
        ("3.5万5", "看不懂"),
        ("3万50", "看不懂"),
        ("--100", "看不懂"),
        ("1,25,000", "看不懂"),
        ("125,0", "看不懂"),
        ("1.234,56", "看不懂"),
        ("1.2.3", "看不懂"),
        ("12 5000", "看不懂"),
        ("1200)", "看不懂"),
        ("(1200", "看不懂"),
        ("面议", "看不懂"),
        ("万", "看不懂"),
        ("25%", "看不懂"),
        ("12.5万吨", "看不懂"),
        ("1e", "看不懂"),
        ("99999999999999999999", "太大"),
        ("1E+30", "太大"),
        ("999999999999亿", "太大"),
    ],
)
def test_what_is_no_amount_gives_a_reason(text, hint):
    assert read(text) is None
    assert hint in why(text)
    assert text in why(text)


@pytest.mark.parametrize(
    ("text", "fen", "hint"),
    [
        ("1.2E+06", 120_000_000, "科学计数法"),
        ("12.345", 1_235, "四舍五入"),
        ("12.344", 1_234, "四舍五入"),
        ("0.005", 1, "四舍五入"),
        ("-12.345", -1_235, "四舍五入"),
        ("0.12345678万", 123_457, "四舍五入"),
        ("0.5分", 1, "四舍五入"),
    ],
)
def test_doubtful_amounts_are_kept_with_a_warning(text, fen, hint):
    cleaned = clean_money(pl.Series([text]))
    assert cleaned.values.item() == fen
    assert hint in cleaned.reasons.item()
    assert cleaned.severity.item() == "warn"


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("120", "万元", 120_000_000),
        ("120", "万", 120_000_000),
        ("0.5", "亿元", 5_000_000_000),
        ("¥120", "万元", 120_000_000),
        ("120万", "万元", 120_000_000),
        ("120元", "万元", 12_000),
        ("1,250.5", "千元", 125_050_000),
        ("-8.5", "万元", -8_500_000),
        ("12550", "分", 12_550),
        ("0", "万元", 0),
    ],
)
def test_the_unit_of_the_head_counts_unless_the_cell_has_its_own(text, unit, fen):
    assert read(text, unit) == fen
    assert why(text, unit) is None


def test_a_unit_that_is_none_is_an_error():
    with pytest.raises(KeyError):
        clean_money(pl.Series(["1"]), unit="吨")


@pytest.mark.parametrize("text", ["", " ", "-", "—", "/", "无", "暂无", "N/A", None])
def test_an_empty_cell_is_no_problem(text):
    assert read(text) is None
    assert why(text) is None


def test_typed_columns_are_read_too():
    assert clean_money(pl.Series([1250, None])).values.to_list() == [125_000, None]
    assert clean_money(pl.Series([0.1 + 0.2, 1e7])).values.to_list() == [30, 1_000_000_000]
    assert clean_money(pl.Series([0.1 + 0.2, 1e7])).reasons.null_count() == 2
    assert clean_money(pl.Series([], dtype=pl.String)).values.dtype == pl.Int64


@given(st.decimals(-(10**11), 10**11, places=3, allow_nan=False), st.sampled_from(["", "万", "亿"]))
def test_every_amount_is_rounded_like_decimal(amount, word):
    power = {"": 0, "万": 4, "亿": 8}[word]
    exact = (amount.scaleb(power + 2)).quantize(Decimal(1), ROUND_HALF_UP)
    text = f"{amount:f}{word}"
    if abs(exact) < 10**15:
        assert read(text) == int(exact)


@given(
    st.decimals(0, 999_999_999, places=2, allow_nan=False), st.sampled_from(["元", "千元", "万元"])
)
def test_plain_amounts_take_the_quick_way_to_the_same_fen(amount, unit):
    power = {"元": 2, "千元": 5, "万元": 6}[unit]
    # The sign keeps the second cell off the quick way.
    cleaned = clean_money(pl.Series([f"{amount:f}", f"+{amount:f}", f"{amount:,f}"]), unit=unit)
    assert cleaned.values.to_list() == [int(amount.scaleb(power))] * 3
    assert cleaned.reasons.null_count() == 3


def test_a_mixed_column_keeps_its_rows_apart():
    cleaned = clean_money(pl.Series(["1,250.50", "$5", None, "12.5万", "-", "100"]))
    assert cleaned.values.to_list() == [125_050, None, None, 12_500_000, None, 10_000]
    assert cleaned.severity.to_list() == [None, "reject", None, None, None, None]


def test_digits_of_another_width_are_read_like_the_plain_ones():
    cleaned = clean_money(pl.Series(["９.９９", "1２,000", "10"]))
    assert cleaned.values.to_list() == [999, 1_200_000, 1000]


@pytest.mark.parametrize(
    "text",
    [
        "美元：1350", "HKD 1350", "1350元（港币）", "合同号：1350", "数量 1350", "1350元（3台）",
        "1350元（每月）", "1350元（暂定）", "1350元（打8折）", "退款：1350元", "1350元=1450元",
    ],
)  # fmt: skip
def test_words_that_make_another_thing_of_a_number_leave_it_unread(text):
    cleaned = clean_money(pl.Series([text]))
    assert cleaned.values.item() is None
    assert cleaned.reasons.item()


@pytest.mark.parametrize(
    "text",
    ["实付款：1350元", "1350元（含13%增值税）", "1350元，不含运费", "折后价1350元", "1'350.00"],
)
def test_words_and_marks_that_change_nothing_are_left_out(text):
    assert clean_money(pl.Series([text])).values.item() == 135_000


@pytest.mark.parametrize(
    "cell",
    [
        "满500元", "粉丝500万人", "1350元/件", "30万+", "SGD 2,600", "首付1350元，尾款2000元",
        "2024年", "（5800元）", "5‰", "1350元每月",
    ],
)  # fmt: skip
def test_an_amount_that_words_make_another_one_is_left_out(cell):
    cleaned = clean_money(pl.Series([cell]))
    assert cleaned.values.item() is None
    assert cleaned.reasons.item()


def test_a_refund_is_read_where_a_minus_says_so():
    cells = pl.Series(["退款：-128.00", "退款 128", "26万，已开票", "260000,已开票", "3万,8元"])
    assert clean_money(cells).values.to_list() == [-12_800, None, 26_000_000, None, None]
