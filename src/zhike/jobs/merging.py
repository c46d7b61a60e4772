"""Merging the groups of a round, each by itself, with how far it is."""

from typing import Any

from zhike.jobs.errand import Errand
from zhike.records.job.changes import JobCancelled
from zhike.records.merge_round.candidates import found_for
from zhike.records.merge_round.changes import (
    begin_merging,
    end_merging,
    merge_group,
    stop_merging,
)
from zhike.records.merge_round.lookups import round_for
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

_CHANGED = "这一组后来变了，规则不再成立，没有合并"


def merge_all(errand: Errand, viewer: Viewer, round_id: int) -> tuple[int, list[dict[str, Any]]]:
    """Merge a round as `viewer`; returns how many groups, and what was left with the reason.

    A group the rule would not find any more is left. Cancelling takes back what was merged.
    """
    waiting = begin_merging(viewer, round_id)
    found = found_for(viewer, round_for(viewer, round_id).rule)
    still = {frozenset(group.ids) for group in found}
    left: list[dict[str, Any]] = []
    try:
        for at, ids in enumerate(waiting, 1):
            errand.tell(at - 1, len(waiting), f"合并第 {at} 组，共 {len(waiting)} 组")
            why = _merged(errand, viewer, round_id, ids) if frozenset(ids) in still else _CHANGED
            left += [{"ids": ids, "why": why}] if why else []
    except JobCancelled:
        stop_merging(viewer, round_id, at=errand.at)
        raise
    end_merging(viewer, round_id, left, at=errand.at)
    return len(waiting) - len(left), left


def _merged(errand: Errand, viewer: Viewer, round_id: int, ids: list[int]) -> str:
    """Merge one group; returns why it was left, nothing when it was merged."""
    try:
        merge_group(viewer, round_id, ids, at=errand.at)
    except Refused as why:
        return str(why)
    return ""
