"""Taking back that values of a column were made one, or an industry's words were classed."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.customer.industry import take_back_class
from zhike.records.facet.changes import take_back_unified
from zhike.records.intake.learning import unteach_words
from zhike.words.viewer import Viewer
from zhike.words.wording import count


def _unified(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    done_at = datetime.fromisoformat(told["done_at"])
    n = take_back_unified(viewer, told["path"], done_at, at=at)
    _unteach(viewer, told, "统一取值时", at=at)
    return _("已撤销，%(n)s 行恢复成原来的值") % {"n": count(n)}


def _classed(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    kept = dict(told["kept"])
    n = take_back_class(viewer, kept, told["code"], at=at)
    _unteach(viewer, told, "归类行业时", at=at)
    return _("已撤销，%(n)s 家的行业恢复成原来的归类") % {"n": count(n)}


def _unteach(viewer: Viewer, told: dict[str, Any], when: str, *, at: datetime) -> None:
    """Take the words an act taught out of the playbook again."""
    learnt = [(name, word, way) for name, word, way in told["learnt"]]
    if learnt and viewer.can("settings"):
        unteach_words(learnt, by=viewer.account_id, at=at, when=when)


FACETS = {"unified": _unified, "classed": _classed}
"""Acts on values of columns by their name, as web.undo knows them."""
