"""Numbers with a check digit, against the examples and an independent implementation."""

import random

import polars as pl
import pytest
from stdnum.cn import uscc
from worked import cases

from zhike.clean.codes import (
    clean_credit_codes,
    clean_id_numbers,
    clean_organisation_codes,
    is_credit_code,
    is_id_number,
)

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def refused(clean, text):
    cleaned = clean(pl.Series([text]))
    assert cleaned.values.item() is None
    return cleaned.reasons.item()


@pytest.mark.parametrize("case", cases("VAL-ID"), ids=lambda case: case["id"])
def test_id_numbers_of_the_examples(case):
    assert is_id_number(case["given"]["身份证"]) is case["expect"]["valid"]


@pytest.mark.parametrize("case", cases("VAL-USCC"), ids=lambda case: case["id"])
def test_credit_codes_of_the_examples(case):
    assert is_credit_code(case["given"]["统一社会信用代码"]) is case["expect"]["valid"]


def test_credit_codes_agree_with_stdnum():
    rng = random.Random(7)
    bases = [
        "91" + f"{rng.randrange(10**6):06d}" + "".join(rng.choices(LETTERS, k=9))
        for _ in range(500)
    ]
    texts = [base + letter for base in bases for letter in (uscc.calc_check_digit(base + "0"), "7")]
    found = clean_credit_codes(pl.Series(texts)).values.is_not_null().to_list()
    assert found == [uscc.is_valid(text) for text in texts]
    assert sum(found) >= 500


def test_small_letters_and_blanks_are_mended():
    cleaned = clean_credit_codes(pl.Series([" 9131 0115 ma1k35f2xf", "－", None]))
    assert cleaned.values.to_list() == ["91310115MA1K35F2XF", None, None]
    assert cleaned.reasons.null_count() == 3
    assert clean_id_numbers(pl.Series(["11010519491231002x"])).values.item() == "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("9.1310115E+17", "末几位已丢失"),
        ("913101150000000000", "末几位已丢失"),
        ("91310115MA1K35F2X0", "校验位"),
        ("91310115MA1K35F2X", "有 17 位"),
        ("310115000123456", "旧的工商注册号"),
        ("91310115MAIK35F2XF", "不用的字符"),
        ("91310115******2X0F", "掩码"),
    ],
)
def test_what_is_no_credit_code(text, hint):
    assert hint in refused(clean_credit_codes, text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.10105E+17", "末几位已丢失"),
        ("110105194912310000", "末几位已丢失"),
        ("110105491231002", "15 位"),
        ("1101051949123100", "有 16 位"),
        ("99010519491231002X", "不是有效"),
        ("11010519490231002X", "不是有效"),
        ("110***********002X", "掩码"),
    ],
)
def test_what_is_no_id_number(text, hint):
    assert hint in refused(clean_id_numbers, text)


def test_a_county_older_than_its_code_is_fine():
    # 310115 浦东 was made in 1992; born 1958. Digits times weights:
    # 21+9+0+5+8+20+2+9+30+24+0+9+0+5+0+0+2 = 144, 144 mod 11 = 1 → check digit 0
    assert is_id_number("310115195801010010")
    assert not is_id_number("310115195801010011")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("D2143569-X", "D2143569X"),
        ("d2143569x", "D2143569X"),
        ("D2143569-1", None),
        ("123456789", None),
    ],
)
def test_organisation_codes(text, code):
    cleaned = clean_organisation_codes(pl.Series([text]))
    assert cleaned.values.item() == code
    assert (cleaned.reasons.item() is None) is (code is not None)


@pytest.mark.parametrize(
    "text",
    [
        "开票税号：91310115MA1K35F2XF", "TAX ID 91310115MA1K35F2XF", "(91310115MA1K35F2XF)",
        "91310115MA1K35F2XF（已核验）", "<td>9131 0115&nbsp;MA1K35F2XF</td>", "=91310115MA1K35F2XF",
    ],
)  # fmt: skip
def test_words_and_marks_around_a_code_are_left_out(text):
    assert clean_credit_codes(pl.Series([text])).values.item() == "91310115MA1K35F2XF"


@pytest.mark.parametrize(
    "text",
    [
        "91310115MA1K35F2XF（错误）",
        "旧税号91310115MA1K35F2XF",
        "91310115MA1K35F2XF/91310115MA1K35F2XF",
    ],
)
def test_words_that_cast_doubt_and_two_codes_are_no_code(text):
    assert refused(clean_credit_codes, text)


def test_a_number_of_nine_digits_that_became_an_amount_is_read():
    cells = pl.Series(["717728306.0", "71772830-6", "717728305.0"])
    assert clean_organisation_codes(cells).values.to_list() == ["717728306", "717728306", None]


@pytest.mark.parametrize(
    "cell",
    [
        "统一社会信用代码（18位）：91310115MA1K35F2XF",
        "1. 91310115MA1K35F2XF",
        "③91310115MA1K35F2XF",
        "taxNo=91310115MA1K35F2XF",
        "<td>91310115 MA1K35F2XF</td>",
    ],
)
def test_the_only_number_of_a_cell_is_the_code(cell):
    assert clean_credit_codes(pl.Series([cell])).values.item() == "91310115MA1K35F2XF"


def test_a_code_of_no_register_is_refused_though_its_check_is_right():
    base = "95310115MA1K35F2X"
    assert "前两位" in refused(clean_credit_codes, base + uscc.calc_check_digit(base))
