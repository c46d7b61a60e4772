"""The catalogues hold exactly the words the pages say; `make catalogues` brings them up to date."""

import re

import pytest
from babel.messages.catalog import Catalog, Message

from make_catalogues import BETWEEN, BY_HAND, MADE, Word, catalogue, in_context, made, words_said

HOLE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
HAN = re.compile(r"[\u4e00-\u9fff]")
CHINESE_ON_PURPOSE = (
    "知客",
    "日内",
    "月底前",
    "，华南",
    "计划",
    "发现",
    "公司名",
    "总经理",
    "客户名称",
    "澄码识别",
)
HELP = "`make catalogues` brings the catalogues up to date; an English entry is written by hand"


@pytest.fixture(scope="module")
def said() -> set[Word]:
    """Return every word the pages say."""
    return words_said()


@pytest.fixture(scope="module")
def english() -> Catalog:
    """Return the English catalogue."""
    return catalogue(BY_HAND)


@pytest.mark.parametrize("language", [MADE, BY_HAND])
def test_a_catalogue_holds_exactly_the_words_said(language: str, said: set[Word]) -> None:
    held = {_word(message) for message in catalogue(language) if message.id}
    missing, idle = sorted(map(str, said - held)), sorted(map(str, held - said))
    assert not missing, f"{language} lacks {missing}; {HELP}"
    assert not idle, f"{language} holds what nobody says: {idle}; {HELP}"


def test_every_english_entry_is_written(english: Catalog) -> None:
    empty = [message.id for message in english if message.id and not _written(message)]
    assert not empty, f"no English for {empty}; {HELP}"


def test_english_keeps_the_places_where_values_go(english: Catalog) -> None:
    for message in english:
        wanted = {*HOLE.findall(_text(message.id))}
        assert {*HOLE.findall(_text(message.string))} == wanted, message.id


def test_english_is_english(english: Catalog) -> None:
    left = [
        message.string
        for message in english
        if message.id
        and HAN.search(_text(message.string))
        and not any(word in _text(message.string) for word in CHINESE_ON_PURPOSE)
    ]
    assert left == []


def test_traditional_chinese_is_made_and_corrected(said: set[Word]) -> None:
    held = {_word(message): message.string for message in catalogue(MADE) if message.id}
    assert held == {word: made(in_context(word)[1]) for word in said}
    assert made("查看客户类型和权限") == "檢視客戶類型和權限"
    assert made("跟进发现的数据，第 %(n)s 批") == "跟進發現的資料，第 %(n)s 批"


def _word(message: Message) -> Word:
    return f"{message.context}{BETWEEN}{message.id}" if message.context else message.id


def _written(message: Message) -> bool:
    parts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(parts)


def _text(part: object) -> str:
    return part[0] if isinstance(part, tuple) else str(part)
