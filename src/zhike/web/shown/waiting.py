"""Hand-ins laid out: what was said, what taking it in would do, whom it may be already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from zhike.clean.field_cells import clean_field
from zhike.clean.matching.typed import Typed
from zhike.collect.form.design import Design
from zhike.collect.form.offered import NAME
from zhike.jobs.run import run_now
from zhike.records.customer.named import named_for
from zhike.records.entry.already import Already, same_or_alike
from zhike.records.form.lookups import asked_in
from zhike.records.handin.kept import kept_values
from zhike.records.handin.lookups import HandInRow
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.said import said
from zhike.runs.handins import Checked
from zhike.web.forms.boxes import as_typed
from zhike.words.field import FieldSpec
from zhike.words.masked import BESIDE, CONTACT, masked
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

MATCHED = (
    *("customers.name", "contacts.phone", "customers.credit_code", "customers.kind"),
    *("contacts.name", "contacts.email", "customers.city"),
)
_BESIDE = tuple(f"contacts.{name}" for name in BESIDE[CONTACT])


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody said: its name, the text, what is kept now, what is wrong."""

    label: str
    text: str
    before: str = ""
    wrong: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One hand-in as the waiting room shows it."""

    row: HandInRow
    title: str  # what he calls himself, else the form
    form: str  # the form, where the title isn't it
    lines: tuple[Line, ...]
    answers: tuple[tuple[str, str], ...]
    fate: str
    good: bool
    harmless: bool
    masked: bool  # something of it is hidden
    why: str
    already: tuple[Already, ...]
    customer: Any
    at: datetime

    @property
    def asks_whom(self) -> bool:
        """Say whether somebody has to say that it is a customer kept already."""
        return self.fate not in ("changed", "same")


def cards_of(viewer: Viewer, rows: Sequence[HandInRow], *, state: str) -> list[Card]:
    """Return the hand-ins as cards; those that wait are looked at as an import would."""
    waiting = state == "待收"
    ids = [row.id for row in rows]
    told: dict[int, Checked] = {}
    if waiting and ids:
        told = run_now("check_hand_ins", viewer, ids=ids)["rows"]
    already = _alreadys(viewer, rows) if waiting and rows else {}
    named = named_for(viewer, {row.customer_id for row in rows if row.customer_id})
    designs = {(row.form_id, row.version): _design(row) for row in rows}
    return [
        _card(viewer, row, told.get(row.id), designs[row.form_id, row.version],
              named.get(row.customer_id or 0), already=already.get(row.id, ()))
        for row in rows
    ]  # fmt: skip


def _design(row: HandInRow) -> Design:
    return asked_in(row.form_id, row.version) if row.form_id else Design()


def _card(
    viewer: Viewer,
    row: HandInRow,
    told: Checked | None,
    design: Design,
    customer: Any,
    *,
    already: tuple[Already, ...],
) -> Card:
    before = _before(viewer, row, told)
    problems = (
        {column: (text, severity) for column, text, severity in told.problems} if told else {}
    )
    labels = {item.path: item.label for item in design.fields}
    beside = _beside(before | row.values)
    lines = tuple(
        _line(viewer, (path, text, before.get(path)), labels.get(path, ""), problems, beside)
        for path, text in row.values.items()
    )
    said_of_rows = [text for column, (text, severity) in problems.items()
                    if severity == "reject" and not column]  # fmt: skip
    name = row.values.get(NAME, "").strip()
    return Card(
        row=row, title=name or row.form or "", form=(row.form or "") if name else "",
        lines=lines, answers=_answers(design, row),
        fate=told.fate if told else "", good=bool(told and told.is_good),
        harmless=bool(told and told.is_harmless),
        masked=any(spec and spec.mask for spec in map(_spec, row.values)),
        why="；".join(said_of_rows), already=already,
        customer=customer, at=row.at,
    )  # fmt: skip


def _before(viewer: Viewer, row: HandInRow, told: Checked | None) -> dict[str, Any]:
    """Return what is kept of whom it is about; of somebody found by name not his contacts."""
    if row.customer_id:
        return kept_values(viewer, row.customer_id, [*row.values, *_BESIDE])
    if told is None or told.fate != "changed" or told.customer is None:
        return {}
    paths = [path for path in row.values if path.startswith("customers.")]
    return kept_values(viewer, told.customer, paths)


def _line(
    viewer: Viewer,
    told: tuple[str, str, Any],
    label: str,
    problems: Mapping[str, tuple[str, str]],
    beside: Mapping[str, Any],
) -> Line:
    """Lay out one value told: (field path, text, what is kept of it)."""
    path, text, before = told
    spec = _spec(path)
    if spec is None:
        return Line(label or path, text)
    wrong, severity = problems.get(spec.label, ("", ""))
    plain = severity == "reject" and viewer.can("see_full")  # else nobody could mend it
    kept = as_typed(spec, before)
    return Line(
        label=label or said(spec.label),
        text=text if plain else masked(spec, text, beside),
        before=masked(spec, kept, beside) if kept and kept != text else "",
        wrong=wrong if severity == "reject" else "",
        doubt=wrong if severity == "warn" else "",
    )


def _spec(path: str) -> FieldSpec | None:
    try:
        return active_playbook().field(path)
    except Refused:
        return None


def _beside(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a name handed in is masked by, as it is told and else as it is kept."""
    return {path.partition(".")[2]: values.get(path) for path in _BESIDE}


