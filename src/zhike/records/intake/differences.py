"""What a waiting proposal would change of what is kept, field by field, masked, row-limited."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from zhike.playbook.playbook import Playbook
from zhike.records.account.models import Account
from zhike.records.customer.models import Customer
from zhike.records.intake.known import kept_rows, visible_ids
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.intake.revise import difference_of
from zhike.records.kept import said_place
from zhike.words.field import FieldSpec
from zhike.words.masked import masked
from zhike.words.masks import mask_person
from zhike.words.proposal import Part, Proposal
from zhike.words.viewer import Viewer
from zhike.words.wording import NOTHING, yuan

# Columns that follow from a field's cell, by the beginning of their names.
_FOLLOWS = {"industry_": "industry", "size_": "size_text", "owner_": "owner"}
_DAYS = ("happened_on", "ordered_on", "quoted_on", "signed_on", "opened_at", "raised_on", "paid_on")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that would change, as the Viewer may see it."""

    path: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that would change: whose it is, which it is, where the row stands."""

    noun: str
    id: int
    customer_id: int | None
    name: str
    what: str
    place: str
    fields: tuple[FieldChange, ...]


def fates_by_noun(proposal: Proposal) -> dict[str, dict[str, int]]:
    """Return how many records of each noun are new, changed and the same."""
    told = {}
    for part in proposal.parts:
        found = dict(part.rows["_fate"].value_counts().iter_rows())
        told[part.noun] = {fate: found.get(fate, 0) for fate in ("new", "changed", "same")}
    return told


def changed_columns(proposal: Proposal, *, playbook: Playbook) -> dict[str, int]:
    """Return how many records would change in each field, by its path, the most first."""
    counts: Counter[str] = Counter()
    for part in proposal.parts:
        changed = _changed(part)
        if changed.is_empty() or part.noun not in NOUNS:
            continue
        kept = kept_rows(NOUNS[part.noun], changed["_known_id"].to_list())
        differs = _differing(changed, kept)
        fields = _fields(part.noun, playbook)
        by_field: dict[str, list[str]] = {}
        for name in differs.columns:
            by_field.setdefault(_base(name, fields), []).append(name)
        for name, columns in by_field.items():
            hits = int(differs.select(pl.any_horizontal(columns).sum()).item())
            counts[f"{part.noun}.{name}"] += hits
    return {path: hits for path, hits in counts.most_common() if hits}


def _differing(changed: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    """Return for each row which of its columns are given and not what is kept."""
    shared = [name for name in changed.columns if name in kept.columns and name[0] != "_"]
    typed = [
        pl.col(name).cast(changed.schema[name], strict=False).alias(f"{name}?") for name in shared
    ]
    beside = changed.join(
        kept.select(pl.col("_id").alias("_known_id"), *typed), on="_known_id", how="left"
    )
    return beside.select(
        (pl.col(name).is_not_null() & pl.col(name).ne_missing(_filled(beside, f"{name}?")))
        for name in shared
    )


def _filled(rows: pl.DataFrame, name: str) -> pl.Expr:
    """Return the column with empty texts as null."""
    text = rows.schema[name] == pl.String
    return pl.when(pl.col(name) != "").then(pl.col(name)) if text else pl.col(name)


def changes_in(
    viewer: Viewer, proposal: Proposal, *, playbook: Playbook, start: int, most: int
) -> tuple[list[RecordChange], int]:
    """Return some of the records that would change, in the order of the nouns, and how many do."""
    found: list[RecordChange] = []
    seen = 0
    for noun in NOUNS.values():
        part = proposal.part(noun.name)
        if part is None:
            continue
        changed = _changed(part)
        here = visible_ids(viewer, noun, changed["_known_id"].to_list())
        changed = changed.filter(pl.col("_known_id").is_in(list(here)))
        wanted = changed.slice(max(0, start - seen), max(0, most - len(found)))
        found += _records(noun, wanted, part.own, playbook) if start < seen + len(changed) else []
        seen += changed.height
    return found, seen


def _changed(part: Part) -> pl.DataFrame:
    return part.rows.filter(pl.col("_fate") == "changed")


def _records(
    noun: Noun, wanted: pl.DataFrame, own: tuple[str, ...], playbook: Playbook
) -> list[RecordChange]:
    rows = noun.model._default_manager.in_bulk(wanted["_known_id"].to_list())
    pairs = [(rows[line["_known_id"]], line) for line in wanted.iter_rows(named=True)]
    differences = [difference_of(noun, row, line, own) for row, line in pairs]
    people = _people(differences)
    names = names_of(noun, [row for row, _ in pairs])
    return [
        RecordChange(
            noun.name, row.pk, names[row.pk][0], names[row.pk][1], what_of(noun, row),
            said_place(f"{line['_file']}#{line['_sheet']}", line["_row"]),
            tuple(_told(noun.name, row, difference, playbook, people)),
        )
        for (row, line), difference in zip(pairs, differences, strict=True)
    ]  # fmt: skip


def _people(differences: Sequence[dict[str, tuple[Any, Any]]]) -> dict[int, str]:
    ids = {value for one in differences for value in one.get("owner_id", ()) if value}
    return dict(Account.objects.filter(pk__in=ids).values_list("id", "name")) if ids else {}


def names_of(noun: Noun, rows: Sequence[Any]) -> dict[int, tuple[int | None, str]]:
    """Return the customer (id, name) of each row, by the row's id."""
    if noun.customer_path is None:
        return {row.pk: (None, row.name) for row in rows}
    path = noun.customer_path
    whose = noun.model._default_manager.filter(pk__in=[row.pk for row in rows])
    found = whose.values_list("id", f"{path}id" if path else "id", f"{path}name", f"{path}kind")
    return {
        pk: (customer, mask_person(name) if kind == "person" and name else name)
        for pk, customer, name, kind in found
    }


