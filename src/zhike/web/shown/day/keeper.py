"""An administrator's day: what came in, what failed, who is twice in the book, the last backup."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.batch.lookups import BatchRow, batches_for
from zhike.records.job.lookups import JobRow, failed_jobs
from zhike.records.listing.choices import counts_for
from zhike.records.listing.lookups import GridQuestion
from zhike.records.said import said
from zhike.web.shown.customer_question import address
from zhike.web.shown.figures import figure
from zhike.web.shown.today import Asking, Block, Day, cell, number, right
from zhike.web.shown.working import said_of
from zhike.words.wording import count

ROLE = "管理员"
LACKING = {"missing": "1"}


def day(asking: Asking) -> Day:
    """Return the day of somebody who keeps the book."""
    batches = batches_for(asking.viewer, limit=8)
    failed = failed_jobs(asking.viewer, since=asking.now - timedelta(days=7))
    return Day(
        main=[_imports(batches)],
        figures=_figures(asking, batches, failed),
        side=[_jobs(failed), _duplicates(), _backup()],
    )


def _imports(batches: list[BatchRow]) -> Block:
    columns = [
        _("文件"),
        _("状态"),
        right(_("新增")),
        right(_("更新")),
        right(_("未入")),
        right(_("问题")),
    ]
    more = (_("收集"), reverse("collect"))
    return Block(
        _("最近的导入"),
        columns,
        [_batch(batch) for batch in batches],
        more=more,
        empty=_("还没有导入过表格。"),
    )


def _batch(batch: BatchRow) -> list[dict[str, Any]]:
    rejected = batch.fates.get("rejected", 0)
    return [
        cell("、".join(batch.files), reverse("collect_batch", args=[batch.id])),
        cell(said(batch.state), heed=batch.state == "待确认"),
        number(count(batch.fates.get("new", 0))),
        number(count(batch.fates.get("changed", 0))),
        number(count(rejected), heed=rejected > 0),
        number(count(batch.problem_count)),
    ]


def _jobs(failed: list[JobRow]) -> Block:
    lines = [
        [cell(said_of(job)), cell(said(job.trouble or job.state), heed=True)] for job in failed
    ]
    return Block(_("没有做完的任务进程"), (), lines, empty=_("近 7 天没有失败或中断的任务进程。"))


def _duplicates() -> Block:
    return Block(_("疑似重复"), template="home/duplicates.html", more=(_("整理"), reverse("clean")))


def _backup() -> Block:
    return Block(_("备份"), empty=_("还没有做过备份，请先自己复制数据目录；备份功能还在做。"))


def _figures(asking: Asking, batches: list[BatchRow], failed: list[JobRow]) -> list[dict[str, Any]]:
    asked = {"whole": GridQuestion(), "lacking": GridQuestion(filters=LACKING)}
    counts = counts_for(asking.viewer, asked, as_of=asking.today)
    waiting = sum(batch.state == "待确认" for batch in batches)
    return [
        figure(_("全部客户"), counts["whole"], reverse("customers"), unit=_("家")),
        figure(_("待补充资料"), counts["lacking"], address(LACKING), unit=_("家")),
        figure(_("待确认的导入"), waiting, reverse("collect"), unit=_("批"), heed=waiting > 0),
        figure(_("失败的任务进程"), len(failed), unit=_("件"), heed=bool(failed)),
    ]
