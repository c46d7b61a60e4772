"""Which columns are looked at by their values, and where each is kept."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.contact.models import Contact
from zhike.records.customer.scope import customers_for
from zhike.records.own import OwnText
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

_KINDS = ("code", "text", "industry")
_EACH_ITS_OWN = frozenset({
    "customers.number", "customers.external_id", "customers.name", "customers.lawful_source",
    "customers.consent_proof", "contacts.name", "contacts.wechat", "contacts.external_id",
    "contacts.phone_kind", "customers.kind",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its field, and the column of the table it stands in."""

    spec: FieldSpec
    stored: str

    @property
    def value(self) -> Any:
        """Return the value as the database reads it."""
        return OwnText(self.stored) if self.spec.own else F(self.stored)


def columns_of(playbook: Playbook) -> list[Column]:
    """Return the columns of customers and contacts whose values many records share."""
    specs = [*playbook.offered("customers"), *playbook.offered("contacts")]
    return [
        Column(spec, "industry_text" if spec.kind == "industry" and not spec.own else spec.name)
        for spec in specs
        if spec.kind in _KINDS and spec.path not in _EACH_ITS_OWN and not spec.mask
    ]


def column_of(path: str, playbook: Playbook) -> Column:
    """Return one of these columns by its field's path; refuses any other."""
    found = next((one for one in columns_of(playbook) if one.spec.path == path), None)
    if found is None:
        raise Refused(_("这一栏不能按取值整理，请从左边选一栏。"))
    return found


def rows_of(viewer: Viewer, column: Column) -> Any:
    """Return the live rows that hold the column, within the Viewer's customers."""
    mine = customers_for(viewer)
    if column.spec.noun == "customers":
        return mine
    return Contact.objects.live().filter(customer__in=mine)
