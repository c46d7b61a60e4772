"""What kinds of sheets, fates of rows and states of batches are called on the pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.playbook.fields import NOUNS
from zhike.records.said import said

COUNTS = {
    "new": gettext_lazy("新增"),
    "changed": gettext_lazy("更新"),
    "same": gettext_lazy("相同"),
    "unclear": gettext_lazy("不明"),
    "rejected": gettext_lazy("未入"),
}
STATES = {"已回退": gettext_lazy("已放弃")}
LABELS = {noun: label for label, noun in NOUNS.items()}


def kind_said(kind: str) -> str:
    """Return what a sheet of a kind is called: 客户表."""
    label = LABELS.get(kind)
    return kind if label is None else _("%(noun)s表") % {"noun": said(label)}


def kinds_said(kinds: str) -> str:
    """Return the kinds of a batch, kept as `customers+orders`."""
    return _("、").join(kind_said(kind) for kind in kinds.split("+"))


def state_said(state: str) -> str:
    """Return the state of a batch as people read it."""
    return said(STATES.get(state, state))
