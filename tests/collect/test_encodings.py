"""Bytes to text: one encoding, two in one file, and letters that are lost."""

import pytest

from zhike.collect.encodings import Decoded, decoded

LINES = ["编号,名称", "1,联通", "2,精密机械有限公司"]
TEXT = "\n".join(LINES)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_encoding_is_read_as_it_is(encoding):
    assert decoded(TEXT.encode(encoding)) == Decoded(TEXT, encoding)


@pytest.mark.parametrize("older", [{0}, {1}, {2}, {0, 1}, {1, 2}])
def test_lines_of_two_encodings_are_read_each_by_its_own(older):
    data = b"\n".join(
        line.encode("gb18030" if at in older else "utf-8") for at, line in enumerate(LINES)
    )
    read = decoded(data)
    assert read.text == TEXT
    assert (read.encoding, read.lost, read.mixed) == ("gb18030", 0, (3 - len(older), len(older)))


def test_a_broken_letter_loses_that_letter_only():
    read = decoded(TEXT.encode()[:-1] + b"\n3,x")
    assert read == Decoded(f"{TEXT[:-1]}�\n3,x", "utf-8", lost=1)


def test_marks_decide():
    assert decoded(TEXT.encode("utf-16")).text == TEXT
    assert decoded(TEXT.encode("utf-8-sig")) == Decoded(TEXT, "utf-8-sig")
