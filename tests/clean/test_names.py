"""One spelling for names, and the key that tells equal names."""

import unicodedata

import opencc
import polars as pl
import pytest

from zhike.clean.names import clean_keys, clean_names, clean_text, match_key, match_keys, simplify


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("华兴（北京）科技有限公司", "华兴(北京)科技有限公司"),
        ("華興科技有限公司", "华兴科技有限公司"),
        (" 华兴 科技\n有限公司", "华兴科技有限公司"),
        ("ＡＢＣ贸易", "abc贸易"),
        ("买买提·吐尔逊", "买买提•吐尔逊"),
        ("Smith & Co., Ltd.", "smith &co ltd"),
        ("【华兴】科技", "华兴科技"),
    ],
)
def test_two_spellings_of_one_name(one, other):
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("华兴科技有限公司", "华兴科技有限公司上海分公司"),
        ("北京华兴科技有限公司", "华兴科技有限公司"),
        ("华兴科技有限公司", "华兴科技"),
        ("华兴科技", "华星科技"),
        ("一号店", "二号店"),
    ],
)
def test_different_names_stay_different(one, other):
    assert match_key(one) != match_key(other)


def test_keys_keep_their_place_and_gaps():
    keys = match_keys(pl.Series(["甲 公司", None, "", "乙\r\n公司", "丙\x00公司"]))
    assert keys.to_list() == ["甲公司", None, "", "乙公司", "丙公司"]
    assert match_keys(pl.Series([], dtype=pl.String)).to_list() == []


def test_a_character_has_one_key_alone_and_among_others():
    letters = pl.Series([chr(at) for at in (*range(0x20, 0x2FF), *range(0x2E80, 0xA000))])
    plain = letters.map_elements(lambda c: unicodedata.normalize("NFKC", c), return_dtype=pl.String)
    assert match_keys(letters).equals(match_keys(plain))
    assert match_keys("甲" + letters).equals("甲" + match_keys(letters))
    assert match_keys(pl.Series(["ABC", "Ａｂｃ", "a b·c", "（abc）"])).unique().to_list() == [
        "abc"
    ]


def test_traditional_characters_of_a_whole_column():
    assert simplify(pl.Series(["臺灣電子", None, "台湾"])).to_list() == ["台湾电子", None, "台湾"]


def test_names_lose_blanks_and_placeholders_only():
    cleaned = clean_names(pl.Series(["　Ａ科技 （上海） ", "暂无", "—", None, "張 三"]))
    assert cleaned.values.to_list() == ["A科技 (上海)", None, None, None, "张 三"]
    assert cleaned.reasons.null_count() == 5


def test_text_stays_as_typed():
    cleaned = clean_text(pl.Series([" 竞品价格更低，需说明 ", "/", "無", "第一行\n第二行"]))
    assert cleaned.values.to_list() == ["竞品价格更低，需说明", None, "無", "第一行\n第二行"]


def test_a_key_that_a_spreadsheet_rounded_is_left_out():
    cleaned = clean_keys(pl.Series(["1.10101E+17", "110101199003070000", "Ｃ００１", "1E+5"]))
    assert cleaned.values.to_list() == [None, "110101199003070000", "C001", "1E+5"]
    assert [bool(why) for why in cleaned.reasons] == [True, True, False, False]


def test_only_some_cells_are_converted_and_all_come_out_as_if_all_were():
    words = [
        "藉口",
        "慰藉",
        "沈阳",
        "沈默寡言",
        "一目瞭然",
        "衣著",
        "重覆",
        "覆盖",
        "華興科技",
        "华兴科技",
    ]
    converter = opencc.OpenCC("t2s")
    assert simplify(pl.Series(words)).to_list() == [converter.convert(word) for word in words]
