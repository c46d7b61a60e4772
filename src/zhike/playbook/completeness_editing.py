"""Changing which cells a playbook counts as key data, and the share of them to reach (S3-11)."""

from collections.abc import Mapping

from zhike.playbook.fields import NOUNS, Completeness
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused

_SAID = {noun: said for said, noun in NOUNS.items()}
COUNTED = ("customers", "contacts")
"""The nouns whose fields are offered as key data."""


def said_path(spec: FieldSpec) -> str:
    """Return a field the way people write it, 客户.所属行业."""
    return f"{_SAID[spec.noun]}.{spec.label}"


def key_choices(playbook: Playbook) -> list[FieldSpec]:
    """Return the fields that may become key data and are not yet."""
    known = {spec.path for spec in playbook.key_fields}
    fields = (spec for noun in COUNTED for spec in playbook.offered(noun))
    return [spec for spec in fields if spec.path not in known]


def set_completeness(
    playbook: Playbook, *, target: float, fields: Mapping[str, float | None]
) -> Playbook:
    """Return the playbook with other key data: fields by path, some with a target of their own.

    Refused without a field, or for one there is not.
    """
    if not fields:
        raise Refused("核心字段至少要有一个。")
    named = {said_path(playbook.field(path)): own for path, own in fields.items()}
    told = {
        "target": target,
        "fields": tuple(named),
        "targets": {path: own for path, own in named.items() if own is not None},
    }
    return playbook.revised(completeness=Completeness.model_validate(told))
