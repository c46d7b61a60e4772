"""The five-minute guide: a step ticks itself off when it was really done, in the demo only."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhike.records.demo import is_demo
from zhike.records.guide.changes import tick_step
from zhike.records.guide.lookups import steps_done
from zhike.words.viewer import Viewer

SLOT = "guide"  # steps this session knows to be done, so that a page asks the book once only
STEPS = (
    ("finding", _("看发现"), _("点一条发现的“为什么”，看定义、检验和背后的客户")),
    ("cell", _("追到单元格"), _("在客户页点开一项资料，看它来自哪张表的哪一格")),
    ("merge", _("合并一组"), _("在整理里把同一家客户的几条记录合成一条")),
    ("sheet", _("拖入脏表"), _("把一张乱表拖进收集，看它怎么认列、查错")),
    ("export", _("导出一页"), _("把季度报表导出成 PDF、Excel 或长图")),
)
PLACES = {
    "finding": "#findings", "cell": "customers", "merge": "review_duplicates", "sheet": "collect",
    "export": "reports",
}  # fmt: skip


def note(request: HttpRequest, step: str) -> None:
    """Note that whoever asks has done a step (finding|cell|merge|sheet|export)."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    known = request.session.get(SLOT, [])
    if viewer is None or step in known or not is_demo(settings.HOME):
        return
    tick_step(viewer, step, at=timezone.now())
    request.session[SLOT] = [*known, step]


def shown(viewer: Viewer) -> list[dict[str, Any]]:
    """Return the steps with their place and whether the Viewer has done them."""
    done = steps_done(viewer)
    return [
        {"name": name, "label": label, "says": says, "done": name in done, "url": _url(name)}
        for name, label, says in STEPS
    ]


def _url(step: str) -> str:
    place = PLACES[step]
    return place if place.startswith("#") else reverse(place)
