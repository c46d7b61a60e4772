"""What the product makes of each corpus, in the corpus' own terms: (mark, what was said) a case."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial

import polars as pl
from corpora.scoring import MISSED, RIGHT, WRONG, Row, mark, worst

from zhike.clean.cells import is_filled
from zhike.clean.cleaned import Cleaned
from zhike.clean.codes import clean_credit_codes, clean_id_numbers, clean_organisation_codes
from zhike.clean.dates import clean_dates, clean_partial_dates
from zhike.clean.industry import find_industry
from zhike.clean.money import clean_money
from zhike.clean.name_parts import company_parts, person_parts, plain_names
from zhike.clean.name_relations import name_relation
from zhike.clean.phones import clean_phones
from zhike.clean.ranges import clean_ranges
from zhike.clean.region import clean_regions
from zhike.clean.vocabulary import clean_vocabulary
from zhike.playbook.load import load_builtin

Marked = list[tuple[str, object]]
_FIRST_YEAR = "1900"
_TWO_FIGURES = re.compile(r"(?:\d\d|[零〇一二三四五六七八九]{2})\s*年")
_KINDS = {"手机": "手机", "座机": "座机", "400": "400", "国际": "其他", "其他": "其他"}
_FIRST_OF_SEVERAL = "几个号码"
_STAND_IN = "13800138000"
_WAN = 10_000
_CODES = {
    "统一社会信用代码": clean_credit_codes,
    "身份证": partial(clean_id_numbers, as_of=date(2026, 11, 22)),
    "组织机构代码": clean_organisation_codes,
}
_OWNERS = {
    "国企": "国有", "民营": "民营", "外资": "外资", "合资": "合资", "港澳台资": "港澳台资",
    "集体": "集体", "个体": "个体", "事业单位": "事业单位", "政府机关": "政府",
    "社会组织": "社会组织",
}  # fmt: skip


def _column(rows: Sequence[Row], name: str = "raw") -> pl.Series:
    return pl.Series(name, [row[name] for row in rows], dtype=pl.String)


def _silent(cells: pl.Series, cleaned: Cleaned) -> list[bool]:
    """Say which filled cells were left null without a reason."""
    silent = is_filled(cells) & cleaned.values.is_null() & cleaned.reasons.is_null()
    return silent.to_list()


def dates(rows: Sequence[Row]) -> Marked:
    """Judge days and what is less precise; the day alone has to agree where there is one.

    Two sides are other than the corpus': a firm may be founded in 1669, and a year of two figures
    is asked for once a column, also with 年 behind it.
    """
    cells = _column(rows)
    days, partial = clean_dates(cells), clean_partial_dates(cells)
    silent = _silent(cells, partial)
    found = []
    for row, day, said, nothing in zip(rows, days.values, partial.values, silent, strict=True):
        if _TWO_FIGURES.match(row["raw"].strip()) and said is None and not nothing:
            found.append((RIGHT, said))
            continue
        given = None if said and said < _FIRST_YEAR else said
        alone = row["expected"] if row["precision"] == "day" else None
        marks = [mark(row["expected"] or None, given), mark(alone, day and day.isoformat())]
        found.append((worst([*marks, MISSED if nothing else RIGHT]), (said, str(day))))
    return found


def phones(rows: Sequence[Row]) -> Marked:
    """Judge number, kind and verdict; the first of several numbers, said to be so, is no answer.

    Two sides are other than the corpus': 800 is filed under 400, and 13800138000 is what people
    type who have no number.
    """
    cells = _column(rows)
    cleaned = clean_phones(cells)
    columns = (cleaned.values, cleaned.more["phone_kind"], cleaned.reasons, _silent(cells, cleaned))
    found = []
    for row, value, kind, reason, nothing in zip(rows, *columns, strict=True):
        if row["verdict"] == "masked":
            said = RIGHT if kind == "掩码" or (value is None and reason) else WRONG
        elif row["verdict"] == "bad":
            first = _FIRST_OF_SEVERAL in (reason or "")
            said = MISSED if nothing else RIGHT if value is None or first else WRONG
        elif row["expected"].endswith(_STAND_IN):
            said = RIGHT if value is None and reason else WRONG
        else:
            warned = (row["verdict"] == "warn") is (reason is not None)
            filed = "400" if row["expected"].startswith("800") else _KINDS[row["kind"]]
            said = mark((row["expected"], filed), value and (_e164(value), kind))
            said = worst([said, RIGHT if warned else MISSED])
        found.append((said, (value, kind, reason)))
    return found


def _e164(value: str) -> str:
    """Return our stored form the way phones are written across borders."""
    area, *rest = value.split("-")
    if value.startswith("+"):
        number, extension = area, rest
    elif area in ("400", "800"):
        number, extension = "".join((area, *rest[:2])), rest[2:]
    elif area.startswith("0"):
        number, extension = f"+86{area[1:]}{rest[0]}", rest[1:]
    else:
        number, extension = ("+86" if len(area) == 11 else "") + area, rest
    return number + "".join(f";ext={one}" for one in extension)


def money(rows: Sequence[Row]) -> Marked:
    """Judge whole 分."""
    cells = _column(rows)
    cleaned = clean_money(cells)
    return [
        (
            worst([mark(_whole(row["expected_fen"]), fen), MISSED if nothing else RIGHT]),
            fen,
        )
        for row, fen, nothing in zip(rows, cleaned.values, _silent(cells, cleaned), strict=True)
    ]


def _whole(text: str) -> int | None:
    return int(text) if text else None


def names(rows: Sequence[Row]) -> Marked:
    """Judge the parts of names; where a boundary is a convention, their characters together."""
    cells = _column(rows)
    firms = company_parts(cells).rows()
    people = [("", *parts, "") for parts in person_parts(cells).rows()]
    found: Marked = []
    for row, firm, person in zip(rows, firms, people, strict=True):
        given = [_bare(part) for part in (firm if row["kind"] == "organisation" else person)]
        expected = [_bare(row[part]) for part in ("region", "core", "suffix", "branch")]
        if row["note"].startswith("cut:"):
            expected, given = (sorted("".join(parts)) for parts in (expected, given))
        said = RIGHT if given == expected else WRONG if any(given) else MISSED
        found.append((said, firm if row["kind"] == "organisation" else person))
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\s,.()]", "", text).lower()


def names_pairs(rows: Sequence[Row]) -> Marked:
    """Judge how two names stand to each other; only taking two firms for one is confident."""
    sides = (plain_names(_column(rows, side)).fill_null("") for side in ("left", "right"))
    said = map(name_relation, *sides)
    return [
        (RIGHT if one == row["verdict"] else WRONG if one == "same" else MISSED, one)
        for row, one in zip(rows, said, strict=True)
    ]


def codes(rows: Sequence[Row]) -> Marked:
    """Judge each number by the cleaner of its kind."""
    cells = _column(rows)
    cleaned = {kind: clean(cells) for kind, clean in _CODES.items()}
    found: Marked = []
    for at, row in enumerate(rows):
        value, reason = (getattr(cleaned[row["kind"]], name)[at] for name in ("values", "reasons"))
        silent = value is None and reason is None and is_filled(cells[at : at + 1]).item()
        said = mark(row["normal_form"] if row["valid"] == "yes" else None, value)
        found.append((worst([said, MISSED if silent else RIGHT]), (value, reason)))
    return found


def regions(rows: Sequence[Row]) -> Marked:
    """Judge macro-region, province, city and district; 直辖市 are no cities here."""
    cleaned = clean_regions(_column(rows))
    found = []
    places = (cleaned.more[name] for name in ("province", "city", "district"))
    columns = (cleaned.values, *places)
    for row, macro, province, city, district in zip(rows, *columns, strict=True):
        said = (macro or "", province or "", "" if city == province else city or "", district or "")
        expected = tuple(row[name] for name in ("macro_region", "province", "city", "district"))
        marks = [mark(e or None, s or None) for e, s in zip(expected, said, strict=True)]
        found.append((worst(marks), said))
    return found


@cache
def _ownership() -> dict[str, tuple[str, ...]]:
    vocabulary = load_builtin("default").vocabulary("企业性质")
    return {word.word: (word.label, *word.synonyms) for word in vocabulary.words}


def sizes(rows: Sequence[Row]) -> Marked:
    """Judge both ends, their unit and the ownership that the same cell may say."""
    cells = _column(rows)
    cleaned = clean_ranges(cells, unit="")
    owners = clean_vocabulary(cells, _ownership(), keep_unknown=False).values
    ends = zip(*(cleaned.more[name] for name in ("low", "high", "unit")), owners, strict=True)
    found = []
    for row, (low, high, unit, owner) in zip(rows, ends, strict=True):
        times = _WAN if unit == "元" else 1
        given = tuple(end / times if end is not None and unit else None for end in (low, high))
        given += ({"元": "万元"}.get(unit, unit) or None, owner)
        expected = (
            *(float(row[end]) if row[end] else None for end in ("low", "high")),
            row["unit"] or None, _OWNERS.get(row["ownership"]),
        )  # fmt: skip
        found.append((worst([mark(e, g) for e, g in zip(expected, given, strict=True)]), given))
    return found


def industries(rows: Sequence[Row]) -> Marked:
    """Judge the first code offered; only one that is taken without asking can be confident."""
    found: Marked = []
    for row in rows:
        codes, sure = _offered(row["phrase"])
        hit = codes[:1] and codes[0] in _hits(row)
        found.append((RIGHT if hit else WRONG if sure else MISSED, codes))
    return found


def industries_top_three(rows: Sequence[Row]) -> Marked:
    """Judge whether one of the first three codes offered is a hit."""
    offered = [_offered(row["phrase"])[0] for row in rows]
    return [
        (RIGHT if _hits(row) & set(codes) else MISSED, codes)
        for row, codes in zip(rows, offered, strict=True)
    ]


def _offered(phrase: str) -> tuple[list[str], bool]:
    """Return up to three codes without their letter, and whether the first is sure."""
    read = find_industry(phrase)
    said = [read.industry] if read.industry else list(read.candidates[:3])
    return [one.code[1:] or one.code for one in said], read.industry is not None


def _hits(row: Row) -> set[str]:
    return {row["expected"], *row["acceptable"].split("|")} - {""}


ANSWERS: dict[str, Callable[[Sequence[Row]], Marked]] = {
    "dates": dates, "phones": phones, "money": money, "codes": codes, "regions": regions,
    "names": names, "names_pairs": names_pairs, "sizes": sizes, "industries": industries,
    "industries_top_three": industries_top_three,
}  # fmt: skip
