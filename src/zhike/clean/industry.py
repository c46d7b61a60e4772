"""Industries as people write them, by their code in GB/T 4754-2017 (S0-10, S0-16)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.cleaned import Cleaned, judged
from zhike.clean.code_tables import table
from zhike.clean.names import simplify_text

RULE = "S0-10"
_GROUPS = {
    "A": "农林牧渔",
    "B": "采矿业",
    "C": "制造业",
    "D": "能源水务",
    "E": "建筑业",
    "F51": "批发业",
    "F52": "零售业",
    "F": "批发零售",
    "G": "物流业",
    "H": "服务业",
    "I": "科技行业",
    "J": "金融业",
    "K": "房地产业",
    "L": "服务业",
    "M": "科技行业",
    "N": "服务业",
    "O": "服务业",
    "P": "教育",
    "Q": "医疗卫生",
    "R": "文体娱乐",
    "S": "公共机构",
    "T": "公共机构",
}
_CODE = re.compile(r"([A-T]?)(\d{2,4})|([A-T])")
_CODED = re.compile(r"([A-T]?\d{2,4}|[A-T])([㐀-鿿].*)")  # I65软件和信息技术服务业
_STEPS = re.compile(r"\s*[-—–>→|:]+\s*|\s+")
_TAILS = ("行业", "产业", "领域", "公司", "企业", "类", "业")
_KIND_TAILS = {"制造": "C", "生产": "C", "服务": "GHIJKLMNOPQR"}  # only within these sections
_SAYS_NOTHING = ("其他", "其它", "服务", "制造", "生产", "综合", "企业", "公司", "行业")
_OFFERED = 3
_LEAST_SHARED = 0.08
_NOISE_BEFORE = re.compile(
    "^(?:我们是|主要|专业|专门|从事|经营|做|搞|开|卖|生产|一家|各类|高端|大型|小型|中小型)+"
)
_NOISE_BEHIND = re.compile(
    "(?:的|等|研发生产|生产销售|研发|生产|加工|制造|厂家|厂商|工厂|厂|公司|企业|行业|业务|供应商|服务商|商|业|品牌|连锁)+$"
)


@dataclass(frozen=True, slots=True)
class Industry:
    """One class of the standard with its section letter in the code, and our coarser group."""

    code: str
    name: str
    group: str

    def __str__(self) -> str:
        """Say code and name, the way a person is asked to choose."""
        return f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class Found:
    """What a text means: one industry, or up to three that it may mean; never a guess."""

    industry: Industry | None
    candidates: tuple[Industry, ...] = ()


def clean_industries(column: pl.Series, learned: Mapping[str, str] | None = None) -> Cleaned:
    """Return codes such as I65, C367 or C; unknown or ambiguous texts warn and give none.

    `learned` has what a team once said its own words mean: {words: code}.

    In `more`: `industry_text` as it was written, `industry_name` and `industry_group` (S0-16).
    """
    cells = read_cells(column)
    own = _by_folded(learned)
    read = [_row(text, _found(text, own)) for text in cells["text"].unique().drop_nulls()]
    schema = ("text", "value", "industry_name", "industry_group", "reason")
    known = pl.DataFrame(read, schema=dict.fromkeys(schema, pl.String), orient="row")
    frame = cells.join(known, on="text", how="left", maintain_order="left").with_columns(
        industry_text=pl.col("raw")
    )
    more = ("industry_text", "industry_name", "industry_group")
    return judged(frame, rule=RULE, refusal="warn", more=more)


def find_industry(text: str, learned: Mapping[str, str] | None = None) -> Found:
    """Return what one text means: by code, by name, by everyday word, by the last step of a path.

    What a team has said of its own words (`learned`, {words: code}) counts before anything else.

    制造业-汽车零部件 is the class of its last step, or of an earlier one if that alone is known.
    """
    return _found(text, _by_folded(learned))


def _found(text: str, own: Mapping[str, str]) -> Found:
    """Return what a text means; `own` has the team's words folded."""
    known = industry_of(own.get(folded_words(text), ""))
    if known:
        return Found(known)
    whole = _meaning(folded_words(text))
    if whole.industry or whole.candidates:
        return whole
    steps = [_meaning(folded_words(step)) for step in reversed(_STEPS.split(text.strip())) if step]
    for step in steps if len(steps) > 1 else ():
        if step.industry or step.candidates:
            return step
    return Found(None, _similar(folded_words(text)))


def _by_folded(learned: Mapping[str, str] | None) -> dict[str, str]:
    return {folded_words(words): code for words, code in (learned or {}).items()}


def industry_of(code: str) -> Industry | None:
    """Return the class of a code such as I65, 65 or C; None for a code that is none."""
    match = _CODE.fullmatch(code.strip().upper())
    industry = _classes().get((match[2] or match[3]) if match else "")
    wrong = industry and match and match[1] and not industry.code.startswith(match[1])
    return None if wrong else industry


def group_of(code: str) -> str:
    """Return the group of a code with its letter: I65 → 科技行业, F52 → 零售业 (S0-16)."""
    return _GROUPS.get(code[:3]) or _GROUPS.get(code[:1], "")


