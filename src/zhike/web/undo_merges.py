"""Taking back merges, their undoing, and what was said of customers that belong together."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.merge.judging import forget_judgement, judge_pair
from zhike.records.merge.unmerging import merge_again, unmerge
from zhike.records.merge_round.changes import withdraw_answer
from zhike.records.merge_round.reviews import forget_merge, forget_reviews
from zhike.words.viewer import Viewer


def _merge(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    left = unmerge(viewer, told["merge"], at=at)
    forget_merge(told["merge"])
    kept = _("，%(n)s 处合并后又改过的保留不动") % {"n": len(left)} if left else ""
    return _("已撤销合并，各条客户恢复原样%(kept)s") % {"kept": kept}


def _judge(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    for a, b in told["pairs"]:
        forget_judgement(viewer, a, b, at=at)
    forget_reviews(told["ids"])
    return _("已撤销判断，这一组回到待审")


def _answered(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    withdraw_answer(viewer, told["round"], told["place"], at=at)
    return _("已撤销，这一组请再看一次")


def _unmerged(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    merge_again(viewer, told["merge"], at=at)
    return _("已重新合并，分出去的又回到一起")


def _related(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    if told["before"] is None:
        forget_judgement(viewer, told["a"], told["b"], at=at)
    else:
        said, relation = told["before"]
        judge_pair(viewer, told["a"], told["b"], said, relation=relation, at=at)
    return _("已撤销，两家客户的关联不记了")


def _unrelated(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    judge_pair(viewer, told["a"], told["b"], "有关联", relation=told["relation"], at=at)
    return _("关联放回去了")


MERGES: dict[str, Callable[[Viewer, dict[str, Any], datetime], str]] = {
    "merge": _merge,
    "judge": _judge,
    "answered": _answered,
    "unmerged": _unmerged,
    "related": _related,
    "unrelated": _unrelated,
}
