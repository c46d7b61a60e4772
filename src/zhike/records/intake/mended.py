"""Keeping what people say about a waiting batch: corrected cells, meant words, answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.batch.lookups import batch_for
from zhike.records.batch.models import Batch
from zhike.records.rights import insist
from zhike.words.mending import WRITINGS, Mending
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

PARTS = frozenset(Mending().to_json())


@transaction.atomic
def mend(viewer: Viewer, batch_id: int, patch: Mapping[str, Any], *, at: datetime) -> Mending:
    """Lay a patch over what was mended and keep it at once; returns what was there before.

    The proposal is judged by it when it is made anew (`propose_again`), at the latest when the
    batch is accepted.
    """
    insist(viewer, "import", _("导入数据"))
    check_patch(viewer, patch)
    batch_for(viewer, batch_id)
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if batch.state != "待确认":
        raise Refused(_("批次 %(batch)s 已经处理过了，不能再改。") % {"batch": batch_id})
    before = Mending.from_json(batch.about.get("mending"))
    after = signed(viewer, before, patch, at=at).to_json()
    batch.about = batch.about | {"mending": after, "token": None}  # so that it is judged anew
    batch.save(update_fields=["about"])
    return before


def signed(viewer: Viewer, before: Mending, patch: Mapping[str, Any], *, at: datetime) -> Mending:
    """Return a mending with a patch over it, what is new in it signed by the Viewer."""
    try:
        when = timezone.localtime(at).isoformat(timespec="seconds")
        return before.merged(patch, by=viewer.name, at=when)
    except (TypeError, ValueError, IndexError) as why:
        raise Refused(_("看不懂这次修正的写法，请刷新页面再试。")) from why


def check_patch(viewer: Viewer, patch: Mapping[str, Any]) -> None:
    """Refuse what nobody understands, and words to be learnt from who may not change settings."""
    unknown = set(patch) - PARTS
    wrong = {how for how in dict(patch.get("writing") or {}).values() if how} - set(WRITINGS)
    if unknown or wrong:
        raise Refused(
            _("看不懂这次修正里的“%(what)s”，请刷新页面再试。")
            % {"what": _("、").join(sorted(unknown | wrong))}
        )
    if patch.get("learn"):
        insist(viewer, "settings", _("给手册添加同义词"))
