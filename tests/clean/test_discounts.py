"""Discounts become the share off the list price; what could be the part paid is not guessed."""

import polars as pl
import pytest

from zhike.clean.discounts import clean_discounts


def read(text, unit=""):
    return clean_discounts(pl.Series([text], dtype=pl.String), unit=unit).values.item()


def why(text, unit=""):
    return clean_discounts(pl.Series([text], dtype=pl.String), unit=unit).reasons.item()


@pytest.mark.parametrize(
    ("text", "share"),
    [
        *((text, 0.08) for text in ("8%", "０．０８", "92折", "9.2折", "优惠8%", "-8%", "打92折")),
        *((text, 0.15) for text in ("15%", "0.15", "85折", "8.5折", "15% off")),
        *((text, 0.2) for text in ("20%", "8折", "80折")),
        *((text, 0.0) for text in ("0", "0%", "不打折", "原价", "10折")),
        *((text, 0.5) for text in ("50%", "0.5", "5折")),
    ],
)
def test_the_same_discount_however_written(text, share):
    assert read(text) == pytest.approx(share, abs=1e-9)
    assert why(text) is None


@pytest.mark.parametrize("text", ["92%", "0.92", "1", "8", "92", "100%"])
def test_a_part_paid_or_let_off_is_asked_back(text):
    assert read(text) is None
    assert "分不清是优惠多少还是打几折" in why(text)


@pytest.mark.parametrize("text", ["很低", "0折", "折", "120折"])
def test_what_is_no_discount_says_so(text):
    assert read(text) is None
    assert "看不懂，请写成 8% 或 92折" in why(text)


def test_a_head_that_says_percent_counts_bare_numbers_as_percent():
    assert read("8", "%") == pytest.approx(0.08)
    assert read("12.5", "%") == pytest.approx(0.125)
    assert read("0", "%") == 0
    assert read("0.08", "%") is None  # a cell Excel shows as 8%, or eight hundredths of a percent
    assert "分不清" in why("0.08", "%")


def test_an_empty_cell_is_no_problem():
    assert read("") is None
    assert why("") is None
