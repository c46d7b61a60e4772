"""What many names are found by is what each is found by alone."""

import polars as pl

from zhike.clean.pieces import stored_pieces
from zhike.clean.pinyin import search_pieces

TEXTS = [
    "华兴（北京）科技有限公司 C202405001",
    "重庆银行",
    "华兴（北京）",
    "3M中国",
    "Ab-12x",
    "——！",
    "",
]


def test_many_texts_have_the_pieces_of_each() -> None:
    many = stored_pieces(pl.Series(TEXTS))
    assert [set(pieces.split()) for pieces in many] == [set(search_pieces(t)) for t in TEXTS]


def test_the_pieces_of_a_text_stand_beside_it_alone() -> None:
    many = stored_pieces(pl.Series(["甲乙", None, "c2"]))
    assert [sorted(pieces.split()) for pieces in many] == [
        ["j", "jy", "甲", "甲乙"], [], ["2", "c", "c", "c2"]
    ]  # fmt: skip
