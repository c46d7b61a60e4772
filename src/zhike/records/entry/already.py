"""Whether a customer about to be entered is kept already, and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL

from zhike.clean.matching.typed import Typed
from zhike.clean.names import match_key
from zhike.clean.no_firm import is_no_firm
from zhike.records.alike.lookups import Near, near_customers
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customers_for, settled
from zhike.records.history.changes import write_line
from zhike.records.history.models import HistoryLine
from zhike.records.search.table import matching_sql
from zhike.words.viewer import Viewer

SOME = 4
OWN_FROM, FOREIGN_FROM = 2, 4  # letters of a name from which likely ones are told
BEGINS, LOOKS = "相近名称", "看起来像"  # guesses; every other word says what is exactly equal
MET, A_DAY = "查重提示", 60  # foreign customers one person is told of in 24 hours


@dataclass(frozen=True, slots=True)
class Already:
    """A customer that is the same by something; of a foreign one only whose it is is said."""

    same: str  # 名称 电话 信用代码, or a guess: BEGINS, LOOKS
    owner: str
    team: str
    id: int | None = None
    name: str = ""
    number: str = ""
    hidden_id: int | None = None  # of a foreign one, for asking its owner; shown to nobody
    evidence: tuple[str, ...] = ()  # what a guess rests on
    relation: str = ""  # what it may be instead of the same: 分公司, 兄弟公司 …
    is_likely: bool = False  # a guess that more likely is the same than not

    @property
    def is_sure(self) -> bool:
        """Say whether it is the same, not only alike."""
        return self.same not in (BEGINS, LOOKS)


def already_kept(
    viewer: Viewer, *, name: str = "", phone: str = "", credit_code: str = ""
) -> list[Already]:
    """Return live customers of exactly this name, phone or credit code (S3-09).

    The three are in stored form, and may be empty. Rows outside the Viewer's sight are told
    without name, number and id.
    """
    key = "" if is_no_firm(name) else match_key(name)
    conditions = {
        "名称": Q(match_key=key) if key else None,
        "电话": Q(contacts__phone=phone, contacts__gone_at__isnull=True) if phone else None,
        "信用代码": Q(credit_code=credit_code) if credit_code else None,
    }
    found: dict[int, Already] = {}
    for same, condition in conditions.items():
        for row in _rows(condition) if condition is not None else ():
            found.setdefault(row.pk, _already(viewer, row, same))
    return _veiled(viewer, found)


def likely(viewer: Viewer, typed: Typed, *, at: datetime) -> list[Already]:
    """Return what is kept already while somebody still types, in stored form: first the same.

    Then what looks alike, with what that rests on, then what begins so. The Viewer's own are told
    from two letters on, foreign ones only by a whole phone or code, the whole name, four letters
    of its beginning or as probable duplicates, and at most 60 of them in 24 hours: nobody lists
    another's book by typing.
    """
    sure = same_or_alike(viewer, typed)
    alike = _beginning(viewer, typed.name, known={one.id or one.hidden_id or 0 for one in sure})
    return told_within(viewer, [*sure, *_veiled(viewer, alike)][: 2 * SOME], at)


def same_or_alike(viewer: Viewer, typed: Typed) -> list[Already]:
    """Return kept customers that are the same by something, and those that look alike."""
    exact = already_kept(
        viewer, name=typed.name, phone=next(iter(typed.phones), ""), credit_code=typed.credit_code
    )
    known = {one.id or one.hidden_id or 0 for one in exact}
    return [*exact, *(_near(viewer, one) for one in near_customers(viewer, typed, without=known))]


def _beginning(viewer: Viewer, name: str, *, known: set[int]) -> dict[int, Already]:
    key = match_key(name)
    alike: dict[int, Already] = {}
    if len(key) >= OWN_FROM:
        mine = customers_for(viewer).filter(_holding(name)).exclude(pk__in=known)
        near = mine.select_related("owner__team").order_by("id")[:SOME]
        alike |= {row.pk: _already(viewer, row, BEGINS) for row in near}
    if len(key) >= FOREIGN_FROM:
        begins = _holding(name) & Q(match_key__startswith=key) & ~Q(pk__in=known)
        others = [row for row in _rows(begins) if row.pk not in alike]
        alike |= {row.pk: _already(viewer, row, BEGINS) for row in others}
    return alike


def _holding(text: str) -> Q:
    """Return the condition that name, number or initials hold all pieces of a text."""
    found = matching_sql(text)
    if found is None:
        return Q(name__startswith=text)
    return Q(pk__in=RawSQL(*found))  # noqa: S611 - the two statements of search.table


def _rows(condition: Q) -> Any:
    rows = Customer.objects.live().filter(condition, settled()).distinct()
    return rows.select_related("owner__team").order_by("id")[:SOME]


def _already(viewer: Viewer, row: Customer, same: str) -> Already:
    owner = row.owner
    return Already(
        same=same,
        owner=owner.name if owner else row.owner_text,
        team=owner.team.name if owner and owner.team else "",
        id=row.pk,
        name=shown_name(viewer, row),
        number=row.external_id or row.number,
    )


def _near(viewer: Viewer, near: Near) -> Already:
    told = _already(viewer, near.row, LOOKS)
    if not near.is_mine:
        told = replace(told, id=None, name="", number="", hidden_id=near.row.pk)
    return replace(told, evidence=near.evidence, relation=near.relation, is_likely=near.is_likely)


def _veiled(viewer: Viewer, found: dict[int, Already]) -> list[Already]:
    mine = set(customers_for(viewer).filter(pk__in=list(found)).values_list("id", flat=True))
    return [
        one if key in mine else replace(one, id=None, name="", number="", hidden_id=key)
        for key, one in found.items()
    ]


def told_within(viewer: Viewer, rows: Sequence[Already], at: datetime) -> list[Already]:
    """Return the rows without the foreign ones past the day's measure of 60; new ones are noted.

    Whatever tells somebody of foreign customers goes through here, so that nobody lists them.
    """
    foreign = [one.hidden_id for one in rows if one.hidden_id is not None]
    if not foreign:
        return list(rows)
    lines = HistoryLine.objects.filter(
        action=MET, by_id=viewer.account_id, at__gt=at - timedelta(days=1)
    )
    seen = set(lines.values_list("record_id", flat=True))
    allowed = set(seen)
    for key in foreign:
        if key not in seen and len(allowed) < A_DAY:
            write_line(MET, "met", key, by=viewer.account_id, at=at)
            allowed.add(key)
    return [one for one in rows if one.hidden_id is None or one.hidden_id in allowed]
