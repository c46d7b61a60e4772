"""Numbers in one form by kind; what is no number, or only part of one, says so."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked import cases

from zhike.clean.phones import clean_phones


def read(text):
    cleaned = clean_phones(pl.Series([text], dtype=pl.String))
    return cleaned.values.item(), cleaned.more["phone_kind"].item()


def why(text):
    cleaned = clean_phones(pl.Series([text], dtype=pl.String))
    return cleaned.reasons.item(), cleaned.severity.item()


@pytest.mark.parametrize("case", cases("S3-07"), ids=lambda case: case["id"])
def test_phones_of_the_examples(case):
    text, valid = case["given"]["电话"], case["expect"]["valid"]
    assert (read(text)[0] is not None) is valid
    assert (why(text) == (None, None)) is valid
    assert valid or why(text)[1] == "reject"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "13912345678",
            "139 1234 5678",
            "139-1234-5678",
            "139.1234.5678",
            "１３９１２３４５６７８",
        ),
        *(
            "+8613912345678",
            "+86 139-1234-5678",
            "0086 13912345678",
            "86-13912345678",
            "8613912345678",
        ),
        *(
            "(+86)13912345678",
            "（139）12345678",
            "013912345678",
            "手机：13912345678",
            "Tel: 13912345678",
        ),
        *(
            "联系电话 13912345678",
            "13912345678.0",
            " 13912345678\n",
            "139—1234—5678",
            "电话13912345678",
        ),
    ],
)
def test_mobile_numbers(text):
    assert read(text) == ("13912345678", "手机")
    assert why(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("021-69995778", "021-69995778", "座机"),
        ("02169995778", "021-69995778", "座机"),
        ("(021)69995778", "021-69995778", "座机"),
        ("（021） 6999 5778", "021-69995778", "座机"),
        ("021-6999-5778", "021-69995778", "座机"),
        ("+86 21 69995778", "021-69995778", "座机"),
        ("+86-(0)21-69995778", "021-69995778", "座机"),
        ("0086-755-26001234", "0755-26001234", "座机"),
        ("+86 0755 26001234", "0755-26001234", "座机"),
        ("010-62345678", "010-62345678", "座机"),
        ("0512-65432109", "0512-65432109", "座机"),
        ("0951-6543210", "0951-6543210", "座机"),
        ("05126543210", "0512-6543210", "座机"),
        ("021-69995778-801", "021-69995778-801", "座机"),
        ("021-69995778转801", "021-69995778-801", "座机"),
        ("021-69995778 ext.801", "021-69995778-801", "座机"),
        ("021-69995778 分机 801", "021-69995778-801", "座机"),
        ("021-69995778#801", "021-69995778-801", "座机"),
        ("400-800-8888", "400-800-8888", "400"),
        ("4008008888", "400-800-8888", "400"),
        ("4008-008-888", "400-800-8888", "400"),
        ("400 800 8888转2", "400-800-8888-2", "400"),
        ("800-820-1234", "800-820-1234", "400"),
        ("95588", "95588", "其他"),
        ("10086", "10086", "其他"),
        ("+852 2345 6789", "+85223456789", "其他"),
        ("00852-23456789", "+85223456789", "其他"),
        ("+1 (415) 555-0132", "+14155550132", "其他"),
    ],
)
def test_other_numbers_keep_their_kind(text, number, kind):
    assert read(text) == (number, kind)
    assert (why(text)[0] is None) is (number is not None)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1391234567", "有 10 位"),
        ("139123456789", "有 12 位"),
        ("23912345678", "不是手机号"),
        ("12912345678", "不是手机号"),
        ("69995778", "缺少区号"),
        ("6999577", "缺少区号"),
        ("021-6999577", "座机"),
        ("021-699957789", "座机"),
        ("0512-165432", "座机"),
        ("1.38E+10", "科学计数法"),
        ("1.39123E+10", "科学计数法"),
        ("11111111111", "虚假"),
        ("00000000", "虚假"),
        ("13000000000", "虚假"),
        ("13800138000", "虚假"),
        ("12345678901", "虚假"),
        ("转801", "看不懂"),
        ("微信同号", "看不懂"),
        ("abc", "看不懂"),
        ("139123A5678", "看不懂"),
        ("400-800-888", "看不懂"),
    ],
)
def test_what_is_no_number_is_refused(text, hint):
    assert read(text) == (None, None)
    reason, severity = why(text)
    assert hint in reason
    assert text in reason
    assert severity == "reject"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("139****5678", "139****5678"),
        ("138****…", "138****"),
        ("138…", "138****"),
        ("138*", "138****"),
        ("138xxxx5678", "138****5678"),
        ("138××××5678", "138****5678"),
        ("138••••5678", "138****5678"),
        ("021-****5778", "021-****5778"),
        ("１３８＊＊＊＊５６７８", "138****5678"),
    ],
)
def test_masked_numbers_are_kept_as_masks(text, kept):
    assert read(text) == (kept, "掩码")
    reason, severity = why(text)
    assert "掩码" in reason
    assert severity == "warn"


@pytest.mark.parametrize("text", ["1395678", "1379012", "138"])
def test_a_mask_that_lost_its_stars_is_asked_about(text):
    assert read(text) == (None, None)
    reason, severity = why(text)
    assert "星号" in reason
    assert severity == "warn"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("13912345678/13812345678", "13912345678"),
        ("13912345678、021-69995778", "13912345678"),
        ("021-69995778；13912345678", "021-69995778"),
        ("13912345678 13812345678", "13912345678"),
        ("13912345678\n13812345678", "13912345678"),
        ("13912345678或13812345678", "13912345678"),
        ("400-800-8888, 13912345678", "400-800-8888"),
    ],
)
def test_of_several_numbers_the_first_is_kept_with_a_warning(text, first):
    assert read(text)[0] == first
    reason, severity = why(text)
    assert "几个号码" in reason
    assert severity == "warn"


def test_several_numbers_of_which_the_first_is_none():
    assert read("1391234/13812345678") == (None, None)
    assert read("无/无") == (None, None)


@pytest.mark.parametrize("text", ["14012345678", "16412345678", "17912345678"])
def test_a_range_not_in_use_warns(text):
    assert read(text) == (text, "手机")
    assert "号段" in why(text)[0]
    assert why(text)[1] == "warn"


@pytest.mark.parametrize("text", ["", " ", "-", "—", "/", "无", "暂无", "N/A", None])
def test_an_empty_cell_is_no_problem(text):
    assert read(text) == (None, None)
    assert why(text) == (None, None)


def test_a_column_keeps_its_rows_apart():
    column = pl.Series(["x", "13912345678/1", None, "021-69995778", "139****5678", 5], strict=False)
    cleaned = clean_phones(column)
    assert cleaned.values.to_list() == [
        None,
        "13912345678",
        None,
        "021-69995778",
        "139****5678",
        None,
    ]
    assert cleaned.severity.to_list() == ["reject", "warn", None, None, "warn", "reject"]
    assert clean_phones(pl.Series([13912345678])).values.item() == "13912345678"
    assert clean_phones(pl.Series([], dtype=pl.String)).values.to_list() == []


@given(st.from_regex(r"\A1(3[1-9]|5[0-35-9]|8[1-9])[0-9]{8}\Z"))
def test_cleaning_twice_changes_nothing(number):
    once = read(f"+86 {number[:3]} {number[3:7]} {number[7:]}")[0]
    assert once is None or read(once) == (number, "手机")


def test_a_number_that_words_cast_doubt_on_is_not_taken():
    cells = ["旧号码 13912345679 已停用", "传真 021-69995778"]
    assert clean_phones(pl.Series(cells)).values.to_list() == [None, None]


@pytest.mark.parametrize(
    "text",
    ["0300-6543210", "026-69995778", "手机13912345679（已换）", "13912345679？", "旧号13912345679"],
)
def test_areas_nobody_has_and_words_of_doubt_give_no_number(text):
    assert read(text) == (None, None)


@pytest.mark.parametrize("text", ["13912345679*", "•13912345679", "139*1234*5679"])
def test_stars_beside_a_whole_number_hide_nothing(text):
    assert read(text) == ("13912345679", "手机")


def test_the_zero_that_is_not_dialled_from_here_is_left_out():
    assert read("+49 (0) 89 1234567") == ("+49891234567", "其他")
    assert read("+86 400 880 1314") == ("400-880-1314", "400")
