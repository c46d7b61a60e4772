"""What somebody just did and may take back: kept in the session under a token."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse

from zhike.records.customer.changes import assign_customers, edit_customer
from zhike.records.interaction.changes import remove_follow_up
from zhike.records.tag.changes import remove_tag, set_tag
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

SLOT, MOST = "undo", 12


def remember(session: SessionBase, act: str, **told: Any) -> str:
    """Keep how to take an act back; returns the address that does it."""
    token = secrets.token_urlsafe(6)
    kept = {**session.get(SLOT, {}), token: [act, told]}
    session[SLOT] = dict(list(kept.items())[-MOST:])
    return reverse("undo", args=[token])


def take_back(session: SessionBase, token: str, viewer: Viewer, *, at: datetime) -> str:
    """Take an act back, once; returns what happened as a sentence."""
    kept = session.get(SLOT, {})
    if token not in kept:
        raise Refused("这一步已经撤销过，或隔得太久了，请在客户页上直接修改。")
    act, told = kept[token]
    said = _ACTS[act](viewer, told, at)
    session[SLOT] = {key: value for key, value in kept.items() if key != token}
    return said


def _assign(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    for owner_id, customer_ids in told["before"]:
        assign_customers(viewer, customer_ids, owner_id=owner_id, at=at)
    return f"已撤销分派，{sum(len(ids) for _, ids in told['before'])} 家客户还给原来的跟进人"


def _tag(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    for customer_id in told["customers"]:
        remove_tag(viewer, customer_id, told["tag"], at=at)
    return f"已从 {len(told['customers'])} 家客户去掉标签“{told['tag']}”"


def _untag(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    set_tag(viewer, told["customer"], told["tag"], at=at)
    return f"标签“{told['tag']}”放回去了"


def _edit(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    edit_customer(viewer, told["customer"], told["values"], seen_rev=told["rev"], at=at)
    return "已撤销修改，恢复成原来的内容"


def _follow_up(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    remove_follow_up(viewer, told["interaction"], at=at)
    return "已撤销这次跟进"


_ACTS: dict[str, Callable[[Viewer, dict[str, Any], datetime], str]] = {
    "assign": _assign,
    "tag": _tag,
    "untag": _untag,
    "edit": _edit,
    "follow_up": _follow_up,
}