def _row(text: str, found: Found) -> tuple[str, str | None, str | None, str | None, str | None]:
    if found.industry:
        return text, found.industry.code, found.industry.name, found.industry.group, None
    offer = "、".join(map(str, found.candidates))
    asked = f"可能是 {offer}，请选定一个" if offer else "不在国民经济行业分类里，请选定一个"
    return text, None, None, None, f"行业“{text}”待确认：{asked}"


@cache
def _classes() -> dict[str, Industry]:
    """Return the classes by their code without the section's letter."""
    rows = table("gbt4754_2017")
    codes = {r["code"]: (r["section"] if r["level"] != "1" else "") + r["code"] for r in rows}
    return {
        r["code"]: Industry(codes[r["code"]], r["name"], group_of(codes[r["code"]])) for r in rows
    }


@cache
def everyday_words() -> dict[str, tuple[str, ...]]:
    """Return {folded word: codes without their letter}; everyday words win over official names."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in table("gbt4754_2017"):
        folded = folded_words(row["name"])
        for name in {folded, folded.removesuffix("业")}:
            names[name].append(row["code"])
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in table("industry_alias_seed"):
        aliases[folded_words(row["alias"])].append(row["code"])
    for row in table("industry_alias_more"):
        for alias in row["aliases"].split():
            aliases[folded_words(alias)].append(row["code"])
    for row in table("industry_alias_deep"):  # closer than what the lists before say
        for alias in row["aliases"].split():
            aliases[folded_words(alias)] = [row["code"]]
    official = {name: (_broadest(codes),) for name, codes in names.items()}
    return official | {name: tuple(dict.fromkeys(codes)) for name, codes in aliases.items()}


def _broadest(codes: Iterable[str]) -> str:
    """Return the 大类 of classes with one name within each other, else the widest of them."""
    return min(codes, key=lambda code: (len(code) != 2, len(code), code))


def folded_words(text: str) -> str:
    """Return a text as words of industries are compared: simplified, without marks and 和."""
    plain = simplify_text(unicodedata.normalize("NFKC", text)).upper()
    return re.sub(r"[\s、,·()/]|(?<=[㐀-鿿])(?:和|与|及)(?=[㐀-鿿])", "", plain)


def _meaning(word: str) -> Found:
    """Return what a folded word means by itself."""
    if industry := industry_of(word):
        return Found(industry)
    if coded := _CODED.fullmatch(word):
        industry = industry_of(coded[1])
        if industry and (folded_words(industry.name) == coded[2] or len(coded[1]) > 1):
            same = folded_words(industry.name) == coded[2]
            return Found(industry) if same else Found(None, (industry,))
    for form, sections in _forms(word):
        classes = [_classes()[code] for code in everyday_words().get(form, ())]
        fitting = [industry for industry in classes if industry.code[0] in sections]
        if len(fitting) == 1:
            return Found(fitting[0])
        if fitting:
            return Found(None, tuple(fitting[:_OFFERED]))
    return Found(None)


def _forms(word: str) -> Iterable[tuple[str, str]]:
    """Yield the word and its stems, each with the sections in which it may be meant."""
    every = "ABCDEFGHIJKLMNOPQRST"
    yield word, every
    for tail in _TAILS:
        if word.endswith(tail):
            yield word.removesuffix(tail), every
            word = word.removesuffix(tail)
            break
    for tail, sections in _KIND_TAILS.items():
        if word.endswith(tail):
            yield word.removesuffix(tail), sections


@lru_cache(maxsize=10_000)
def _similar(word: str) -> tuple[Industry, ...]:
    """Return up to three industries that a text may mean, the likeliest first.

    The longest known word in it counts most, of equal ones the last; then known words it is part
    of; then official names that share its characters.
    """
    if len(word) < 2 or word in _SAYS_NOTHING:
        return ()
    core = _NOISE_BEHIND.sub("", _NOISE_BEFORE.sub("", word)) or word
    inside = [
        ((-len(other), -core.rfind(other), -len(codes[0])), code)
        for other, codes in everyday_words().items()
        if len(other) > 1 and other in core
        for code in codes
    ]
    around = [
        ((len(other), -len(codes[0])), code)
        for other, codes in everyday_words().items()
        if len(core) > 1 and core in other and core != other
        for code in codes
    ]
    ranked = [code for found in (inside, around) for _, code in sorted(found)]
    codes = dict.fromkeys([*ranked, *_sharing(core)] if len(ranked) < _OFFERED else ranked)
    return tuple(_classes()[code] for code in codes)[:_OFFERED]


def _sharing(word: str) -> list[str]:
    """Return the classes whose names share most pairs of characters with a text."""
    weights: dict[str, float] = defaultdict(float)
    for pair in {word[at : at + 2] for at in range(len(word) - 1)}:
        codes = _pairs().get(pair, ())
        for code in codes:
            weights[code] += 1 / (1 + len(codes))
    least = _LEAST_SHARED
    near = [(-weight, code) for code, weight in weights.items() if weight >= least]
    return [code for _, code in sorted(near)[:_OFFERED]]


@cache
def _pairs() -> dict[str, tuple[str, ...]]:
    """Return {two characters: the classes whose name or word has them}."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for word, codes in everyday_words().items():
        for at in range(len(word) - 1):
            found[word[at : at + 2]] |= dict.fromkeys(codes)
    return {pair: tuple(codes) for pair, codes in found.items()}
