"""Every write of a batch: opened, accepted, undone, rolled back after an interruption."""

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.alias.changes import forget_aliases, keep_aliases
from zhike.records.batch.chest import save_proposal
from zhike.records.batch.hold import hold_batch
from zhike.records.batch.models import Batch
from zhike.records.batch.source import insist_source
from zhike.records.cell_rule.uses import count_uses
from zhike.records.history.changes import write_line
from zhike.records.history.models import HistoryLine
from zhike.records.home import Home
from zhike.records.intake.deals import raise_types
from zhike.records.intake.insert import Stamp, insert_part
from zhike.records.intake.known import ids_of
from zhike.records.intake.learning import forget_words, learn_words
from zhike.records.intake.linking import link_referrers
from zhike.records.intake.nouns import NOUNS
from zhike.records.intake.placeholders import (
    forget_placeholders,
    make_placeholders,
    owned_by,
    strangers_in,
)
from zhike.records.intake.revise import revise_part
from zhike.records.intake.tags import NOUN as TAGS
from zhike.records.intake.tags import drop_tags, put_tags
from zhike.records.intake.withdraw import Told, erase_batch, silent, undo_rows
from zhike.records.revision.changes import next_rev
from zhike.records.staging import drop_staged
from zhike.words.mending import MeantWord, Mending
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

Progress = Callable[[int, int, str], None]
SAID = ("kind", "mapping", "create_customers", "mending")  # by people, of how a batch is read


def open_batch(
    proposal: Proposal,
    *,
    home: Home,
    playbook_version: str,
    about: dict[str, Any],
    by: int,
    at: datetime,
) -> int:
    """Keep a proposal beside a new batch that waits for its acceptance; returns the batch's id.

    `about` is what the proposal was made with (paths, kind, mapping, token), to make it anew.
    """
    batch = Batch.objects.create(
        kind=proposal.kind,
        files=list(proposal.files),
        by_id=by,
        at=at,
        playbook_version=playbook_version,
        fates=proposal.fates,
        problem_count=proposal.problems.height,
        mapping=proposal.mapping,
        about=about,
    )
    try:
        save_proposal(home.batch(batch.pk), proposal)
    except BaseException:
        shutil.rmtree(home.batch(batch.pk), ignore_errors=True)
        batch.delete()
        raise
    return batch.pk


