"""Take hand-ins in by the normal intake: a batch a form and channel, undone like any other."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.clean.names import match_key
from zhike.collect.form.offered import NAME
from zhike.jobs.asked import Asked, made_with
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.check_hand_ins import MOST, given_of, judged
from zhike.records.batch.changes import say_source
from zhike.records.handin.changes import put_into, settle_taken
from zhike.records.handin.lookups import HandInRow, hand_ins_for
from zhike.records.intake.changes import accept_batch, open_batch, put_aside
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.handins import Checked, Given
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

SAID = "收下表单"


def run(
    errand: Errand,
    *,
    ids: Sequence[int],
    same: Mapping[str, int] | None = None,
    harmless: bool = False,
) -> Answer:
    """Take the good ones among these in; returns `taken`, `left` ({id: why}) and `batches`.

    With `harmless` those stay behind that would overwrite what is kept.
    """
    rows = hand_ins_for(errand.viewer, ids=ids, page=(1, MOST))
    if not rows:
        raise Refused(_("没有可以收下的，可能已经被别人处理了。请刷新待收。"))
    told: dict[str, Any] = {"taken": [], "left": {}, "batches": []}
    for done, group in enumerate(groups := _groups(rows, same or {})):
        errand.tell(done, len(groups), SAID)
        _take(errand, group, same or {}, told, harmless=harmless)
    settle_taken(told["taken"], at=errand.at)
    return told


def _groups(rows: Iterable[HandInRow], same: Mapping[str, int]) -> list[list[HandInRow]]:
    """Return the hand-ins by form and channel; two of one name are taken one after the other."""
    groups: dict[tuple[Any, ...], list[HandInRow]] = {}
    seen: dict[Any, int] = {}
    for row in rows:
        about = same.get(str(row.id)) or row.customer_id
        who = (about,) if about else (match_key(row.values.get(NAME, "")),)
        turn = seen[who] = seen.get(who, -1) + 1
        groups.setdefault((turn, row.form_id, row.channel), []).append(row)
    return [groups[key] for key in sorted(groups, key=lambda key: key[0])]


def _take(
    errand: Errand,
    rows: list[HandInRow],
    same: Mapping[str, int],
    told: dict[str, Any],
    *,
    harmless: bool,
) -> None:
    given = given_of(errand, rows, same=same)
    verdicts, proposal = judged(errand, given)
    fit = {one.id for one in verdicts if (one.is_harmless if harmless else one.is_good)}
    good = [one for one in given if one.id in fit]
    told["left"] |= {one.id: _why(one) for one in verdicts if one.id not in fit}
    if not good:
        return
    if len(good) < len(given):
        verdicts, proposal = judged(errand, good)
    if proposal is None:
        return
    batch = _written(errand, good, proposal, _source(rows[0]))
    told["taken"] += [one.id for one in good]
    told["batches"].append({"batch": batch, "n": len(good), "channel": rows[0].channel})


def _why(one: Checked) -> str:
    said = [message for _column, message, severity in one.problems if severity == "reject"]
    if one.is_good:
        return _("会改已有客户的资料，请看过再单独收下。")
    return "；".join(said) or _("不能确定是哪个客户，请先核对。")


def _source(row: HandInRow) -> dict[str, Any]:
    """Return where these came from, as a batch keeps it: the channel, the form, the consent."""
    titled = f"表单“{row.form}”" if row.form else "客户自己修改"
    agreed = row.consent.get("text", "")
    return {
        "channel": row.channel,
        "collector": titled,
        "collected_on": timezone.localdate(row.at),
        "lawful_source": f"本人填写{titled}",
        "consent": f"第 {row.version} 版：{agreed}" if agreed else "",
    }


def _written(
    errand: Errand, given: Sequence[Given], proposal: Proposal, source: Mapping[str, Any]
) -> int:
    """Open a batch for the hand-ins, note it on them, and write it."""
    batch_id = open_batch(
        proposal, home=errand.home, playbook_version=active_playbook().version,
        about=made_with(Asked(), paths=()) | {"hand_ins": [one.id for one in given]},
        by=errand.viewer.account_id, at=errand.at,
    )  # fmt: skip
    try:
        say_source(errand.viewer, batch_id, at=errand.at, **source)
        put_into(errand.viewer, [one.id for one in given], batch_id=batch_id, at=errand.at)
        accept_batch(
            batch_id, proposal, home=errand.home, by=errand.viewer.account_id, at=errand.at,
            progress=errand.tell,
        )  # fmt: skip
    except BaseException:
        put_aside(batch_id, by=errand.viewer.account_id, at=errand.at)
        raise
    return batch_id
