"""Whether a customer about to be entered is kept already, and whose it is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zhike.clean.names import match_key
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for, settled
from zhike.words.viewer import Viewer

SOME = 4


@dataclass(frozen=True, slots=True)
class Already:
    """A customer that is the same by something; of a foreign one only whose it is is said."""

    same: str  # 名称 电话 信用代码
    owner: str
    team: str
    id: int | None = None
    name: str = ""
    number: str = ""


def already_kept(
    viewer: Viewer, *, name: str = "", phone: str = "", credit_code: str = ""
) -> list[Already]:
    """Return live customers of exactly this name, phone or credit code (S3-09).

    The three are in stored form, and may be empty. Rows outside the Viewer's sight are told
    without name, number and id.
    """
    conditions = {
        "名称": Q(match_key=match_key(name)) if match_key(name) else None,
        "电话": Q(contacts__phone=phone, contacts__gone_at__isnull=True) if phone else None,
        "信用代码": Q(credit_code=credit_code) if credit_code else None,
    }
    found: dict[int, Already] = {}
    for same, condition in conditions.items():
        for row in _rows(condition) if condition is not None else ():
            found.setdefault(row.pk, _already(row, same))
    mine = set(customers_for(viewer).filter(pk__in=list(found)).values_list("id", flat=True))
    return [one if key in mine else _veiled(one) for key, one in found.items()]


def _rows(condition: Q) -> Any:
    rows = Customer.objects.live().filter(condition, settled()).distinct()
    return rows.select_related("owner__team").order_by("id")[:SOME]


def _already(row: Customer, same: str) -> Already:
    owner = row.owner
    return Already(
        same=same,
        owner=owner.name if owner else row.owner_text,
        team=owner.team.name if owner and owner.team else "",
        id=row.pk,
        name=row.name,
        number=row.external_id or row.number,
    )


def _veiled(one: Already) -> Already:
    return Already(one.same, one.owner, one.team)
