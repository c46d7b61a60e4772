"""Read kept cells once more by today's rules: first what would change, then the change itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from zhike.clean.rule_book import every_rule
from zhike.jobs.errand import Answer, Errand
from zhike.records.batch.copying import source_like
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rereading.again import (
    Held,
    batches_to_read,
    held_by,
    rewritten_since,
    taken_in,
    values_before,
)
from zhike.records.revision.lookups import current_token
from zhike.records.rights import insist
from zhike.runs.reading_again import Taken, only_of, read_again, without
from zhike.runs.rewriting import rewriting
from zhike.words.problem import Refused

SAID = "按现在的规则重读"
_SHOWN = 40


@dataclass
class _Read:
    """What was found so far: values to change by their batch, those written since, sheets."""

    change: dict[tuple[str, int, str], tuple[int, Held]] = field(default_factory=dict)
    kept: dict[tuple[str, int, str], Held] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    unreadable: int = 0
    stuck: int = 0


def run(errand: Errand, *, rule: str = "", take_back: bool = False, write: bool = False) -> Answer:
    """Return how many values would change, with samples; with `write` they are, as one batch.

    `rule` asks for what one rule reads; with `take_back` what it wrote goes back to what stood
    there before, or is left empty. What was written since is counted and left alone.
    """
    insist(errand.viewer, "import", _("按规则重读数据"))
    found = _found(errand, rule, take_back=take_back)
    answer = _answer(found)
    if write and found.change:
        answer["batch"] = _written(errand, found, said=_named(rule, take_back=take_back))
    return answer


def _found(errand: Errand, rule: str, *, take_back: bool) -> _Read:
    playbook, found = active_playbook(), _Read()
    if take_back:
        playbook = without(playbook, rule)
    batches = batches_to_read(errand.viewer)
    since = rewritten_since(home=errand.home)
    for at, batch_id in enumerate(batches):
        errand.tell(at, len(batches), SAID)
        for taken in taken_in(batch_id, since=since, home=errand.home):
            try:
                reread = read_again(taken, playbook=playbook)
            except Refused:
                found.unreadable += 1
                continue
            found.stuck += reread.stuck
            held = held_by(errand.viewer, batch_id, only_of(reread.differences, rule))
            _sort_out(found, taken, batch_id, _back(batch_id, held) if take_back else held)
    return found


def _back(batch_id: int, held: Sequence[Held]) -> list[Held]:
    """Return what is to stand there again: what did before the batch, else nothing."""
    before = values_before(batch_id, held)
    return [
        replace(one, told=replace(one.told, after=before.get(_key(one)) or None)) for one in held
    ]


def _key(one: Held) -> tuple[str, int, str]:
    return one.told.noun, one.record_id, one.told.column


def _sort_out(found: _Read, taken: Taken, batch_id: int, held: Sequence[Held]) -> None:
    """Add what a batch says; of one value the newest batch counts."""
    found.kinds[f"{taken.sheet.file}#{taken.sheet.sheet}"] = taken.kind
    for one in held:
        key = _key(one)
        if key in found.change or key in found.kept:
            continue
        if one.still:
            found.change[key] = (batch_id, one)
        elif str(one.now) != str(one.told.after):
            found.kept[key] = one


def _answer(found: _Read) -> Answer:
    changing = [one for _batch, one in found.change.values()]
    by_rule: dict[str, int] = {}
    for one in changing:
        by_rule[one.told.rule] = by_rule.get(one.told.rule, 0) + 1
    return {
        "changes": len(changing),
        "records": len({(one.told.noun, one.record_id) for one in changing}),
        "kept": len(found.kept),
        "unreadable": found.unreadable,
        "stuck": found.stuck,
        "rules": by_rule,
        "samples": [_told(one) for one in changing[:_SHOWN]],
        "since": [_told(one) for one in list(found.kept.values())[:_SHOWN]],
    }


def _told(one: Held) -> dict[str, Any]:
    """Return one value as a job keeps it: ids and texts, masked only where it is shown."""
    told = one.told
    return {
        "noun": told.noun, "id": one.record_id, "path": told.path, "head": told.head,
        "place": f"{told.file}#{told.sheet}!{told.row}", "raw": told.raw, "rule": told.rule,
        "before": _said(told.column, one.now), "after": _said(told.column, told.after),
    }  # fmt: skip


def _said(column: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    return f"{value / 100:g}" if column.endswith("_fen") else str(value)


def _named(rule: str, *, take_back: bool) -> str:
    one = every_rule().get(rule)
    if one is None:
        return "清洗规则：按现在的规则重读"
    return f"清洗规则：{'收回' if take_back else '重读'}“{one.does}”"


def _written(errand: Errand, found: _Read, *, said: str) -> int:
    """Write the values as one batch that can be undone; returns it."""
    rewritten = [(batch, one.record_id, one.told) for batch, one in found.change.values()]
    proposal = rewriting(rewritten, said=said, kinds=found.kinds)
    by, at = errand.viewer.account_id, errand.at
    about = {"read_again": True, "token": current_token()}
    batch = open_batch(
        proposal, home=errand.home, playbook_version=active_playbook().version, about=about,
        by=by, at=at,
    )  # fmt: skip
    source_like(batch, {batch_id for batch_id, _held in found.change.values()})
    accept_batch(batch, proposal, home=errand.home, by=by, at=at, progress=errand.tell)
    return batch
