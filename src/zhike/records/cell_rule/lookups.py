"""Reading rules: what each does, how often it did, and cells as they were and became."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl
from django.db.models import Max, Q, Sum
from django.utils.translation import gettext as _

from zhike.clean.cell_rule import CellRule
from zhike.clean.rule_book import every_rule, kinds_of
from zhike.playbook.playbook import Playbook
from zhike.records.batch.readings import scan_readings
from zhike.records.cell_rule.models import RuleUse
from zhike.records.home import Home
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

WEEK = timedelta(days=7)
SHOWN = 60
_BATCHES = 20  # that samples are looked for in, the newest first
_ACCEPTED = Q(batch__state="已接收")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: what it is, on or off, how many cells it read this week and in all."""

    rule: CellRule
    kinds: tuple[str, ...]
    is_on: bool
    week: int
    total: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Sample:
    """A cell as it was and became: where, how many cells say so, by whom it came and when."""

    batch_id: int
    place: str
    label: str
    raw: str
    value: str
    cells: int
    version: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleWeek:
    """What one rule did within seven days: its id, what it does, how many cells."""

    id: str
    does: str
    cells: int


def rules_for(viewer: Viewer, *, playbook: Playbook, at: datetime) -> list[RuleRow]:
    """Return every rule with what it read of the batches the Viewer may see."""
    uses = _uses(viewer).values_list("rule").annotate(Sum("cells"), Max("batch__accepted_at"))
    total = {rule: (cells, last) for rule, cells, last in uses}
    week = _week(viewer, at)
    return [
        RuleRow(
            rule,
            kinds_of(rule.id),
            rule.id not in playbook.rules_off,
            week.get(rule.id, 0),
            *total.get(rule.id, (0, None)),
        )
        for rule in every_rule().values()
    ]


def rules_this_week(viewer: Viewer, *, at: datetime) -> list[RuleWeek]:
    """Return the rules that read cells within seven days, the busiest first."""
    rules = every_rule()
    rows = [
        RuleWeek(one, rules[one].does, n) for one, n in _week(viewer, at).items() if one in rules
    ]
    return sorted(rows, key=lambda row: (-row.cells, row.id))


def rule_for(rule_id: str) -> CellRule:
    """Return one rule; raises Refused when there is none."""
    rule = every_rule().get(rule_id)
    if rule is None:
        raise NoSuchRule(_("没有规则“%(rule)s”。") % {"rule": rule_id})
    return rule


class NoSuchRule(Refused):
    """There is no such rule."""

    status = 404


def samples_for(viewer: Viewer, rule_id: str, *, playbook: Playbook, home: Home) -> list[Sample]:
    """Return cells that a rule read, newest batches first; of masked fields only their shape."""
    uses = _uses(viewer).filter(rule=rule_id).select_related("batch__by").order_by("-batch_id")
    found: list[Sample] = []
    for use in uses[:_BATCHES]:
        found += _samples(use, rule_id, playbook, home, most=SHOWN - len(found))
    return found


def _samples(
    use: RuleUse, rule_id: str, playbook: Playbook, home: Home, *, most: int
) -> list[Sample]:
    every = scan_readings(home.batch(use.batch_id))
    if every is None or most <= 0:
        return []
    mine = every.filter(pl.col("rule").str.split("+").list.contains(rule_id))
    alike = mine.group_by("file", "sheet", "column", "path", "raw", "value", "version").agg(
        pl.sum("cells")
    )
    rows = alike.sort(["cells", "column", "raw"], descending=[True, False, False]).head(most)
    return [_sample(row, use, playbook) for row in rows.collect().iter_rows(named=True)]


def _sample(row: dict[str, Any], use: RuleUse, playbook: Playbook) -> Sample:
    label, raw, value = row["column"], row["raw"], row["value"] or ""
    if is_masked(playbook, row["path"]):
        raw, value = shape_of(raw), shape_of(value)
    batch = use.batch
    return Sample(
        use.batch_id, f"{row['file']}#{row['sheet']}".removesuffix("#"), label, raw, value,
        row["cells"], row["version"], batch.by.name, batch.accepted_at or batch.at,
    )  # fmt: skip


def is_masked(playbook: Playbook, path: str) -> bool:
    """Say whether pages mask a field, or nobody knows it any more."""
    try:
        spec = playbook.field(path)
    except Refused:
        return True
    return bool(spec.mask or spec.needs_consent)


def shape_of(text: str) -> str:
    """Return a text by its shape alone: letters, digits and characters are dots, signs stay."""
    return "".join("•" if one.isalnum() else one for one in text)


def _uses(viewer: Viewer) -> Any:
    uses = RuleUse.objects.filter(_ACCEPTED)
    return uses if viewer.scope == "all" else uses.filter(batch__by_id=viewer.account_id)


def _week(viewer: Viewer, at: datetime) -> dict[str, int]:
    uses = _uses(viewer).filter(batch__accepted_at__gt=at - WEEK)
    return dict(uses.values_list("rule").annotate(Sum("cells")))
