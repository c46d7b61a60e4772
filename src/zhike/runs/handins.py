"""From what was handed in by a form to the sheets an intake reads: the same cleaning, checks, undo.

A hand-in is a row of 客户 under its own number, so that a problem and a source name it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from zhike.collect.form.design import Design
from zhike.collect.form.offered import NAME, SHEETS
from zhike.collect.given import sheet_of
from zhike.playbook.playbook import Playbook
from zhike.runs.understanding import Wish
from zhike.words.mending import Mending
from zhike.words.proposal import Proposal
from zhike.words.sheet import Sheet

NUMBER = "customers.external_id"
TITLES = {"customers": "客户", "demands": "需求", "cases": "问题单", "interactions": "跟进"}
OF_CUSTOMERS = ("customers", "contacts")
BY_FORM = "线上表单"
GOOD, BAD = 4, 2  # from here on 积极, up to here 消极 (of 1-5)


@dataclass(frozen=True, slots=True)
class Given:
    """One hand-in: texts by field path, when (local time), and what the form was called.

    `reference` is the number of the customer it is about where that is known; `is_new` says that
    the intake would make a new one, which then carries where it came from.
    """

    id: int
    title: str
    at: datetime
    values: Mapping[str, str]
    channel: str = ""
    reference: str = ""
    is_new: bool = False
    score: int | None = None  # how satisfied, 1-5
    words: str = ""  # what was said beside it


@dataclass(frozen=True, slots=True)
class Checked:
    """What an intake would do with one hand-in: its fate, and what is wrong with it."""

    id: int
    fate: str
    problems: tuple[tuple[str, str, str], ...] = ()  # column, message, severity
    changes: tuple[tuple[str, Any], ...] = field(default=())  # column of the customer, new value

    @property
    def is_good(self) -> bool:
        """Say whether it may be taken in as it is."""
        wrong = any(severity == "reject" for _column, _message, severity in self.problems)
        return not wrong and self.fate in ("new", "changed", "same")


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


def sheets_of(given: Sequence[Given], *, playbook: Playbook) -> tuple[list[Sheet], Wish]:
    """Return the hand-ins as sheets, one a form and kind, and how each column is read."""
    rows: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    for one in given:
        for kind, row in _rows(one):
            rows.setdefault((f"表单 {one.title}".strip(), kind), []).append((one.id, row))
    heads = _heads({path for of_kind in rows.values() for _, row in of_kind for path in row},
                   playbook)  # fmt: skip
    sheets = [_sheet(file, kind, told, heads) for (file, kind), told in rows.items()]
    kinds = {f"{file}#{TITLES[kind]}": kind for file, kind in rows}
    return sheets, Wish(columns=heads, mending=Mending(kinds=kinds))


def _rows(one: Given) -> Iterable[tuple[str, dict[str, str]]]:
    """Give what one hand-in says of the customer, then of each thing that hangs on it."""
    told = {path: text for path, text in one.values.items() if text.strip()}
    who = {path: told[path] for path in (NAME,) if path in told}
    who |= {NUMBER: one.reference} if one.reference else {}
    about = {path: text for path, text in told.items() if path.split(".")[0] in OF_CUSTOMERS}
    yield "customers", about | who | (_born(one) if one.is_new else {})
    for noun, (day, _needs) in SHEETS.items():
        mine = {path: text for path, text in told.items() if path.startswith(f"{noun}.")}
        if mine:
            yield noun, who | {day: one.at.strftime("%Y-%m-%d %H:%M")[: _length(noun)]} | mine
    if one.score is not None:
        yield "interactions", who | _follow_up(one, one.score)


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
        told = (one["column"] or "", one["message"], one["severity"])
        if told not in (kept := problems.setdefault(one["row"], [])):
            kept.append(told)
    part = proposal.part("customers")
    rows = {row["_row"]: row for row in part.rows.iter_rows(named=True)} if part else {}
    return [_checked(one, rows.get(one.id), problems.get(one.id, [])) for one in given]


def _checked(
    one: Given, row: Mapping[str, Any] | None, problems: Sequence[tuple[str, str, str]]
) -> Checked:
    """Return what becomes of one; whom it names by number must be found, never made."""
    if row is None:
        return Checked(one.id, "rejected", tuple(problems))
    fate = "unclear" if one.reference and row["_fate"] == "new" else row["_fate"]
    new = {name: value for name, value in row.items()
           if not name.startswith("_") and value not in (None, "")}  # fmt: skip
    return Checked(one.id, fate, tuple(problems), tuple(new.items()))
