"""A round of merging by rule: drawn, looked at, merged group by group, taken back as one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.scope import NotYours, customers_for, insist
from zhike.records.history.changes import write_line
from zhike.records.match.found import Group
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.judging import forget_judgement, judge_pair
from zhike.records.merge.lookups import merging_for
from zhike.records.merge.models import Merge
from zhike.records.merge.unmerging import unmerge
from zhike.records.merge_round.lookups import rounds_of
from zhike.records.merge_round.models import MergeRound
from zhike.records.merge_round.reviews import (
    forget_merge,
    forget_reviews,
    free_review,
    note_merged,
    note_review,
)
from zhike.records.merge_round.sample import drawn
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

SAME, NOT_SAME, UNSURE = ANSWERS = "是同一家", "不是同一家", "看不准"
MOST = 2000  # groups one round takes; the next takes the rest


def open_round(
    viewer: Viewer, rule: str, groups: Sequence[Group], *, size: int, at: datetime
) -> int:
    """Begin a round over the groups a rule found; returns its id. `size` groups are looked at.

    Without a size nobody looks: only a rule that may act alone asks for that.
    """
    insist(viewer, "edit", "按规则合并")
    if not groups:
        raise Refused(_("现在没有符合规则“%(rule)s”的组。") % {"rule": rule})
    taken = list(groups[:MOST])
    ids = [list(group.ids) for group in taken]
    row = MergeRound.objects.create(
        rule=rule,
        groups=ids,
        sample=drawn(rule, ids, size),
        amount_fen=sum(group.amount_fen for group in taken),
        unattended=not size,
        state="抽查" if size else "待合并",
        by_id=viewer.account_id,
        at=at,
    )
    return row.pk


@transaction.atomic
def answer_group(
    viewer: Viewer, round_id: int, place: int, said: str, *, at: datetime
) -> MergeRound:
    """Keep what a person said of a sampled group; any but a sure one stops the round."""
    row = _locked(viewer, round_id, "抽查")
    if place not in row.sample or str(place) in row.answers or said not in ANSWERS:
        raise Refused(_("这一组不在抽查里，或已经看过了，请刷新页面。"))
    ids = row.groups[place]
    if customers_for(viewer).filter(pk__in=ids).count() != len(ids):
        raise NotYours(_("这一组里有客户不在您范围内，或已被合并。请重新开一批。"))
    if said == NOT_SAME:
        for a, b in combinations(ids, 2):
            judge_pair(viewer, a, b, "不同", at=at)
    if said != UNSURE:
        note_review(viewer, [row.rule], ids, right=said == SAME, at=at)
    row.answers = {**row.answers, str(place): said}
    done = len(row.answers) == len(row.sample)
    row.state = "停下" if said != SAME else "待合并" if done else "抽查"
    row.save(update_fields=["answers", "state"])
    return row


@transaction.atomic
def withdraw_answer(viewer: Viewer, round_id: int, place: int, *, at: datetime) -> None:
    """Take back what was said of a sampled group; the round waits for it again."""
    row = _locked(viewer, round_id, "抽查", "待合并", "停下")
    said = row.answers.pop(str(place), None)
    if said is None:
        raise Refused(_("这一组还没有看过。"))
    ids = row.groups[place]
    for a, b in combinations(ids, 2) if said == NOT_SAME else ():
        forget_judgement(viewer, a, b, at=at)
    forget_reviews(ids)
    row.state = "抽查"
    row.save(update_fields=["answers", "state"])


@transaction.atomic
def begin_merging(viewer: Viewer, round_id: int) -> list[list[int]]:
    """Say that the round is being merged; returns the groups that are not merged yet.

    A round that was interrupted goes on where it stood.
    """
    insist(viewer, "edit", "按规则合并")
    row = _locked(viewer, round_id, "待合并", "合并中")
    row.state = "合并中"
    row.save(update_fields=["state"])
    merged = [
        {one.survivor_id, *one.absorbed}
        for one in Merge.objects.filter(pk__in=row.merges, undone_at=None)
    ]
    return [ids for ids in row.groups if set(ids) not in merged]


@transaction.atomic
def merge_group(viewer: Viewer, round_id: int, ids: Sequence[int], *, at: datetime) -> int:
    """Merge one group of a round; the biggest stays, as the page proposes. Returns the merge."""
    row = _locked(viewer, round_id, "合并中")
    merging = merging_for(viewer, ids)
    survivor, *others = [side.id for side in merging.sides]
    why = f"{'自动' if row.unattended else '批量'}合并，规则：{row.rule}（第 {row.pk} 批）"
    merge = merge_customers(viewer, survivor, others, take=merging.take, at=at, why=why)
    note_merged(row.rule, ids, merge)
    row.merges = [*row.merges, merge]
    row.save(update_fields=["merges"])
    return merge


@transaction.atomic
def end_merging(
    viewer: Viewer, round_id: int, left: Sequence[dict[str, Any]], *, at: datetime
) -> None:
    """Say that the round is merged, and which groups it left as they were."""
    row = _locked(viewer, round_id, "合并中")
    row.state, row.left, row.ended_at = "已合并", list(left), at
    row.save(update_fields=["state", "left", "ended_at"])
    told = {"rule": row.rule, "merged": len(row.merges), "left": len(row.left)}
    _say(viewer, "按规则合并", row, at=at, after=told)


def stop_merging(viewer: Viewer, round_id: int, *, at: datetime) -> None:
    """Take back what a cancelled round had merged; it waits to be merged again."""
    _take_apart(viewer, round_id, noted=free_review, at=at)
    MergeRound.objects.filter(pk=round_id).update(state="待合并", merges=[])


def take_round_back(viewer: Viewer, round_id: int, *, at: datetime) -> list[dict[str, Any]]:
    """Undo each merge of a round, the last first; returns what had to stay and why."""
    insist(viewer, "edit", "撤销合并")
    left = _take_apart(viewer, round_id, noted=forget_merge, at=at)
    with transaction.atomic():
        row = _locked(viewer, round_id, "已合并", "合并中")
        row.state, row.left = ("已合并" if left else "已撤销"), left
        row.save(update_fields=["state", "left"])
        told = {"rule": row.rule, "merged": len(row.merges), "left": len(left)}
        _say(viewer, "撤销按规则合并", row, at=at, before=told)
    return left


def _take_apart(
    viewer: Viewer, round_id: int, *, noted: Callable[[int], None], at: datetime
) -> list[dict[str, Any]]:
    """Undo each merge by itself, so that one that can't be does not hold the others back."""
    with transaction.atomic():
        merges = _locked(viewer, round_id, "已合并", "合并中").merges
    left = []
    for merge in Merge.objects.filter(pk__in=merges, undone_at=None).order_by("-id"):
        try:
            unmerge(viewer, merge.pk, at=at)
            noted(merge.pk)
        except Refused as why:
            left.append({"ids": [merge.survivor_id, *merge.absorbed], "why": str(why)})
    return left


def _locked(viewer: Viewer, round_id: int, *states: str) -> MergeRound:
    """Return the Viewer's round for a change; refuses one that stands elsewhere."""
    row = rounds_of(viewer).select_for_update().filter(pk=round_id).first()
    if row is None:
        raise NotYours(_("没有这一批，或它不是您开的。"))
    if row.state not in states:
        raise Refused(_("这一批现在是“%(state)s”，不能这样做，请刷新页面。") % {"state": row.state})
    return row


def _say(viewer: Viewer, action: str, row: MergeRound, **told: Any) -> None:
    write_line(action, "merge_round", row.pk, by=viewer.account_id, **told)
