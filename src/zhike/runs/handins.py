"""From what was handed in by a form to the sheets an intake reads: the same cleaning, checks, undo.

A hand-in is a row of 客户 under its own number, so that a problem and a source name it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from zhike.clean.asked import with_keys
from zhike.collect.form.design import Design
from zhike.collect.form.offered import NAME, SHEETS
from zhike.collect.given import sheet_of
from zhike.playbook.playbook import Playbook
from zhike.runs.understanding import Wish
from zhike.words.mending import Answer, Mending
from zhike.words.proposal import Proposal
from zhike.words.sheet import Sheet
from zhike.words.stated import Stated

TITLES = {"customers": "客户", "demands": "需求", "cases": "问题单", "interactions": "跟进",
          "events": "行为"}  # fmt: skip
OF_CUSTOMERS = ("customers", "contacts")
LIKELY_RULE = "S3-09"
OPENED = "cases.opened_at"
BY_FORM = "线上表单"
BY_HIMSELF = Stated(lawful_source="本人填写表单", consent="填表时同意")
GOOD, BAD = 4, 2  # from here on 积极, up to here 消极 (of 1-5)


@dataclass(frozen=True, slots=True)
class Given:
    """One hand-in: texts by field path, when (local time), and what the form was called.

    `customer` is whom it is about where that is known already; `is_new` says that the intake would
    make a new one, which then carries where it came from.
    """

    id: int
    title: str
    at: datetime
    values: Mapping[str, str]
    channel: str = ""
    customer: int | None = None
    contact: int | None = None  # whose own card it corrects: the person at that customer
    is_new: bool = False
    score: int | None = None  # how satisfied, 1-5
    words: str = ""  # what was said beside it
    response: str = ""  # the behaviour it is noted as (S4-05)
    case: tuple[int, str] | None = None  # the solved case it rates: id and 受理时间


@dataclass(frozen=True, slots=True)
class Checked:
    """What an intake would do with one hand-in: its fate, and what is wrong with it."""

    id: int
    fate: str
    problems: tuple[tuple[str, str, str], ...] = ()  # column, message, severity
    customer: int | None = None  # the one it would change
    new: Mapping[str, Any] = field(default_factory=dict)  # what it says of him, as it is stored
    overwrites: tuple[str, ...] = ()  # columns of his that say something else now

    @property
    def is_good(self) -> bool:
        """Say whether it may be taken in as it is."""
        wrong = any(severity == "reject" for _column, _message, severity in self.problems)
        return not wrong and self.fate in ("new", "changed", "same")

    @property
    def is_harmless(self) -> bool:
        """Say whether it may be taken in along with others: nothing kept is overwritten."""
        return self.is_good and not self.overwrites


def score_of(design: Design, answers: Mapping[str, Any]) -> tuple[int | None, str]:
    """Return how satisfied somebody is by the form's satisfaction question, and the long texts."""
    scores = [answers.get(one.key) for one in design.questions if one.kind == "satisfaction"]
    said = [str(answers[one.key]) for one in design.questions
            if one.kind == "text" and answers.get(one.key)]  # fmt: skip
    score = next((int(one) for one in scores if one), None)
    return score, "；".join(said)


def feedback_of(score: int) -> str:
    """Return what a satisfaction of 1-5 says as 客户反馈."""
    return "积极" if score >= GOOD else "消极" if score <= BAD else "中性"


def sheets_of(
    given: Sequence[Given], *, playbook: Playbook, answers: Mapping[str, Answer] | None = None
) -> tuple[list[Sheet], Wish]:
    """Return the hand-ins as sheets, one a form and kind, and how each column is read."""
    rows: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    for one in given:
        for kind, row in _rows(one):
            rows.setdefault((f"表单 {one.title}".strip(), kind), []).append((one.id, row))
    heads = _heads({path for of_kind in rows.values() for _, row in of_kind for path in row},
                   playbook)  # fmt: skip
    sheets = [_sheet(file, kind, told, heads) for (file, kind), told in rows.items()]
    kinds = {f"{file}#{TITLES[kind]}": kind for file, kind in rows}
    mending = Mending(kinds=kinds, answers=answers or {})
    return sheets, Wish(columns=heads, mending=mending, stated=BY_HIMSELF)


def answers_to(given: Sequence[Given], proposal: Proposal) -> dict[str, Answer]:
    """Return the answers that put hand-ins under the customer, and the case, they are about."""
    whose = {one.id: one.customer for one in given if one.customer is not None}
    rated = {one.id: one.case[0] for one in given if one.case is not None}
    people = {one.id: one.contact for one in given if one.contact is not None}
    told = _same("customers", whose, proposal) | _same("cases", rated, proposal)
    return told | _same("contacts", people, proposal)


def _same(noun: str, wanted: Mapping[int, int], proposal: Proposal) -> dict[str, Answer]:
    part = proposal.part(noun)
    if part is None or not wanted:
        return {}
    keyed = with_keys(part.rows, pl.lit(value=True)).select("_row", "_key")
    return {key: Answer("same", wanted[row]) for row, key in keyed.iter_rows() if row in wanted}


