"""Pieces by which a name is found: two characters at a time, and by pinyin initials."""

import re
import unicodedata
from functools import cache

from zhike.clean.code_tables import table
from zhike.clean.names import simplify_text

_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+")
_JOINING = re.compile(r"[()\[\]·•'’]")  # 华兴（北京）科技 is typed as 华兴北京科技 too
_HAN = re.compile(r"[㐀-鿿]")
LONGEST = 24  # letters and digits of a number that are kept as its beginnings

# Frequent words in which a character is not read the way it usually is.
_READINGS_TEXT = (
    "重庆=cq 长沙=cs 长春=cc 长安=ca 长城=cc 长江=cj 长虹=ch 长治=cz "
    "长兴=cx 厦门=xm 银行=yh 行业=hy 音乐=yy 会计=kj 重型=zx 重工=zg "
    "重汽=zq 调查=dc 朝阳=cy 乐山=ls 六安=la 单县=sx 番禺=py 大厦=ds "
    "蚌埠=bb 都市=ds 成都=cd 曾=z "
)
READINGS = dict(pair.split("=") for pair in _READINGS_TEXT.split())
_WORDS = re.compile("|".join(READINGS))


def initial(character: str) -> str:
    """Return the first letter of a character's usual reading; a letter or digit is itself."""
    if _HAN.match(character):
        return usual_initials().get(character, "")
    return character if character.isascii() and character.isalnum() else ""


@cache
def usual_initials() -> dict[str, str]:
    """Return the first letter of the usual reading of every Chinese character that has one."""
    rows = table("pinyin_initials")
    return {character: row["initial"] for row in rows for character in row["characters"]}


def initials(text: str) -> str:
    """Return the pinyin initials of a text in lower case: 华兴科技(北京) → hxkjbj."""
    return "".join(map(initial, _WORDS.sub(lambda word: READINGS[word[0]], _folded(text))))


@cache
def folded_character(character: str) -> str:
    """Return a character as it is searched: half width, simplified, small; nothing for brackets."""
    plain = simplify_text(unicodedata.normalize("NFKC", character)).lower()
    return _JOINING.sub("", plain)


def _folded(text: str) -> str:
    return "".join(map(folded_character, text))


def search_pieces(text: str, *, initials: bool = True) -> list[str]:
    """Return the pieces a text is found by, each once; all letters and digits, no blanks.

    Of Chinese and of words in letters every two neighbours and the first character; of numbers
    such as c2024001 every beginning. With `initials` also the neighbours of each Chinese run's
    pinyin initials: the pieces to store. Without: the fewest pieces that all have to be there.
    """
    runs = _RUN.findall(_folded(text))
    return list(dict.fromkeys(p for run in runs for p in (_stored if initials else _asked)(run)))


def _stored(run: str) -> list[str]:
    if _HAN.match(run):
        short = _initials_of_run(run)
        return [run[0], *_neighbours(run), short[:1], *_neighbours(short)]
    parts = [run, *re.findall(r"[a-z]+|[0-9]+", run)]
    return [piece for part in parts for piece in (part[0], *_neighbours(part), *_beginnings(part))]


def _asked(run: str) -> list[str]:
    if len(run) == 1:
        return [run]
    return [run[:LONGEST]] if re.search(r"[0-9]", run) else _neighbours(run)


def _initials_of_run(run: str) -> str:
    return "".join(map(initial, _WORDS.sub(lambda word: READINGS[word[0]], run)))


def _neighbours(run: str) -> list[str]:
    if run.isascii() and re.search(r"[0-9]", run):
        return []
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _beginnings(run: str) -> list[str]:
    if not re.search(r"[0-9]", run):
        return []
    return [run[:length] for length in range(2, min(len(run), LONGEST) + 1)]
