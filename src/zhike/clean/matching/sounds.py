"""How names sound: pinyin without tones, by which 华兴 and 华星 are alike."""

from functools import cache

import polars as pl

from zhike.clean.code_tables import table


@cache
def readings() -> dict[str, str]:
    """Return the first reading of each character in everyday use, without its tone."""
    rows = table("pinyin_readings")
    return {character: row["reading"] for row in rows for character in row["characters"]}


def sounds(text: pl.Series) -> pl.Series:
    """Return the pinyin of each text, syllables run together; letters and digits stay."""
    return text.str.replace_many(list(readings()), list(readings().values()))


def sound(text: str) -> str:
    """Return the pinyin of one text."""
    return text.translate(_by_code())


@cache
def _by_code() -> dict[int, str]:
    return {ord(character): reading for character, reading in readings().items()}
