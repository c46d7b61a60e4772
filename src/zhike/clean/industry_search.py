"""Finding a class of GB/T 4754-2017 by what somebody types: name, code, everyday word, initials."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from zhike.clean.code_tables import table
from zhike.clean.industry import Industry, everyday_words, find_industry, folded_words, industry_of
from zhike.clean.pinyin import initials

LEVELS = ("门类", "大类", "中类", "小类")
_LEAST_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Class:
    """One class as a list shows it; `above` names the classes it is part of, widest first."""

    industry: Industry
    level: str  # 门类 大类 中类 小类
    above: tuple[str, ...]
    has_more: bool  # classes under it


def search_industries(
    text: str, *, limit: int = 10, learned: Mapping[str, str] | None = None
) -> list[Class]:
    """Return the classes a text may mean, the likeliest first (S0-10).

    A code, with its name or without, gives that class and those right under it, so that one gets
    from the 20 sections to a class in four steps; nothing typed gives the sections.
    """
    words = text.strip()
    coded = industry_of(words.partition(" ")[0]) if words else None
    if coded or not words:
        return under(coded.code if coded else "", itself=True)
    codes = dict.fromkeys([*_meant(words, learned or {}), *_named(words), *_sounding(words)])
    return [_class(code) for code in list(codes)[:limit]]


def under(code: str, *, itself: bool = False) -> list[Class]:
    """Return the classes right under a code such as C, C36 or C367; under nothing the sections."""
    bare = code.lstrip("ABCDEFGHIJKLMNOPQRST") or code
    mine = [_class(bare)] if itself and bare else []
    return [*mine, *(_class(one) for one in _children().get(bare, ()))]


def _meant(words: str, learned: Mapping[str, str]) -> Iterator[str]:
    found = find_industry(words, learned)
    known = (found.industry,) if found.industry else found.candidates
    yield from (_bare(one.code) for one in known)


def _named(words: str) -> Iterator[str]:
    """Give classes with the text in a name or an everyday word, the shortest such word first."""
    wanted = folded_words(words)
    hits = [(len(word), at) for at, word in enumerate(_all_words()) if wanted in word]
    for _, at in sorted(hits):
        yield from everyday_words()[_all_words()[at]]


def _sounding(words: str) -> Iterator[str]:
    wanted = words.lower().replace(" ", "")
    if len(wanted) >= _LEAST_INITIALS and wanted.isascii() and wanted.isalpha():
        yield from (code for code, said in _initials() if said.startswith(wanted))
        yield from (code for code, said in _initials() if wanted in said)


@cache
def _all_words() -> tuple[str, ...]:
    return tuple(everyday_words())


@cache
def _initials() -> tuple[tuple[str, str], ...]:
    """Return code and initials of each official name, wide classes first."""
    rows = sorted(table("gbt4754_2017"), key=lambda row: (len(row["code"]), row["code"]))
    return tuple((row["code"], initials(row["name"])) for row in rows)


@cache
def _parents() -> dict[str, str]:
    return {row["code"]: row["parent"] for row in table("gbt4754_2017")}


@cache
def _children() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, parent in _parents().items():
        found.setdefault(parent, []).append(code)
    return {parent: tuple(sorted(codes)) for parent, codes in found.items()}


def _class(code: str) -> Class:
    above: list[str] = []
    parent = _parents()[code]
    while parent:
        above.insert(0, _industry(parent).name)
        parent = _parents()[parent]
    return Class(_industry(code), LEVELS[len(above)], tuple(above), code in _children())


def _industry(code: str) -> Industry:
    found = industry_of(code)
    if found is None:
        raise KeyError(code)
    return found


def _bare(code: str) -> str:
    return code[1:] if len(code) > 1 and code[0].isalpha() else code
