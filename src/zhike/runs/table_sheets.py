"""What a printed table says beside its records: figures to compare, tags people set."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from zhike.clean.findings import no_problems
from zhike.clean.parts import Parts
from zhike.collect.tables import place_of
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Head, Print
from zhike.runs.understanding import Understood
from zhike.words.problem import Problem
from zhike.words.proposal import FATES, PLACE_COLUMNS, PROBLEM_COLUMNS, Proposal
from zhike.words.sheet import PassedOver, Sheet

Reckoned = Callable[[Print, Sequence[int]], Mapping[str, Mapping[int, Any]]]
Borne = Callable[[list[int]], Mapping[int, set[str]]]
TAG_ROWS = {
    "_at": pl.Int64, "_file": pl.String, "_sheet": pl.String, "_row": pl.Int64,
    "_identity": pl.String, "_parent": pl.String, "_fate": pl.String, "_known_id": pl.Int64,
    "tag": pl.String, "family": pl.String,
}  # fmt: skip
RULE = "S0-05"
_SPLIT = re.compile(r"[、,，;；/\n]+")
_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")
_MOST = 1000  # differences told; beyond, the columns are simply not the same thing


def compared(
    understood: Sequence[Understood], parts: Parts, reckoned: Reckoned | None
) -> pl.DataFrame:
    """Return a warning for each typed figure that is not what the book reckons (PROBLEM_COLUMNS).

    Only customers that are kept already are compared; an empty cell says nothing.
    """
    customers = parts.get("customers")
    asked = any(_is_compared(head) for one in understood for head, _ in places_of(one))
    if reckoned is None or customers is None or not asked:
        return no_problems()
    ids = {
        (file, sheet, row): known
        for file, sheet, row, known in customers.select(
            "_file", "_sheet", "_row", "_known_id"
        ).iter_rows()
        if known is not None
    }
    found = [
        line
        for one in understood
        if one.printed
        for line in _differing(one, one.printed, ids, reckoned)
    ]
    kinds = dict.fromkeys(PROBLEM_COLUMNS, pl.String) | {"row": pl.Int64}
    return pl.DataFrame(found[:_MOST], schema=kinds, orient="row")


def without_reckoned(
    rows: pl.DataFrame,
    here: pl.DataFrame,
    understood: Sequence[Understood],
    reckoned: Reckoned | None,
) -> pl.DataFrame:
    """Return customers with nulls where a sheet only says what the book reckons by itself.

    That is how a printed sum of orders comes back: it is no statement of its own.
    """
    both = [
        (one.printed, head.spec.name)
        for one in understood
        if one.printed is not None
        for head in one.printed.heads
        if head.spec is not None and head.column.formula
    ]
    if not both or reckoned is None or here.is_empty():
        return rows
    beside = rows.join(
        here.select("_identity", "_id").unique("_identity"), on="_identity", how="left",
        maintain_order="left",
    )  # fmt: skip
    known = beside["_id"].drop_nulls().to_list()
    for printed, name in dict(both).items():
        beside = _without(beside, printed, name, reckoned(printed, known))
    return beside.drop("_id")


def _without(
    rows: pl.DataFrame, printed: Print, name: str, figures: Mapping[str, Mapping[int, Any]]
) -> pl.DataFrame:
    head = next(head for head in printed.heads if head.spec and head.spec.name == name)
    scale = 1_000_000 if head.column.unit == "万元" else 100
    own = {
        customer: round(figure * scale)
        for customer, figure in figures.get(head.head, {}).items()
        if figure
    }
    if name not in rows.columns or not own:
        return rows
    reckoned = pl.col("_id").replace_strict(
        list(own), list(own.values()), default=None, return_dtype=pl.Int64
    )
    same = (pl.col(name) == reckoned).fill_null(value=False)
    return rows.with_columns(pl.when(same).then(None).otherwise(pl.col(name)).alias(name))


def _differing(
    one: Understood, printed: Print, ids: Mapping[tuple[str, str, int], int], reckoned: Reckoned
) -> Iterator[tuple[Any, ...]]:
    sheet = one.sheet
    heads = [(head, place) for head, place in places_of(one) if _is_compared(head)]
    here = {row: ids.get((sheet.file, sheet.sheet, row)) for row in sheet.frame["_row"]}
    known = [known for known in here.values() if known is not None]
    if not heads or not known:
        return
    figures = reckoned(printed, known)
    for head, place in heads:
        values = figures.get(head.head, {})
        for row, typed in sheet.frame.select("_row", place).iter_rows():
            customer = here[row]
            if customer is None or typed is None:
                continue
            own = values.get(customer)
            if not _same(head, typed, own):
                told = (sheet.file, sheet.sheet, row, place, typed, RULE, _said(head, typed, own))
                yield (*told, "warn")


def places_of(one: Understood) -> list[tuple[Head, str]]:
    """Return the heads of a sheet's printed table that no field is read from, where they stand."""
    unread = {column.head for column in one.mapping.columns if column.known}
    heads = one.printed.heads if one.printed else ()
    places = [(head, place_of(head, one.sheet.heads)) for head in heads if not head.path]
    return [(head, place) for head, place in places if place in unread]


