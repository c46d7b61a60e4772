"""Taking back merges, their undoing, and what was said of customers that belong together."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.merge.judging import forget_judgement, judge_pair
from zhike.records.merge.unmerging import merge_again, unmerge
from zhike.words.viewer import Viewer


def _merge(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    left = unmerge(viewer, told["merge"], at=at)
    kept = _("，%(n)s 处合并后又改过的保留不动") % {"n": len(left)} if left else ""
    return _("已撤销合并，各条客户恢复原样%(kept)s") % {"kept": kept}


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
    "unmerged": _unmerged,
    "related": _related,
    "unrelated": _unrelated,
}
