"""Kept records an unclear row may be, told as far as the asker may see them."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from zhike.clean.asked import GIVEN
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.intake.known import visible_ids
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rows import CHUNK
from zhike.words.field import FieldSpec
from zhike.words.masked import masked
from zhike.words.viewer import Viewer

PHONE = "contacts.phone"


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
    fields = _fields(noun) if mine else {}
    return {
        asked: _one(viewer, noun, rows[now], fields) if now in mine else _veiled(rows[now])
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


def _fields(noun: Noun) -> dict[str, FieldSpec]:
    """Return the fields of a noun by column; a customer's phone is one of its contacts."""
    playbook = active_playbook()
    told = {spec.name: spec for spec in playbook.fields(noun.name)}
    return told | ({"phone": playbook.field(PHONE)} if noun.name == "customers" else {})


def _one(viewer: Viewer, noun: Noun, row: Any, fields: Mapping[str, FieldSpec]) -> dict[str, Any]:
    number = getattr(row, "external_id", "") or getattr(row, "number", "")
    labels = GIVEN.get(noun.name, {})
    texts = {name: _shown(viewer, fields, row, name) for name in ("name", *labels)}
    return {
        "id": row.pk,
        "mine": True,
        "name": texts["name"] or number,
        "number": number,
        "given": {label: texts[name] for name, label in labels.items() if texts[name]},
        "said": whose(row),
    }


def _shown(viewer: Viewer, fields: Mapping[str, FieldSpec], row: Any, name: str) -> str:
    """Return a column of a record as every page shows its field (S0-13); "" where it has none."""
    if isinstance(row, Customer) and name == "name":
        return shown_name(viewer, row)
    text = _said(row, name)
    return masked(fields[name], text, vars(row)) if name in fields else text


def _said(row: Any, name: str) -> str:
    """Return what a column says; a customer's phone is that of its first contact with one."""
    if isinstance(row, Customer) and name == "phone":
        return _phone(row)
    if name == "owner_text" and row.owner:
        return str(row.owner.name)
    own = getattr(row, name, "") or ""
    return str(own or row.number if isinstance(row, Customer) and name == "external_id" else own)


def _phone(row: Customer) -> str:
    phones: Iterable[str] = (
        row.contacts.filter(gone_at__isnull=True).order_by("id").values_list("phone", flat=True)
    )
    return next(filter(None, phones), "")


def _veiled(row: Any) -> dict[str, Any]:
    return {"id": None, "mine": False, "name": "", "number": "", "given": {}, "said": whose(row)}


def whose(row: Any) -> str:
    """Say whose a record is: 已有，归属 张三 团队."""
    owner = getattr(row, "owner", None)
    name = owner.name if owner else getattr(row, "owner_text", "")
    team = owner.team.name if owner and owner.team else ""
    told = _("、").join(part for part in (name, team) if part)
    return _("已有，归属 %(whose)s") % {"whose": told} if told else _("已有，待分配")
