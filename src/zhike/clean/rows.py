"""A sheet's rows in their stored form, with a problem for every cell that could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from zhike.clean.cleaned import Cleaned
from zhike.clean.field_cells import clean_field
from zhike.clean.findings import no_problems, problems_at
from zhike.clean.next_step import due_dates
from zhike.clean.people_together import people_rules, people_together
from zhike.clean.places import PLACE, SETTLED, WITHIN, cells_on, read_together, settle_places
from zhike.clean.readings import no_readings, readings_at
from zhike.clean.row_rules import FILLED, FIRST, RowRule, rules_for
from zhike.clean.source_rules import source_rules
from zhike.playbook.playbook import Playbook
from zhike.words.problem import Severity
from zhike.words.sheet import Column, Mapping, Sheet
from zhike.words.stated import NOTHING_STATED, Stated

_EARLY = r"^(?:1899-12|1900-0[12])-\d\d$"
_TOO_EARLY = "日期“{}”在 1900-03-01 之前，表格软件在这里会数错一天，请改成文本填写"
_UNRECKONED = "公式 {} 还没有算出结果，请用 Excel 打开、保存后再导入，或直接填值"
_DAMAGED = "这个数字超过 15 位，文件里已丢失最后几位；请把这一列设成文本后重新填写"
_TEXTS = ("text", "note", "code", "phone", "credit_code", "person")


@dataclass(frozen=True, slots=True)
class CleanSheet:
    """The rows that can be kept, what is wrong with cells and rows, and which rows cannot be.

    `frame` has `_at` (position in the sheet handed over), PLACE_COLUMNS, then `<noun>.<column>` in
    stored form. `problems` has PROBLEM_COLUMNS. `fates` has `_at` of every row handed over and
    `_rejected`. `own` lists the own fields by noun. `readings` has READING_COLUMNS of what rules
    made of cells.
    """

    kind: str
    frame: pl.DataFrame
    problems: pl.DataFrame
    fates: pl.DataFrame
    own: dict[str, tuple[str, ...]]
    readings: pl.DataFrame = field(default_factory=no_readings)


def standardise(
    sheet: Sheet,
    mapping: Mapping,
    *,
    playbook: Playbook,
    kind: str,
    stated: Stated = NOTHING_STATED,
) -> CleanSheet:
    """Return the rows of a sheet in stored form with their problems (S3-07, S3-44).

    A cell nobody can read is left out and listed; a row is rejected only without a key, or, for
    interactions, orders and lines, without its customer, its day or its amount; a customer's also
    when its channel asks for a lawful source or a consent that neither it nor `stated` has.
    """
    frame = _places(sheet)
    found: list[pl.DataFrame] = []
    readings = [no_readings()]
    for column in mapping.columns:
        if column.path:
            read = _read_column(sheet, column, playbook)
            frame = _joined(frame, read.stored, column.path)
            found.append(read.problems)
            if not column.reckoned:
                readings.append(_readings(sheet, column, read.cleaned))
    heads = {path: head for head, path in mapping.heads().items()}
    if PLACE not in playbook.rules_off:
        at = {path: heads[path] for path in cells_on(playbook.rules_off) if path in heads}
        frame, found, told = _placed(sheet, frame, at, found)
        readings += told
    frame = people_together(_derived(frame, kind))
    columns = set(frame.columns)
    rules = [
        *rules_for(kind, columns), *people_rules(columns),
        *source_rules(columns, playbook=playbook, stated=stated),
    ]  # fmt: skip
    kept, rejected, ruled = _by_rules(sheet, frame, rules, heads)
    problems = _one_a_cell(pl.concat([no_problems(), *found]), ruled)
    return CleanSheet(
        kind=kind,
        frame=kept.drop(FIRST, FILLED),
        problems=problems.sort("row", maintain_order=True),
        fates=frame.select("_at", _rejected=rejected),
        own=_own(mapping, playbook),
        readings=pl.concat(readings),
    )


def _places(sheet: Sheet) -> pl.DataFrame:
    return sheet.frame.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("_at"),
        pl.lit(sheet.file).alias("_file"),
        pl.lit(sheet.sheet).alias("_sheet"),
        "_row",
        pl.coalesce(pl.lit(None, dtype=pl.String), *sheet.heads).str.strip_chars().alias(FIRST),
        pl.sum_horizontal(0, *(pl.col(head).is_not_null() for head in sheet.heads)).alias(FILLED),
    )


def _joined(frame: pl.DataFrame, stored: list[pl.Series], path: str) -> pl.DataFrame:
    """Return the frame with stored columns; a column's own word beats what others imply."""
    both = [values for values in stored if values.name in frame.columns]
    frame = frame.with_columns(values.alias(f"{values.name}+") for values in both)
    merged = [
        pl.coalesce(f"{v.name}+", v.name) if v.name == path else pl.coalesce(v.name, f"{v.name}+")
        for v in both
    ]
    settled = frame.with_columns(
        expr.alias(values.name) for expr, values in zip(merged, both, strict=True)
    ).drop(f"{values.name}+" for values in both)
    return settled.with_columns(values for values in stored if values.name not in frame.columns)