def what_of(noun: Noun, row: Any) -> str:
    """Say which record of the customer it is, without giving a person away."""
    if isinstance(row, Customer):
        return row.external_id or row.number
    if noun.name == "contacts":
        return mask_person(row.name, title=row.title, sex=row.sex)
    day = next((getattr(row, name) for name in _DAYS if getattr(row, name, None)), "")
    return " ".join(str(part) for part in (row.external_id, day) if part)


def _told(
    noun: str,
    row: Any,
    difference: dict[str, tuple[Any, Any]],
    playbook: Playbook,
    people: dict[int, str],
) -> Iterable[FieldChange]:
    """Give the changed fields once each: what follows from a cell is told with the cell."""
    fields = _fields(noun, playbook)
    before, after = difference.pop("own", ({}, {}))
    flat = difference | {k: (before.get(k), v) for k, v in after.items() if before.get(k) != v}
    told: set[str] = set()
    for name in sorted(flat, key=lambda name: name not in fields and not name.endswith("_text")):
        base = _base(name, fields)
        if base in told or base not in fields:
            continue
        told.add(base)
        spec = fields[base]
        plain = (_text(spec, name, value, playbook, people) for value in flat[name])
        texts = [text if text == NOTHING else masked(spec, text, vars(row)) for text in plain]
        if texts[0] == texts[1] != NOTHING:
            texts[1] += "（遮住的部分不同）"
        yield FieldChange(spec.path, spec.label, *texts)


def _fields(noun: str, playbook: Playbook) -> dict[str, FieldSpec]:
    return {spec.name: spec for spec in playbook.fields(noun)}


def _base(name: str, fields: dict[str, FieldSpec]) -> str:
    """Return the field a stored column belongs to: industry_code is industry's."""
    if name in fields:
        return name
    return next((base for stem, base in _FOLLOWS.items() if name.startswith(stem)), name)


def _text(
    spec: FieldSpec, name: str, value: Any, playbook: Playbook, people: dict[int, str]
) -> str:
    if value in (None, "", []):
        return NOTHING
    if name == "owner_id":
        return people.get(value, str(value))
    if spec.kind == "money":
        return f"{yuan(int(value))} 元"
    if spec.kind in ("percent", "discount"):
        return f"{value:.2%}"
    if spec.kind == "code" and spec.vocabulary and name == spec.name:
        words = {word.word: word.label for word in playbook.vocabulary(spec.vocabulary).words}
        return words.get(value, str(value))
    return str(value)
