"""Taking back that several values of a column were made one."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.facet.changes import take_back_unified
from zhike.words.viewer import Viewer
from zhike.words.wording import count


def _unified(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    done_at = datetime.fromisoformat(told["done_at"])
    n = take_back_unified(viewer, told["path"], done_at, at=at)
    return _("已撤销，%(n)s 行恢复成原来的值") % {"n": count(n)}


FACETS = {"unified": _unified}
"""Acts on values of columns by their name, as web.undo knows them."""
