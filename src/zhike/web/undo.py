"""What somebody just did and may take back: kept in the session under a token."""

import secrets
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.jobs.run import enqueue, enqueue_soon, run_now
from zhike.records.attendance.changes import bring_back, leave_out
from zhike.records.batch.files import keep_for
from zhike.records.batch.lookups import batch_for
from zhike.records.crosscheck.changes import take_back_choice
from zhike.records.customer.bulk import change_many
from zhike.records.customer.changes import assign_customers, edit_customer
from zhike.records.day.talk import put_off, take_back_talk
from zhike.records.entry.amend import put_back
from zhike.records.entry.aside import bring_back as bring_back_aside
from zhike.records.entry.aside import set_aside
from zhike.records.entry.bury import restore
from zhike.records.entry.bury import take_back as take_entry_back
from zhike.records.entry.rights import said_of
from zhike.records.filing.changes import detach
from zhike.records.filing.changes import put_back as put_back_file
from zhike.records.fill_in.changes import take_back_giving
from zhike.records.fill_in.fill import take_back_fill
from zhike.records.handin.changes import put_back as put_hand_ins_back
from zhike.records.intake.changes import undo_batch
from zhike.records.interaction.changes import remove_follow_up
from zhike.records.playbook_version.editing import return_to
from zhike.records.tag.changes import remove_tag, set_tag
from zhike.records.task.changes import withdraw_tasks
from zhike.records.together.changes import let_in_again
from zhike.records.verification.changes import take_back_verified
from zhike.records.view.changes import save_view
from zhike.web.mending import mended
from zhike.web.undo_facets import FACETS
from zhike.web.undo_merges import MERGES
from zhike.web.undo_recipes import RECIPES
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

SLOT, MOST = "undo", 60  # a morning of calls stays undoable


def remember(session: SessionBase, act: str, **told: Any) -> str:
    """Keep how to take an act back; returns the address that does it."""
    token = secrets.token_urlsafe(6)
    kept = {**session.get(SLOT, {}), token: [act, told]}
    session[SLOT] = dict(list(kept.items())[-MOST:])
    return reverse("undo", args=[token])


def can_take_back(session: SessionBase, address: str) -> bool:
    """Say whether the act behind an undo address has not been taken back yet."""
    return any(reverse("undo", args=[token]) == address for token in session.get(SLOT, {}))


def last_of(session: SessionBase, acts: Collection[str]) -> str:
    """Return the address that takes back the newest of such acts, nothing when there is none."""
    kept = reversed(session.get(SLOT, {}).items())
    return next((reverse("undo", args=[token]) for token, (act, _told) in kept if act in acts), "")


def take_back(session: SessionBase, token: str, viewer: Viewer, *, at: datetime) -> str:
    """Take an act back, once; returns what happened as a sentence."""
    kept = session.get(SLOT, {})
    if token not in kept:
        raise Refused(_("这一步已经撤销过，或隔得太久了，请在客户页上直接修改。"))
    act, told = kept[token]
    said = _ACTS[act](viewer, told, at)
    session[SLOT] = {key: value for key, value in kept.items() if key != token}
    return said


