"""Words of a list in any spelling."""

import polars as pl

from zhike.clean.vocabulary import clean_vocabulary, clean_yes_no

KINDS = {"潜在": ("潜在客户", "潜客"), "成交": ("成交客户", "已成交", "deal"), "流失": ()}


def test_synonyms_width_case_and_traditional_forms():
    column = pl.Series(["潛在客戶", " 潜 客", "ＤＥＡＬ", "流失", None, "-"])
    cleaned = clean_vocabulary(column, KINDS)
    assert cleaned.values.to_list() == ["潜在", "潜在", "成交", "流失", None, None]
    assert cleaned.reasons.null_count() == 6
    assert cleaned.rule == "S3-13"


def test_an_unknown_word_is_kept_or_left_out_with_a_warning():
    column = pl.Series(["老客户{}", "成交"])
    kept = clean_vocabulary(column, KINDS)
    assert kept.values.to_list() == ["老客户{}", "成交"]
    assert kept.reasons.to_list() == ["“老客户{}”不在词表里，可用的有 潜在、成交、流失", None]
    left = clean_vocabulary(column, KINDS, keep_unknown=False)
    assert left.values.to_list() == [None, "成交"]
    assert left.severity.to_list() == ["warn", None]


def test_a_standard_word_wins_over_a_synonym():
    cleaned = clean_vocabulary(pl.Series(["中"]), {"大": ("中",), "中": ()})
    assert cleaned.values.item() == "中"


def test_an_empty_list_and_an_empty_column():
    assert clean_vocabulary(pl.Series(["甲"]), {}).values.item() == "甲"
    assert clean_vocabulary(pl.Series([], dtype=pl.String), KINDS).values.to_list() == []


def test_yes_and_no():
    cleaned = clean_yes_no(pl.Series(["是", "√", "Y", "1", "否", "×", "no", "也许", None]))
    assert cleaned.values.to_list() == [True] * 4 + [False] * 3 + [None, None]
    assert "也许" in cleaned.reasons[7]
