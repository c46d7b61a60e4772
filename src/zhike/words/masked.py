"""How one field of a record is hidden: a person's name by what else is known of the person."""

from collections.abc import Mapping
from typing import Any

from zhike.words.field import FieldSpec
from zhike.words.masks import mask, mask_person

CONTACT, CUSTOMER = "contacts.name", "customers.name"
BESIDE = {CONTACT: ("title", "sex"), CUSTOMER: ("kind",)}
"""The fields of the same record a name is masked by: *经理, 王先生, and only a person's at all."""


def masked(spec: FieldSpec, text: str, beside: Mapping[str, Any]) -> str:
    """Return a field's text as every output shows it to those who may not see it (S0-13).

    `beside` are the stored values of the record it is of, by field name.
    """
    if spec.path == CONTACT:
        return mask_person(text, title=beside.get("title") or "", sex=beside.get("sex") or "")
    if spec.path == CUSTOMER:
        return mask_person(text) if beside.get("kind") == "person" else text
    return mask(spec.mask, text)
