"""The page lists what the tests hold, and the tests hold what the page lists."""

import re
from pathlib import Path

import pytest
from bad_input import broken
from bad_input.told import cases, is_told

SOURCES = [*Path(__file__).parent.glob("test_*.py"), Path(broken.__file__)]
TESTED = "\n".join(path.read_text("utf-8") for path in SOURCES if path != Path(__file__))


@pytest.mark.parametrize("case", cases())
def test_every_case_on_the_page_is_tested(case):
    assert f'"{case}"' in TESTED


def test_the_sentences_say_what_to_do():
    silent = [case for case, said in cases().items() if not re.search("[，。；：]|等", said)]
    assert not silent
    assert len(cases()) > 30


def test_another_sentence_would_be_noticed():
    assert is_told("empty file", "zhike: 空.xlsx 是空文件，没有可导入的内容，请重新导出一份\n")
    assert not is_told("empty file", "空.xlsx 出错了")
