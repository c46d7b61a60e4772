"""How names sound: pinyin without tones, by which 华兴 and 华星 are alike."""

import unicodedata
from functools import cache

import polars as pl
from pypinyin.pinyin_dict import pinyin_dict

_FIRST, _LAST = 0x4E00, 0x9FFF  # the characters in everyday use


@cache
def readings() -> tuple[list[str], list[str]]:
    """Return the characters and the first reading of each, without tones."""
    known = [(chr(code), told) for code, told in pinyin_dict.items() if _FIRST <= code <= _LAST]
    plain = "\n".join(told.split(",")[0] for _, told in known)
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return [character for character, _ in known], bare.split("\n")


def sounds(text: pl.Series) -> pl.Series:
    """Return the pinyin of each text, syllables run together; letters and digits stay."""
    characters, spoken = readings()
    return text.str.replace_many(characters, spoken)
