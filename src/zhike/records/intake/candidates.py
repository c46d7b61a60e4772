"""Kept records an unclear row may be, told as far as the asker may see them."""

from collections.abc import Iterable
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from zhike.clean.asked import GIVEN
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.intake.known import visible_ids
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.rows import CHUNK
from zhike.words.masks import mask_person, mask_phone
from zhike.words.viewer import Viewer


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
    stands = {one: standing(noun, one) for one in ids}
    wanted = list(set(stands.values()))
    mine = visible_ids(viewer, noun, wanted)
    rows: dict[int, Any] = {}
    for start in range(0, len(wanted), CHUNK):
        rows |= noun.model._base_manager.in_bulk(wanted[start : start + CHUNK])
    return {
        asked: _one(viewer, rows[now]) if now in mine else _veiled(rows[now])
        for asked, now in stands.items()
        if now in rows
    }


def standing(noun: Noun, record_id: int) -> int:
    """Return the record that stands for one: itself, or the customer it went into."""
    while noun.model is Customer:
        into = Customer.objects.filter(pk=record_id).values_list("merged_into_id", flat=True)
        further = into.first()
        if further is None:
            break
        record_id = further
    return record_id


def _one(viewer: Viewer, row: Any) -> dict[str, Any]:
    number = getattr(row, "external_id", "") or getattr(row, "number", "")
    name = _name(viewer, row) or number
    return {
        "id": row.pk,
        "mine": True,
        "name": name,
        "number": number,
        "given": _given(viewer, row),
        "said": whose(row),
    }


def _name(viewer: Viewer, row: Any) -> str:
    if isinstance(row, Contact):
        return mask_person(row.name, title=row.title, sex=row.sex)
    return shown_name(viewer, row) if isinstance(row, Customer) else getattr(row, "name", "")


def _given(viewer: Viewer, row: Any) -> dict[str, str]:
    """Return what is told of a record, under the labels its row has (clean.asked.GIVEN)."""
    noun = "customers" if isinstance(row, Customer) else "contacts"
    texts = {name: getattr(row, name, "") or "" for name in GIVEN[noun]}
    texts["name"] = _name(viewer, row)
    if isinstance(row, Customer):
        owner = row.owner.name if row.owner else row.owner_text
        number = row.external_id or row.number
        texts |= {"phone": _phone(row), "owner_text": owner, "external_id": number}
    else:
        texts["phone"] = mask_phone(row.phone)
    return {label: str(texts[name]) for name, label in GIVEN[noun].items() if texts[name]}


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