def full_lines(row: HandInRow, values: Mapping[str, str]) -> list[Line]:
    """Return what was typed, unmasked, by the labels it was asked under."""
    labels = {item.path: item.label for item in _design(row).fields}
    return [
        Line(labels.get(path) or said(spec.label if (spec := _spec(path)) else path), text)
        for path, text in values.items()
    ]


def masked_values(values: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed by field label, masked."""
    told, beside = {}, _beside(values)
    for path, text in values.items():
        spec = _spec(path)
        told[spec.label if spec else path] = masked(spec, text, beside) if spec else text
    return told


def _answers(design: Design, row: HandInRow) -> tuple[tuple[str, str], ...]:
    told = []
    for key, answer in row.answers.items():
        item = design.item(key)
        text = "；".join(map(str, answer)) if isinstance(answer, list) else str(answer)
        scale = item is not None and item.kind in ("rating", "satisfaction")
        told.append((item.label if item else key, f"{text} / 5" if scale else text))
    return tuple(told)


def _alreadys(viewer: Viewer, rows: Sequence[HandInRow]) -> dict[int, tuple[Already, ...]]:
    """Return who is kept already under a name, phone or code, as far as the Viewer may see, and
    who of the Viewer's own is probably the same.
    """
    asked = [row for row in rows if not row.customer_id]
    stored = {path: _stored(path, asked) for path in MATCHED}
    found = {}
    for at, row in enumerate(asked):
        near = same_or_alike(viewer, _typed({path: stored[path][at] for path in MATCHED}))
        found[row.id] = tuple(one for one in near if one.is_sure or (one.is_likely and one.id))
    return found


def _typed(told: Mapping[str, str]) -> Typed:
    """Return a hand-in's customer as it is compared with those kept."""
    name, phone, code, kind, person, email, city = (told[path] for path in MATCHED)
    return Typed(
        name, kind or "organisation", code, phones=[phone] if phone else [],
        emails=[email] if email else [], contacts=[person] if person else [], city=city,
    )  # fmt: skip


def _stored(path: str, rows: Sequence[HandInRow]) -> list[str]:
    """Return one field of hand-ins the way it is stored; nothing for what can't be read."""
    texts = pl.Series([row.values.get(path) for row in rows], dtype=pl.String)
    playbook = active_playbook()
    spec = playbook.field(path)
    _read, columns = clean_field(spec, texts, unit="", playbook=playbook)
    return [str(value or "") for value in columns[spec.name]]