def _assign(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    for owner_id, customer_ids in told["before"]:
        assign_customers(viewer, customer_ids, owner_id=owner_id, at=at)
    return _("已撤销分派，%(n)s 家客户还给原来的跟进人") % {
        "n": sum(len(ids) for _, ids in told["before"])
    }


def _tag(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    for customer_id in told["customers"]:
        remove_tag(viewer, customer_id, told["tag"], at=at)
    return _("已从 %(n)s 家客户去掉标签“%(tag)s”") % {
        "n": len(told["customers"]),
        "tag": told["tag"],
    }


def _untag(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    set_tag(viewer, told["customer"], told["tag"], at=at)
    return _("标签“%(tag)s”放回去了") % {"tag": told["tag"]}


def _edit(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    edit_customer(viewer, told["customer"], told["values"], seen_rev=told["rev"], at=at)
    return _("已撤销修改，恢复成原来的内容")


def _follow_up(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    remove_follow_up(viewer, told["interaction"], at=at)
    return _("已撤销这次跟进")


def _talk(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    take_back_talk(viewer, told["interaction"], tasks=told["tasks"], at=at)
    again = _("，%(n)s 个任务重新打开") % {"n": len(told["tasks"])} if told["tasks"] else ""
    return _("已撤销这次跟进%(again)s") % {"again": again}


def _put_off(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    days = {
        part: {int(key): date.fromisoformat(day) for key, day in told[part].items()}
        for part in ("tasks", "promises")
    }
    put_off(viewer, **days, at=at)
    return _("已撤销推迟，恢复原来的日子")


def _entered(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    noun = told["noun"]
    take_entry_back(viewer, noun, told["ids"], at=at, type_raised=told["raised"])
    return _("已撤销，这条%(noun)s没有留下") % {"noun": _(said_of(noun))}


def _revised(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    put_back(viewer, told["noun"], told["id"], told["before"], seen_rev=told["rev"], at=at)
    return _("已撤销修改，恢复成原来的内容")


def _removed(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    restore(viewer, told["noun"], told["ids"], at=at)
    return _("这条%(noun)s放回去了") % {"noun": _(said_of(told["noun"]))}


def _let_go(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    name = let_in_again(viewer, told["customer"], told["account"], at=at)
    return _("%(name)s 又是协作人了") % {"name": name}


def _attached(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    names = [detach(viewer, one, at=at) for one in told["ids"]]
    return _("已撤销，%(names)s 没有留下") % {"names": _("、").join(names)}


def _detached(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    return _("%(name)s 放回去了") % {"name": put_back_file(viewer, told["id"], at=at)}


def _attended(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    gone = leave_out(viewer, told["ids"], at=at)
    return _("已撤销，%(n)s 家从名单上去掉了") % {"n": gone}


def _left_out(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    bring_back(viewer, told["ids"], at=at)
    return _("已放回名单")


def _plan(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    made_at = datetime.fromisoformat(told["made_at"])
    gone = withdraw_tasks(viewer, plan=told["plan"], made_at=made_at, at=at)
    return _("已撤销 %(gone)s 个还没做的任务") % {"gone": gone}


def _change_many(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    values: dict[Any, list[int]] = {}
    for customer_id, value in told["before"]:
        values.setdefault(value, []).append(customer_id)
    for value, ids in values.items():
        change_many(viewer, ids, told["field"], value, at=at)
    return _("已撤销，%(n)s 家恢复成原来的值") % {"n": len(told["before"])}


def _view(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    save_view(viewer, told["name"], told["query"], at=at)
    return _("视图“%(name)s”放回去了") % {"name": told["name"]}


def _own_field(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    return_to(viewer, told["version"], seen=told["seen"], at=at)
    run_now("propose_again", viewer, batch=told["batch"], mapping=told["mapping"])
    return _("已撤销，栏目“%(label)s”没有留下") % {"label": told["label"]}


def _mended(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    mended(viewer, told["batch"], told["patch"], at=at)
    return _("已撤销这一处修正，数字也退回去了")


def _playbook(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    return_to(viewer, told["version"], seen=told["seen"], at=at)
    return _("已撤销，手册回到改动之前")


def _hand_ins_taken(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    for batch_id in told["batches"]:
        batch_for(viewer, batch_id)
        undo_batch(batch_id, home=settings.HOME, by=viewer.account_id, at=at)
    enqueue("analyse", viewer)
    return _("已撤销，收下的表单又回到待收")


def _hand_ins_judged(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    n = len(put_hand_ins_back(viewer, told["ids"], at=at))
    return _("已撤销，%(n)s 份又回到待收") % {"n": n}


def _gave_cells(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    n = take_back_giving(viewer, told["giving"], at=at)
    return _("已撤回 %(n)s 格，没有补的不用再补") % {"n": n}


def _filled_cells(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    take_back_fill(viewer, told["undo"], at=at)
    return _("已撤销，%(n)s 格又空着") % {"n": told["n"]}


def _keep_files(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    keep_for(viewer, told["days"], at=at)
    return _("已撤销，导入的原文件还是保留 %(n)s 天") % {"n": told["days"]}


def _set_aside(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    n = len(bring_back_aside(viewer, told["ids"], at=at))
    enqueue_soon("analyse", viewer)
    return _("已撤销，%(n)s 家又在名单和统计里了") % {"n": n}


def _brought_back(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    set_aside(viewer, dict(told["whys"]), at=at)
    enqueue_soon("analyse", viewer)
    return _("已撤销，%(n)s 家又在“无效”里了") % {"n": len(told["whys"])}


def _chosen(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    take_back_choice(viewer, told, at=at)
    return _("已撤销，恢复成原来的内容")


def _verified(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    n = take_back_verified(viewer, told["ids"], at=at)
    return _("已撤销，%(n)s 处又等着核对") % {"n": n}


_ACTS: dict[str, Callable[[Viewer, dict[str, Any], datetime], str]] = {
    **MERGES,
    **RECIPES,
    **FACETS,
    "assign": _assign,
    "tag": _tag,
    "untag": _untag,
    "edit": _edit,
    "follow_up": _follow_up,
    "entered": _entered,
    "revised": _revised,
    "removed": _removed,
    "let_go": _let_go,
    "attached": _attached,
    "detached": _detached,
    "attended": _attended,
    "left_out": _left_out,
    "plan": _plan,
    "change_many": _change_many,
    "view": _view,
    "talk": _talk,
    "put_off": _put_off,
    "hand_ins_taken": _hand_ins_taken,
    "hand_ins_judged": _hand_ins_judged,
    "playbook": _playbook,
    "keep_files": _keep_files,
    "gave_cells": _gave_cells,
    "filled_cells": _filled_cells,
    "own_field": _own_field,
    "set_aside": _set_aside,
    "brought_back": _brought_back,
    "verified": _verified,
    "chosen": _chosen,
    "mended": _mended,
}
