"""The key values of customers as they stand, shown masked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.playbook.playbook import Playbook
from zhike.records.customer.models import Customer
from zhike.records.intake.nouns import NOUNS
from zhike.records.portrait.page import shown_value
from zhike.words.field import FieldSpec
from zhike.words.masked import BESIDE, CUSTOMER, masked
from zhike.words.viewer import Viewer
from zhike.words.wording import NOTHING


@dataclass(frozen=True, slots=True)
class Text:
    """One value as a text, and what is kept beside it that its mask depends on."""

    value: str
    beside: Mapping[str, Any]


Texts = dict[tuple[int, str], tuple[Text, ...]]
"""(customer, field path) → the value, or those of its records in order; none where it is empty."""


def texts_of(customer_ids: Iterable[int], specs: Sequence[FieldSpec], playbook: Playbook) -> Texts:
    """Return the values of customers already looked up; of other nouns those that hang on them."""
    ids, found = list(customer_ids), Texts()
    own = [spec for spec in specs if spec.noun == "customers"]
    for row in Customer.objects.filter(pk__in=ids).select_related("owner") if own else ():
        for spec in own:
            if (text := shown_value(spec, row, playbook)) != NOTHING:
                found[row.pk, spec.path] = (Text(text, vars(row)),)
    for spec in specs:
        if spec.noun != "customers":
            found |= _of_records(ids, spec)
    return found


def _of_records(ids: Sequence[int], spec: FieldSpec) -> Texts:
    noun = NOUNS[spec.noun]
    if noun.parent_noun != "customers":
        return {}
    rows: Any = noun.model._default_manager
    rows = rows.filter(customer_id__in=ids, gone_at__isnull=True)
    column = "own" if spec.own else spec.name
    found: Texts = {}
    for row in rows.order_by("id").values("customer_id", column, *BESIDE.get(spec.path, ())):
        key, value = (row["customer_id"], spec.path), row[column]
        text = str((value.get(spec.name) if spec.own else value) or "")
        if text:
            found[key] = (*found.get(key, ()), Text(text, row))
    return found


def shown(spec: FieldSpec, texts: Sequence[Text], *, hides_person: bool = False) -> str:
    """Return values as pages show them: masked where the field is, or the name a person's."""
    if spec.path == CUSTOMER and not hides_person:
        return "、".join(text.value for text in texts)
    return "、".join(masked(spec, text.value, text.beside) for text in texts)


def hides_person(viewer: Viewer, row: Any) -> bool:
    """Say whether a record's name is a person's that the Viewer may not see in full (S0-13)."""
    return getattr(row, "kind", "") == "person" and not viewer.can("see_full")


def as_one(texts: Sequence[Text]) -> str:
    """Return a field's values as one text: one more, and it is another."""
    return "\x1f".join(text.value for text in texts)
