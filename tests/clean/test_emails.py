"""Addresses are tidied, not invented."""

import polars as pl
import pytest

from zhike.clean.emails import clean_emails


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("zhang.san@QQ.com", "zhang.san@qq.com"),
        (" ｚｓ＠ｑｑ．ｃｏｍ ", "zs@qq.com"),
        ("mailto:a_b+c@sub.example.com.cn", "a_b+c@sub.example.com.cn"),
        ("暂无", None),
        (None, None),
    ],
)
def test_addresses(text, address):
    cleaned = clean_emails(pl.Series([text], dtype=pl.String))
    assert cleaned.values.item() == address
    assert cleaned.reasons.item() is None


@pytest.mark.parametrize(
    "text", ["zhangsan", "a@b", "a..b@c.com", "a@b@c.com", "张三@公司", "@qq.com"]
)
def test_what_is_no_address(text):
    cleaned = clean_emails(pl.Series([text]))
    assert cleaned.values.item() is None
    assert text in cleaned.reasons.item()


def test_a_masked_address_is_kept_as_a_mask():
    cleaned = clean_emails(pl.Series(["z***@qq.com"]))
    assert cleaned.values.item() == "z***@qq.com"
    assert cleaned.severity.item() == "warn"
