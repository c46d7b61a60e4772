"""How sure key values are, as marks beside them: how many sources say the same (S1-27)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.clean.crosscheck import STATES
from zhike.records.crosscheck.lookups import Checked
from zhike.records.said import said

_OWN = "customers."


def states_shown(checked: Sequence[Checked]) -> dict[str, Any]:
    """Return the marks of the customer's own fields and of its people, and the words counted."""
    marks = [_mark(one) for one in checked]
    counted = Counter(one.state for one in checked)
    return {
        "own": [mark for mark in marks if mark["path"].startswith(_OWN)],
        "people": [mark for mark in marks if not mark["path"].startswith(_OWN)],
        "counted": [(said(word), counted[word]) for word in reversed(STATES) if counted[word]],
    }


def _mark(one: Checked) -> dict[str, Any]:
    names = sorted({side.source for side in one.sources if side.stands})
    if one.verified:
        names.append(_("%(by)s 核对过") % {"by": one.verified.by})
    why = _("、").join(said(name) for name in names)
    return {
        "path": one.field,
        "label": said(one.label),
        "word": said(one.state),
        "sources": STATES.index(one.state),
        "why": _("%(word)s：%(why)s") % {"word": said(one.state), "why": why}
        if why
        else said(one.state),
    }
