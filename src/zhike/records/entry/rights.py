"""Who may write which kind of record by hand, and which rows of it (S3-41)."""

from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.fields import NOUNS as SAID
from zhike.records.customer.scope import MayNot, NotYours, customers_for, settled
from zhike.records.intake.nouns import NOUNS
from zhike.records.kept import Kept
from zhike.words.viewer import Viewer

NOTED = frozenset({"interactions", "cases"})  # what customer service writes without `edit`
WHOLE = frozenset({"channel_costs"})  # of the whole house: for who sees every customer


def said_of(noun: str) -> str:
    """Return what a kind of record is called: 订单, 问题单."""
    return next((word for word, name in SAID.items() if name == noun), noun)


def of_customer(noun: str) -> bool:
    """Say whether a kind of record belongs to a customer; products and activities are the house's.

    A customer itself does: it is its own.
    """
    return NOUNS[noun].customer_path is not None


def may_write(viewer: Viewer, noun: str) -> bool:
    """Say whether the Viewer's role may write a kind of record by hand."""
    if noun in WHOLE:
        return viewer.scope == "all" and (viewer.can("edit") or viewer.can("forms"))
    return viewer.can("edit") or (noun in NOTED and viewer.can("note"))


def insist_writer(viewer: Viewer, noun: str, act: str) -> None:
    """Refuse when the Viewer's role may not write a kind of record; `act` says what was asked."""
    if not may_write(viewer, noun):
        raise MayNot(_("您的角色不能%(act)s，请找管理员调整权限。") % {"act": _(act)})


def customer_path(noun: str) -> str:
    """Return the path from a row to its customer's id."""
    return {"customers": "pk", "order_lines": "order__customer_id"}.get(noun, "customer_id")


def owner_of(noun: str, row: Any) -> int | None:
    """Return the id of the customer a row belongs to, None where there is none."""
    if not of_customer(noun):
        return None
    found: int = row.pk if noun == "customers" else row.customer_id
    return found


def rows_for(viewer: Viewer, noun: str) -> Any:
    """Return the live rows of a noun whose customers the Viewer may see."""
    mine = customers_for(viewer)
    if noun == "customers":
        return mine
    model: type[Kept] = NOUNS[noun].model
    live = model._default_manager.filter(gone_at__isnull=True)
    if noun in WHOLE and viewer.scope != "all":
        return live.none()
    if not of_customer(noun):
        return live.filter(settled())
    return live.filter(**{f"{customer_path(noun)}__in": mine.values("id")})


def row_for(viewer: Viewer, noun: str, record_id: int) -> Any:
    """Return one live row the Viewer may see; raises NotYours otherwise."""
    row = rows_for(viewer, noun).filter(pk=record_id).first()
    if row is None:
        raise NotYours(_("没有这条%(noun)s，或它不在您的范围内。") % {"noun": _(said_of(noun))})
    return row
