"""One act on a thing of the active playbook: hidden, retired, brought back, moved."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.playbook_version.editing import edit_playbook
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

Versions = tuple[str, str]
Acts = Mapping[str, tuple[str, Callable[[Playbook, str], Playbook]]]
"""What may be done with a thing besides describing it: {act: (its word, the change by key)}."""


def act_on(
    viewer: Viewer, key: str, named: str, *, of: tuple[str, Acts], seen: str, at: datetime
) -> tuple[str, Versions]:
    """Do one act of `of` (act, acts) with the thing of a key; returns what was done, versions."""
    act, acts = of
    if act not in acts:
        raise Refused(_("没有“%(act)s”这种改法。") % {"act": act})
    said, how = acts[act]
    why = f"{said}{named}"
    return why, edit_playbook(viewer, lambda book: how(book, key), seen=seen, why=why, at=at)