@dataclass(frozen=True, slots=True)
class _Read:
    """One head as it was read: what it is stored in, its problems and its cells."""

    stored: list[pl.Series]
    problems: pl.DataFrame
    cleaned: Cleaned


def _readings(sheet: Sheet, column: Column, cleaned: Cleaned) -> pl.DataFrame:
    place = {"file": sheet.file, "sheet": sheet.sheet}
    return readings_at(cleaned.readings, **place, head=column.head, path=column.path)


def _read_column(sheet: Sheet, column: Column, playbook: Playbook) -> _Read:
    """Return one head read as its field."""
    spec = playbook.field(column.path)
    cells = sheet.frame[column.head]
    broken = _broken(sheet, column.head, texts=spec.kind in _TEXTS)
    sound = cells if broken is None else cells.set(broken.is_not_null(), None)
    cleaned, named = clean_field(spec, sound, unit=column.unit, playbook=playbook)
    stored = [values.alias(f"{spec.noun}.{name}") for name, values in named.items()]
    found = [(cleaned.reasons, cleaned.rule)] + ([] if broken is None else [(broken, "S3-07")])
    problems = [
        _problems(sheet, column.head, reasons=reasons, rule=rule, severity="warn")
        for reasons, rule in found
    ]
    return _Read(stored, pl.concat(problems), cleaned)


def _broken(sheet: Sheet, head: str, *, texts: bool) -> pl.Series | None:
    """Return why a cell is worth nothing as the file has it: a failed formula, lost digits."""
    rows = [row for row, damaged in sheet.damaged if damaged == head]
    if not rows:
        return None
    failed, unreckoned = (pl.col(head).str.starts_with(sign) for sign in "#=")
    return sheet.frame.select(
        pl.when(~pl.col("_row").is_in(rows)).then(None)
        .when(failed).then(pl.format("这一格是公式错误 {}，请改好公式或直接填值", pl.col(head)))
        .when(unreckoned).then(pl.format(_UNRECKONED, pl.col(head)))
        .when(pl.col(head).str.contains(_EARLY)).then(pl.format(_TOO_EARLY, pl.col(head)))
        .when(pl.lit(texts)).then(pl.lit(_DAMAGED))
        .alias("_broken")
    ).to_series()  # fmt: skip


def _problems(
    sheet: Sheet, head: str, *, reasons: pl.Series, rule: str, severity: Severity
) -> pl.DataFrame:
    """Return a problem for every row with a reason, with the raw value that stands there."""
    if reasons.null_count() == len(reasons):
        return no_problems()
    value = pl.col(head) if head in sheet.frame.columns else pl.lit(None, dtype=pl.String)
    rows = sheet.frame.with_columns(
        reasons.alias("_reason"), _file=pl.lit(sheet.file), _sheet=pl.lit(sheet.sheet)
    )
    return problems_at(
        rows.filter(pl.col("_reason").is_not_null()),
        column=head,
        value=value,
        rule=rule,
        message=pl.col("_reason").cast(pl.String),
        severity=severity,
    )


def _placed(
    sheet: Sheet, frame: pl.DataFrame, heads: dict[str, str], found: list[pl.DataFrame]
) -> tuple[pl.DataFrame, list[pl.DataFrame], list[pl.DataFrame]]:
    """Return the rows with places read together, the problems left, and what cells were read as."""
    texts = sheet.frame.select(pl.col(head).alias(path) for path, head in heads.items())
    settled, readings = settle_places(frame, texts), []
    for path, reasons in settled.reasons.items():
        if reasons.null_count() == len(reasons):
            continue
        told = sheet.frame.select(row="_row", column=pl.lit(heads[path]))
        told = told.filter(reasons.is_not_null())
        left = [problems.join(told, on=["row", "column"], how="anti") for problems in found]
        why = reasons.replace(SETTLED, None)
        found = [*left, _problems(sheet, heads[path], reasons=why, rule=WITHIN, severity="warn")]
        read = read_together(path, texts[path], settled)
        place = {"file": sheet.file, "sheet": sheet.sheet}
        readings.append(readings_at(read, **place, head=heads[path], path=path))
    return settled.frame, found, readings


