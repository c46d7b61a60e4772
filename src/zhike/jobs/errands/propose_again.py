"""Judge a waiting batch once more, with columns, choices or cells changed by hand."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhike.jobs.again import Said, judged_again
from zhike.jobs.asked import summary_of
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.known_again import known_again, without_saved
from zhike.records.batch.lookups import batch_for, proposed_with, sheets_of
from zhike.records.intake.mended import check_patch
from zhike.words.problem import Refused

SAID = "按新的对应重新检查"


def run(  # noqa: PLR0913 - what may be said anew of a batch
    errand: Errand,
    *,
    batch: int,
    mapping: Mapping[str, str] | None = None,
    create_customers: bool | None = None,
    mending: Mapping[str, Any] | None = None,
    whole: bool = False,
    saved: int | None = None,
) -> Answer:
    """Keep the proposal as it is judged now in place of the older one; writes no customer data.

    What is not given stays as it was said before. `mending` is laid over what was mended (shape of
    `Mending.to_json`, None takes an entry out), or with `whole` put in its place; the answer's
    `before` gives back what was. `saved` reads it by a saved mapping, 0 by none of them.
    """
    if not errand.viewer.can("import"):
        raise Refused(_("您的角色不能导入数据，请找管理员。"))
    if batch_for(errand.viewer, batch).state != "待确认":
        raise Refused(
            _("批次 %(batch)s 已经处理过了，不能再改列的对应；请先撤销再导入一次。")
            % {"batch": batch}
        )
    errand.tell(0, 2, SAID)
    check_patch(errand.viewer, mending or {})
    before = proposed_with(errand.viewer, batch).get("mending") or {}
    said = Said(mapping, create_customers, mending, whole)
    if saved is not None:
        said = _by_saved(errand, batch, saved)
    proposal = judged_again(errand, batch, said=said)
    return {**summary_of(batch, proposal), "before": before}


def _by_saved(errand: Errand, batch: int, saved: int) -> Said:
    """Return what a saved mapping says of a batch; without one, the columns as guessed."""
    about = proposed_with(errand.viewer, batch)
    gone = without_saved(errand.viewer, about.get("saved") or [])
    if not saved:
        return Said(mapping={}, mending=gone, saved=[])
    sheets = [sheet for sheet, _ in sheets_of(errand.viewer, batch, home=errand.home, rows=0)]
    known = known_again(errand.viewer, sheets, mending={}, saved=saved)
    if known is None:
        raise Refused(_("这个存好的对应和表头对不上，没有改动。"))
    create = known.create_customers or None
    return Said(known.columns, create, _both(gone, known.mending), saved=known.saved)


def _both(gone: Mapping[str, Any], mending: Mapping[str, Any]) -> dict[str, Any]:
    """Return one patch of what a former mapping said, taken out, and what another one says."""
    names = ("keys", "writing", "owners", "kinds")
    said = {name: {**gone.get(name, {}), **mending.get(name, {})} for name in names}
    words = [word[:3] for word in mending.get("words", ())]
    return said | {"words": [*gone.get("words", ()), *words]}