def rating(given: Sequence[Given], proposal: Proposal) -> dict[int, int]:
    """Return whom a satisfaction is of, where he is kept already: {hand-in: customer's id}.

    A hand-in that brings a case of its own rates none of those before.
    """
    part = proposal.part("customers")
    asked = {one.id for one in given if one.score is not None and not _brings_case(one)}
    if part is None or not asked:
        return {}
    rows = part.rows.select("_row", "_known_id").drop_nulls()
    return {row: known for row, known in rows.iter_rows() if row in asked}


def _brings_case(one: Given) -> bool:
    return any(path.startswith("cases.") for path in one.values)


def _rows(one: Given) -> Iterable[tuple[str, dict[str, str]]]:
    """Give what one hand-in says of the customer, then of each thing that hangs on it."""
    told = {path: text for path, text in one.values.items() if text.strip()}
    who = {path: told[path] for path in (NAME,) if path in told}
    about = {path: text for path, text in told.items() if path.split(".")[0] in OF_CUSTOMERS}
    yield "customers", about | who | (_born(one) if one.is_new else {})
    for noun, (day, _needs) in SHEETS.items():
        mine = {path: text for path, text in told.items() if path.startswith(f"{noun}.")}
        if mine:
            yield noun, who | {day: one.at.strftime("%Y-%m-%d %H:%M")[: _length(noun)]} | mine
    if one.score is not None and one.case is not None:
        yield "cases", who | {OPENED: one.case[1], "cases.satisfaction": str(one.score)}
    elif one.score is not None:
        yield "interactions", who | _follow_up(one, one.score)
    if one.response:
        yield "events", who | _behaviour(one)


def _length(noun: str) -> int:
    return len("2024-05-01 14:03") if noun == "cases" else len("2024-05-01")


def _born(one: Given) -> dict[str, str]:
    told = {
        "customers.customer_type": "潜在",
        "customers.first_contact_on": one.at.date().isoformat(),
        "customers.source_channel": one.channel,
    }
    return {path: text for path, text in told.items() if text}


def _follow_up(one: Given, score: int) -> dict[str, str]:
    told = {
        "interactions.happened_on": one.at.date().isoformat(),
        "interactions.way": BY_FORM,
        "interactions.summary": f"{one.title}：满意度 {score} 分",
        "interactions.feedback": feedback_of(score),
        "interactions.feedback_words": one.words,
    }
    return {path: text for path, text in told.items() if text}


def _behaviour(one: Given) -> dict[str, str]:
    return {
        "events.event_kind": one.response,
        "events.happened_on": one.at.date().isoformat(),
        "events.detail": one.title,
    }


def _heads(paths: Iterable[str], playbook: Playbook) -> dict[str, str]:
    """Return {path: head}: the field's label, or its path where two would be called the same."""
    labels = {path: playbook.field(path).label for path in sorted(paths)}
    twice = [label for label in labels.values() if list(labels.values()).count(label) > 1]
    return {path: path if label in twice else label for path, label in labels.items()}


def _sheet(
    file: str, kind: str, rows: Sequence[tuple[int, Mapping[str, str]]], heads: Mapping[str, str]
) -> Sheet:
    told = [{heads[path]: text for path, text in row.items()} for _, row in rows]
    made = sheet_of(told, file=file, sheet=TITLES[kind])
    numbers = pl.Series("_row", [key for key, _ in rows], dtype=pl.Int64)
    return Sheet(made.file, made.sheet, made.heads, made.frame.with_columns(numbers))


def checked(given: Sequence[Given], proposal: Proposal) -> list[Checked]:
    """Return what a proposal says of each hand-in."""
    problems: dict[int, list[tuple[str, str, str]]] = {}
    for one in proposal.problems.filter(pl.col("row").is_not_null()).iter_rows(named=True):
        if one["rule"] == LIKELY_RULE and one["severity"] == "warn":
            continue  # whom it may be is shown beside it
        told = (one["column"] or "", one["message"], one["severity"])
        if told not in (kept := problems.setdefault(one["row"], [])):
            kept.append(told)
    part = proposal.part("customers")
    rows = {row["_row"]: row for row in part.rows.iter_rows(named=True)} if part else {}
    return [_checked(one, rows.get(one.id), problems.get(one.id, [])) for one in given]


def _checked(
    one: Given, row: Mapping[str, Any] | None, problems: Sequence[tuple[str, str, str]]
) -> Checked:
    """Return what becomes of one; whom it is about must be found, never made."""
    if row is None:
        return Checked(one.id, "rejected", tuple(problems))
    fate = "unclear" if one.customer is not None and row["_fate"] == "new" else row["_fate"]
    told = (name for name, value in row.items() if value is not None and not name.startswith("_"))
    new = {name: row[name] for name in told}
    return Checked(one.id, fate, tuple(problems), row["_known_id"], new)