def _is_compared(head: Head) -> bool:
    return head.column.is_reckoned and not head.column.told


def _said(head: Head, typed: str, own: Any) -> str:
    system = "系统里还算不出" if own in (None, "") else f"系统算出的是 {own}"
    return f"{head.head}写的是 {typed}，{system}；这一列由系统算出，没有导入，请核对"


def _same(head: Head, typed: str, own: Any) -> bool:
    if own in (None, ""):
        return typed.strip() in ("", "-", "—", "0", "无")
    if head.column.tags:
        return set(words_in_cell(typed)) == set(words_in_cell(str(own)))
    if isinstance(own, str) and not own.endswith("%"):
        return typed.strip().startswith(own)
    return _near(typed, str(own))


def _near(typed: str, own: str) -> bool:
    """Say whether two figures are the same as far as the typed one was written out."""
    text = typed.replace(",", "").replace("，", "").strip()
    match = _NUMBER.search(text)
    try:
        number, target = Decimal(match[0] if match else text), Decimal(own.removesuffix("%"))
    except InvalidOperation:
        return False
    if own.endswith("%") and "%" not in text and abs(number) <= 1 < abs(target):
        return abs(number * 100 - target) <= Decimal("0.05")
    decimals = len((match[1] if match else "") or "")
    return abs(number - target) <= Decimal(5).scaleb(-decimals - 1)


def words_in_cell(text: str) -> list[str]:
    """Return the words of a cell that holds several."""
    return [word.strip() for word in _SPLIT.split(text) if word.strip()]


def tags_in(
    understood: Sequence[Understood], parts: Parts, *, borne: Borne | None, playbook: Playbook
) -> pl.DataFrame:
    """Return the tags people wrote down as rows of a part (`tag`, `family`), each told once.

    `borne` gives the tags customers bear already: those are `same`. Rows whose customer is not to
    be changed bring none.
    """
    schema = {**TAG_ROWS}
    customers = parts.get("customers")
    if customers is None or not any(
        h.column.hand_tags for one in understood for h, _ in places_of(one)
    ):
        return pl.DataFrame(schema=schema)
    whose = {
        (file, sheet, row): (at, identity, known)
        for file, sheet, row, at, identity, known, fate in customers.select(
            *PLACE_COLUMNS, "_at", "_identity", "_known_id", "_fate"
        ).iter_rows()
        if fate != "unclear"
    }
    known = [customer for _, _, customer in whose.values() if customer is not None]
    have = borne(known) if borne is not None and known else {}
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for file, sheet, row, family, tag in _words_in(understood, playbook):
        if (file, sheet, row) not in whose:
            continue
        at, identity, customer = whose[file, sheet, row]
        fate = "same" if tag in have.get(customer or 0, ()) else "new"
        line = (at, file, sheet, row, f"标签:{identity}|{tag}", identity, fate, None, tag, family)
        found.setdefault((identity, tag), line)
    return pl.DataFrame(list(found.values()), schema=schema, orient="row")


def _words_in(
    understood: Sequence[Understood], playbook: Playbook
) -> Iterator[tuple[str, str, int, str, str]]:
    """Give file, sheet, row, family and tag of every tag in the cells of printed tables."""
    for one in understood:
        for head, place in places_of(one):
            family = head.column.hand_tags
            cells = one.sheet.frame.select("_row", place).drop_nulls() if family else None
            for row, text in cells.iter_rows() if cells is not None else ():
                for tag in standard_tags(family, text, playbook):
                    yield one.sheet.file, one.sheet.sheet, row, family, tag


def standard_tags(family: str, text: str, playbook: Playbook) -> list[str]:
    """Return the tags in a cell, each by its standard word: 竞品接触频繁 is 竞品接触中 (E-05).

    What stands in brackets behind a word is its reason and no part of it.
    """
    name = f"{family}标签"
    known = {vocabulary.name: vocabulary for vocabulary in playbook.vocabularies}
    found = []
    for word in words_in_cell(text):
        bare = re.sub(r"[(（].*$", "", word).strip() or word
        standard = (
            known[name].standard(word) or known[name].standard(bare) if name in known else None
        )
        found.append(standard or bare)
    return list(dict.fromkeys(found))


def only_reports(sheets: Sequence[Sheet], passed_over: Sequence[PassedOver]) -> Proposal:
    """Return the proposal of files that hold nothing but our own reports: nothing to write."""
    notes = [Problem(one.sheet.place(0), "", "S3-07", one.why) for one in passed_over]
    lines = [note.as_json() | {"severity": note.severity} for note in notes]
    kinds = dict.fromkeys(PROBLEM_COLUMNS, pl.String) | {"row": pl.Int64}
    return Proposal(
        kind="",
        files=tuple(dict.fromkeys(sheet.file for sheet in sheets)),
        parts=(),
        problems=pl.DataFrame(lines, schema=kinds),
        fates=dict.fromkeys(FATES, 0),
        passed_over=tuple(passed_over),
    )