def _derived(frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the frame with what follows from its own cells: the day of a note, the day due."""
    day, stated = "interactions.happened_on", "customers.stated_follow_up_on"
    notes = any(name.startswith("interactions.") for name in frame.columns)
    if kind == "customers" and notes and stated in frame.columns:
        own = pl.col(day) if day in frame.columns else pl.lit(None, dtype=pl.Date)
        frame = frame.with_columns(pl.coalesce(own, stated).alias(day))
    step, due = "interactions.next_step", "interactions.next_due_on"
    if step in frame.columns and day in frame.columns:
        own = pl.col(due) if due in frame.columns else pl.lit(None, dtype=pl.Date)
        frame = frame.with_columns(_due(frame, step, day).alias("_due"))
        frame = frame.with_columns(
            own.is_null().alias("interactions._due_follows"), pl.coalesce(own, "_due").alias(due)
        ).drop("_due")
    return frame


def _due(frame: pl.DataFrame, step: str, day: str) -> pl.Series:
    """Return the day each promise is due (S1-24); every different promise is read once."""
    promises = frame.select(step=step, day=day)
    once = promises.unique().drop_nulls()
    once = once.with_columns(due_dates(once["step"], once["day"]).alias("due"))
    return promises.join(once, on=["step", "day"], how="left", maintain_order="left")["due"]


def _by_rules(
    sheet: Sheet, frame: pl.DataFrame, rules: Sequence[RowRule], heads: dict[str, str]
) -> tuple[pl.DataFrame, pl.Series, pl.DataFrame]:
    """Return the rows that stay, which are rejected (of all), and the problems of rows."""
    broken = frame.select(rule.broken.alias(str(at)) for at, rule in enumerate(rules))
    broken = broken.select(pl.all().fill_null(value=False)) if rules else broken
    rejected = pl.Series("_rejected", [False] * frame.height, dtype=pl.Boolean)
    found = [no_problems()]
    for at, rule in enumerate(rules):
        hits = pl.select(pl.lit(broken[str(at)])).to_series()
        if len(hits) != frame.height:
            hits = pl.Series([bool(hits.item())] * frame.height, dtype=pl.Boolean)
        hits = hits & ~rejected
        found.append(_ruled(sheet, rule, hits, heads))
        if rule.severity == "reject":
            rejected = rejected | hits
        if rule.drops:
            frame = frame.with_columns(frame[rule.column].set(hits, None))
    return frame.filter(~rejected), rejected, pl.concat(found)


def _ruled(sheet: Sheet, rule: RowRule, hits: pl.Series, heads: dict[str, str]) -> pl.DataFrame:
    head = heads.get(rule.column, "")
    reasons = pl.select(pl.when(hits).then(pl.lit(rule.message))).to_series()
    return _problems(sheet, head, reasons=reasons, rule=rule.rule, severity=rule.severity)


def _one_a_cell(cells: pl.DataFrame, ruled: pl.DataFrame) -> pl.DataFrame:
    """Return both, but where a cell's own problem made its row fall, that one with `reject`."""
    fallen = ruled.filter(pl.col("severity") == "reject").select("row", "column", fell=True)
    said = cells.join(fallen, on=["row", "column"], how="left")
    kept = said.with_columns(
        severity=pl.when(pl.col("fell")).then(pl.lit("reject")).otherwise("severity")
    ).drop("fell")
    doubled = (pl.col("severity") == "reject") & pl.struct("row", "column").is_in(
        cells.select(pl.struct("row", "column")).to_series().implode()
    )
    return pl.concat([kept, ruled.filter(~doubled) if cells.height else ruled])


def _own(mapping: Mapping, playbook: Playbook) -> dict[str, tuple[str, ...]]:
    fields = [playbook.field(path) for path in mapping.heads().values()]
    nouns = {f.noun for f in fields if f.own}
    return {noun: tuple(f.name for f in fields if f.own and f.noun == noun) for noun in nouns}