def keep_anew(
    batch_id: int,
    proposal: Proposal,
    *,
    home: Home,
    judged: dict[str, Any],
    over: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    """Keep a waiting batch's proposal as it is judged now, in place of the older one.

    `judged` is what it was made with; `over` lays what was said anew over what the batch remembers
    by now. Where somebody said something else meanwhile, the token is empty: judge it once more.
    """
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        if batch.state != "待确认":
            return
        about = over(batch.about)
        still = all(about.get(name) == judged.get(name) for name in SAID)
        batch.about = about | {"token": judged["token"] if still else None}
        batch.kind, batch.fates, batch.mapping = proposal.kind, proposal.fates, proposal.mapping
        batch.problem_count = proposal.problems.height
        batch.save(update_fields=["about", "kind", "fates", "mapping", "problem_count"])
    save_proposal(home.batch(batch_id), proposal)


def put_aside(batch_id: int, *, by: int, at: datetime) -> None:
    """Give a waiting batch up: nothing was written, and nothing will be."""
    _set_state(batch_id, "待确认", "已回退")
    write_line("放弃导入", "batch", batch_id, by=by, at=at)


def accept_batch(
    batch_id: int, proposal: Proposal, *, home: Home, by: int, at: datetime, progress: Progress
) -> dict[str, Any]:
    """Write a proposal's new and changed rows under its batch; all or, in the end, nothing.

    Rows go in by transactions of at most CHUNK rows (DESIGN §3). When anything stops it half-way,
    what was written is taken out again: at once here, or at the next start after a kill.
    """
    with hold_batch(batch_id, folder=home.batch(batch_id)) as mine:
        if not mine:
            raise Refused(
                _("批次 %(batch_id)s 正在被另一个进程接收，请等它结束。") % {"batch_id": batch_id}
            )
        insist_source(batch_id)
        insist_waiting(batch_id)
        _set_state(batch_id, "待确认", "接收中", accepted_at=at)
        mending = Mending.from_json(Batch.objects.get(pk=batch_id).about.get("mending"))
        try:
            stamp = Stamp(batch_id, by, at)
            made = make_placeholders(batch_id, strangers_in(proposal, mending), by=by, at=at)
            _write_parts(owned_by(proposal, made), stamp=stamp, progress=progress)
            raise_types(stamp)
            link_referrers(stamp)
            keep_aliases(batch_id, mending.answers, by=by, at=at)
        except BaseException:
            _take_out(Batch.objects.get(pk=batch_id), told=progress)
            _set_state(batch_id, "接收中", "待确认", accepted_at=None)
            raise
        _settle(batch_id, mending.learn, folder=home.batch(batch_id), by=by, at=at)
    return {"batch": batch_id, **proposal.fates}


def _take_out(batch: Batch, *, told: Told = silent) -> None:
    """Remove every trace of a batch that was not settled."""
    drop_staged(batch.pk)
    forget_aliases(batch.pk)
    erase_batch(batch, told=told)
    forget_placeholders(batch)


def _write_parts(proposal: Proposal, *, stamp: Stamp, progress: Progress) -> None:
    moving = pl.col("_fate").is_in(["new", "changed"])
    total = sum(part.rows.filter(moving).height for part in proposal.parts)
    done = 0
    new_ids: dict[str, dict[str, int]] = {}

    def step(rows: int) -> None:
        nonlocal done
        done += rows
        progress(done, total, f"已写入 {done:,} / {total:,} 行")

    for noun in NOUNS.values():
        part = proposal.part(noun.name)
        if part is None or part.rows.is_empty():
            continue
        parents = new_ids.get(noun.parent_noun, {})
        if noun.parent:
            born = pl.Series(parents.keys(), dtype=pl.String)
            asked = part.rows.select(pl.col("_parent").unique()).to_series()
            kept = ids_of(noun.parent_noun, asked.filter(~asked.is_in(born.implode())))
            parents = kept | parents if kept else parents
        new_ids[noun.name] = insert_part(noun, part, parents=parents, stamp=stamp, progress=step)
        revise_part(noun, part, stamp=stamp, progress=step)
    put_tags(proposal.part(TAGS), customers=new_ids.get("customers", {}), stamp=stamp)
    drop_tags(proposal.part(TAGS), stamp=stamp)


@transaction.atomic
def _settle(
    batch_id: int, learn: Sequence[MeantWord], *, folder: Path, by: int, at: datetime
) -> None:
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    batch.state, batch.accepted_rev = "已接收", next_rev()
    batch.save(update_fields=["state", "accepted_rev"])
    count_uses(batch_id, folder=folder)
    learn_words(batch_id, learn, by=by, at=at)
    write_line("导入", "batch", batch_id, by=by, at=at, after={"files": batch.files, **batch.fates})


def insist_waiting(batch_id: int) -> None:
    """Refuse, saying who was quicker, when a batch has been accepted already."""
    line = HistoryLine.objects.filter(noun="batch", record_id=batch_id, action="导入")
    done = line.select_related("by").order_by("-id").first()
    if done is not None and Batch.objects.filter(pk=batch_id, state="已接收").exists():
        raise Refused(
            _("批次 %(batch_id)s 已由 %(who)s 在 %(when)s 导入，不用再导一次。")
            % {
                "batch_id": batch_id,
                "who": done.by.name if done.by else _("系统"),
                "when": f"{timezone.localtime(done.at):%m-%d %H:%M}",
            }
        )


def _set_state(batch_id: int, before: str, after: str, **fields: Any) -> None:
    moved = Batch.objects.filter(pk=batch_id, state=before).update(state=after, **fields)
    if not moved:
        now = Batch.objects.filter(pk=batch_id).values_list("state", flat=True).first()
        raise Refused(
            _("批次 %(batch_id)s 现在是“%(now)s”，不能%(after)s。")
            % {"batch_id": batch_id, "now": _(now or "不存在"), "after": after}
        )


def undo_batch(
    batch_id: int, *, home: Home, by: int, at: datetime, progress: Progress = silent
) -> list[dict[str, Any]]:
    """Take back each value that still is what the batch wrote; returns and keeps the rest."""
    with hold_batch(batch_id, folder=home.batch(batch_id)) as mine:
        batch = Batch.objects.filter(pk=batch_id).first()
        if batch is None or batch.state != "已接收" or not mine:
            state = batch.state if batch else "不存在"
            raise Refused(
                _("批次 %(batch_id)s 现在是“%(state)s”，只有已接收的批次可以撤销。")
                % {"batch_id": batch_id, "state": _(state)}
            )
        left = undo_rows(batch, at=at, told=progress)
        with transaction.atomic():
            forget_placeholders(batch)
            forget_aliases(batch_id)
            forget_words(Batch.objects.get(pk=batch_id), by=by, at=at)
            Batch.objects.filter(pk=batch_id).update(
                state="已撤销", undone_at=at, left_over=left, accepted_rev=next_rev()
            )
            write_line("撤销导入", "batch", batch_id, by=by, at=at, after={"left": len(left)})
    return left


def roll_back_interrupted(*, home: Home) -> list[int]:
    """Take out what dead processes left half-written; call before any page or snapshot."""
    rolled = []
    for batch in Batch.objects.filter(state="接收中"):
        with hold_batch(batch.pk, folder=home.batch(batch.pk)) as mine:
            if mine:
                _take_out(batch)
                _set_state(batch.pk, "接收中", "待确认", accepted_at=None)
                rolled.append(batch.pk)
    return rolled
