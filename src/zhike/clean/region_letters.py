"""Places in letters, as foreigners and programs write them: Shanghai, Guangzhou, Guangdong."""

import re
from collections import defaultdict
from functools import cache
from itertools import product

from zhike.clean.code_tables import table
from zhike.clean.matching.sounds import sound
from zhike.clean.region_names import full_names

_LETTERS = re.compile(r"[A-Za-z' .,\-/()]+")
_NOT_SAID = re.compile(r"\b(?:p\.?\s?r\.?\s?)?china\b|\bprc\b|\bp\.r\.c\.?|\bcn\b")
_POSTCODE = re.compile(r"^\d{6}[\s,-]+|[\s,-]+\d{6}$")
_TAILS = re.compile(
    r"\s(?:city|province|prov|municipality|shi|sheng|prefecture|autonomous region|sar|district|qu"
    r"|county|xian|new area)$"
)
_BELOW = re.compile(r"\b(?:road|street|town|zhen)$")  # in no table
_COUNTY = re.compile(r"\s(?:district|qu|county|xian|new area)$")
_COUNTY_TAIL = re.compile(r"(?<=..)(?:新区|自治[县旗]|[区县市旗])$")
_MACROS = {
    "north": "华北",
    "south": "华南",
    "east": "华东",
    "central": "华中",
    "northeast": "东北",
    "northwest": "西北",
    "southwest": "西南",
}
_MACRO = re.compile(rf"({'|'.join(_MACROS)})(?:ern)? china(?: region)?", re.IGNORECASE)
_SAID_TOO = re.compile("(?<=...)(?:shi|sheng)$")  # suzhoushi
_SHARED = ("chaoyang",)  # a city, and districts of two others


def macro_in_letters(text: str) -> str:
    """Return 华东 of East China, nothing of any other text."""
    found = _MACRO.fullmatch(text)
    return _MACROS[found[1].lower()] if found else ""


def code_in_letters(text: str) -> str:
    """Return the code of the smallest place that a text in letters names; nothing in doubt."""
    bare = _POSTCODE.sub("", text)
    if not _LETTERS.fullmatch(bare):
        return ""
    plain = _NOT_SAID.sub("", bare.lower())
    if whole := _common([re.sub(r"[^a-z]", "", plain)]):
        return whole
    parts = [part.strip(" .-") for part in re.split(r"[,/()-]", plain)]
    parts = [
        part for part in parts if part and (_codes_of(_plain(part)) or not _BELOW.search(part))
    ]
    return (_apart(plain.split()) if len(parts) == 1 else "") or _within_each_other(parts)


def _within_each_other(parts: list[str]) -> str:
    """Return the place of parts between signs: kunshan, suzhou, jiangsu; xuhui district."""
    above = [part for part in parts if not _COUNTY.search(part)]
    if not above:
        return _county("", parts)
    if code := _common([_plain(part) for part in above]):
        return _county(code, [part for part in parts if part not in above]) or code
    around = _common([_plain(part) for part in above[1:]])
    return _county(around, above[:1]) if around else ""


def _apart(words: list[str]) -> str:
    """Return the place of words without signs: jiangsu suzhou, foshan shunde, minhang shanghai."""
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    found = {_common([_plain(one), _plain(other)]) for one, other in halves} - {""}
    if not found:
        both = [*halves, *((other, one) for one, other in halves)]
        wider = [(_common([_plain(one)]), other) for one, other in both]
        found = {_county(code, [other]) for code, other in wider if code} - {""}
    return found.pop() if len(found) == 1 else ""


def code_within(province: str, letters: str) -> str:
    """Return the code of the only city of that name in a province: suzhou in 32."""
    found = [code for code in _codes_of(_plain(letters.lower())) if code[:2] == province]
    return found[0] if len(found) == 1 else ""


def _county(code: str, said: list[str]) -> str:
    """Return the county or district of a place that letters name: haidian in 110000."""
    inside = [c for part in said for c in _counties().get(_plain(part), ())]
    found = {one for one in inside if one.startswith(code[: _depth(code)])}
    return found.pop() if len(found) == 1 else ""


def _common(parts: list[str]) -> str:
    """Return the smallest place of several that lie within each other: shenzhen, guangdong."""
    several = [_codes_of(part) for part in parts if part]
    if not several or not all(several):
        return ""
    fitting = {
        max(chain, key=_depth)
        for chain in product(*several)
        if all(max(chain, key=_depth).startswith(code[: _depth(code)]) for code in chain)
    }
    return fitting.pop() if len(fitting) == 1 else ""


def _plain(part: str) -> str:
    return re.sub(r"[^a-z]", "", _TAILS.sub("", part.strip(" .-")))


def _depth(code: str) -> int:
    return len(code.rstrip("0")) + len(code.rstrip("0")) % 2


def _codes_of(letters: str) -> list[str]:
    """Return the provinces, else the cities, else the county-level cities of that name."""
    named = letters if letters in _codes() else _SAID_TOO.sub("", letters)
    codes = () if named in _SHARED else _codes().get(named, ())
    levels = [[code for code in codes if _depth(code) == level] for level in (2, 4, 6)]
    return next((same for same in levels if same), [])


@cache
def _counties() -> dict[str, tuple[str, ...]]:
    """Return {letters: codes} of counties and districts, as their names sound."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, name in full_names().items():
        if not code.endswith("00"):
            found[sound(_COUNTY_TAIL.sub("", name))].append(code)
    return {letters: tuple(codes) for letters, codes in found.items()}


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in table("gb2260_letters"):
        found[row["letters"]].append(row["code"])
    return {letters: tuple(codes) for letters, codes in found.items()}
