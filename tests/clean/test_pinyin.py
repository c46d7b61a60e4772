"""Whatever people type of a name finds it."""

import pytest

from zhike.clean.pinyin import initials, search_pieces

TEXT = "重庆華興科技（渝北）有限公司 C2024001 SAP系统"


@pytest.mark.parametrize(
    "query",
    [
        *(
            "华兴",
            "華興",
            "科技渝北",
            "（渝北）有限",
            "重庆",
            "重",
            "华兴 渝北",
            "系统",
            "有限公司",
        ),
        *(
            "hxkj",
            "CQHX",
            "yb",
            "c",
            "C2024001",
            "2024001",
            "c2024",
            "2024",
            "sap",
            "ＳＡＰ",
            "sap hx",
        ),
    ],
)
def test_found(query):
    asked = search_pieces(query, initials=False)
    assert asked
    assert set(asked) <= set(search_pieces(TEXT))


@pytest.mark.parametrize("query", ["华星", "zqhx", "2024002", "024001", "兴华", "oracle", "hxkk"])
def test_not_found(query):
    assert not set(search_pieces(query, initials=False)) <= set(search_pieces(TEXT))


def test_nothing_to_search_for():
    assert search_pieces("——  ！", initials=False) == []
    assert search_pieces("") == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("华兴科技", "hxkj"),
        ("重庆银行", "cqyh"),
        ("成都长城贸易", "cdccmy"),
        ("厦门大厦", "xmds"),
        ("張三 A1", "zsa1"),
        ("!?", ""),
    ],
)
def test_initials(name, short):
    assert initials(name) == short


def test_pieces_are_plain_words_for_every_engine():
    assert all(piece.isalnum() for piece in search_pieces("甲\"乙' OR 1=1; (丙)*-_丁"))
