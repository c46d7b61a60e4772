"""Kept records an unclear row may be, told as far as the asker may see them."""

from collections.abc import Iterable
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.intake.known import visible_ids
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.rows import CHUNK
from zhike.words.masks import mask_phone
from zhike.words.viewer import Viewer

_LABELS = {"name": "名称", "external_id": "编号", "credit_code": "信用代码", "city": "城市"}


def candidates_for(viewer: Viewer, asked: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """Return what is told of each record named in `ids` of asked rows (clean.asked.ASKED), by id.

    `id`, `name`, `number`, `said`, `given` {label: text} and `mine`; of a record outside the
    Viewer's sight only whose it is is said.
    """
    found: dict[int, dict[str, Any]] = {}
    for noun_name in asked["noun"].unique():
        some = asked.filter(pl.col("noun") == noun_name)["ids"].explode().drop_nulls().unique()
        found |= _told(viewer, NOUNS[noun_name], some.to_list())
    return found


def _told(viewer: Viewer, noun: Noun, ids: list[int]) -> dict[int, dict[str, Any]]:
    mine = visible_ids(viewer, noun, ids)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), CHUNK):
        rows = noun.model._base_manager.filter(pk__in=ids[start : start + CHUNK])
        owned = hasattr(noun.model, "owner")
        for row in rows.select_related("owner__team") if owned else rows:
            found[row.pk] = _one(row) if row.pk in mine else _veiled(row)
    return found


def _one(row: Any) -> dict[str, Any]:
    number = getattr(row, "external_id", "") or getattr(row, "number", "")
    given = {_(label): str(getattr(row, name, "") or "") for name, label in _LABELS.items()}
    if isinstance(row, Customer):
        given |= {_("联系电话"): _phone(row)}
    name = str(getattr(row, "name", "") or number)
    return {
        "id": row.pk,
        "mine": True,
        "name": name,
        "number": number,
        "given": {label: text for label, text in given.items() if text},
        "said": whose(row),
    }


def _phone(row: Customer) -> str:
    phones: Iterable[str] = (
        row.contacts.filter(gone_at__isnull=True).order_by("id").values_list("phone", flat=True)
    )
    return next((mask_phone(phone) for phone in phones if phone), "")


def _veiled(row: Any) -> dict[str, Any]:
    return {"id": None, "mine": False, "name": "", "number": "", "given": {}, "said": whose(row)}


def whose(row: Any) -> str:
    """Say whose a record is: 已有，归属 张三 团队."""
    owner = getattr(row, "owner", None)
    name = owner.name if owner else getattr(row, "owner_text", "")
    team = owner.team.name if owner and owner.team else ""
    told = _("、").join(part for part in (name, team) if part)
    return _("已有，归属 %(whose)s") % {"whose": told} if told else _("已有，待分配")
