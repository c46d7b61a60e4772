"""What a list of customers was asked for: filters, search, sort, page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from zhike.playbook.playbook import Playbook
from zhike.records.account.models import Account
from zhike.records.catalogue.filled import of_customer
from zhike.records.customer.models import Customer
from zhike.records.finding.models import FindingCustomer
from zhike.records.interaction.models import Interaction
from zhike.records.kept import LiveRows
from zhike.records.playbook_version.lookups import active_playbook, key_fields_now
from zhike.records.score.models import Score, Standing
from zhike.records.search.table import matching_sql
from zhike.records.tag.models import Tag
from zhike.words.field import FieldSpec

EQUALS = {
    "customer_type": "客户类型", "region": "区域", "size_label": "规模", "industry_group": "行业",
    "source_channel": "渠道", "owner": "跟进人", "province": "省份", "status": "状态",
}  # fmt: skip
SORTS = {
    "name": "name", "number": "id", "region": "region", "last_follow": "last_follow_on",
    "first_contact": "first_contact_on", "amount": "standing_amount", "type": "customer_type",
    "potential": "potential",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GridQuestion:
    """One question to the list of customers; unknown filters are ignored by `from_query`."""

    filters: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    sort: str = "number"
    page: int = 1
    page_size: int = 50
    columns: str = ""  # which columns it is shown with, where it names any

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "GridQuestion":
        """Return the question a URL asks."""
        names = {
            *EQUALS,
            "tier",
            "tag",
            "idle",
            "batch",
            "missing",
            "segment",
            "abc",
            "finding",
            "team",
        }
        filters = {name: query[name] for name in query if name in names and query[name]}
        sort = query.get("sort", "number")
        page = query.get("page", "1")
        return cls(
            filters=filters,
            search=query.get("q", "").strip()[:60],
            sort=sort if sort.lstrip("-") in SORTS else "number",
            page=max(1, int(page)) if page.isdigit() else 1,
            columns=query.get("cols", "")[:400],
        )


def answer_rows(
    rows: LiveRows[Customer], question: GridQuestion, *, run_id: int | None, as_of: date
) -> QuerySet[Customer]:
    """Return the rows that answer a question, in its order; `rows` are already row-limited."""
    for name, value in question.filters.items():
        rows = rows.filter(_condition(name, value, run_id=run_id, as_of=as_of))
    if question.search:
        rows = rows.filter(search_condition(question.search))
    return _sorted(rows, question.sort, run_id)


def search_condition(text: str) -> Q:
    """Return the condition that name, number or pinyin initials hold all pieces of the text."""
    found = matching_sql(text)
    if found is None:
        return Q(name__startswith=text)
    sql, parameters = found
    return Q(pk__in=RawSQL(sql, parameters))  # noqa: S611 - the two statements of search.table


def _condition(name: str, value: str, *, run_id: int | None, as_of: date) -> Q:
    if name in ("owner", "team"):
        nobody = Q(owner__isnull=True) if value == "none" else Q()
        return Q(owner__in=people_of(name, value)) | nobody
    if name in EQUALS:
        return Q(**{name: "" if value == "—" else value})
    if name == "batch":
        return _of_batch(value)
    if name == "finding":
        about = FindingCustomer.objects.filter(finding_id=int(value) if value.isdigit() else 0)
        return Q(pk__in=about.values("customer_id"))
    if name == "missing":
        return lacking_any(wanted_fields(value))
    if name == "idle":
        return _idle(int(value) if value.isdigit() else 30, as_of)
    return _computed(name, value, run_id)


def wanted_fields(value: str) -> tuple[FieldSpec, ...]:
    """Return the fields a condition of absence means: the key fields by 1, else one by its path."""
    if value == "1":
        return key_fields_now()
    known = {spec.path: spec for spec in key_fields_now()}
    return (known[value],) if value in known else _named(active_playbook(), value)


def _named(playbook: Playbook, path: str) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in playbook.said_paths.values() if spec.path == path)[:1]


def lacking_any(fields: Sequence[FieldSpec]) -> Q:
    """Return the condition that a customer lacks at least one of some fields (S3-10)."""
    found = Q(pk__in=[])
    for spec in fields:
        found |= ~of_customer(spec)
    return found


def people_of(name: str, value: str) -> QuerySet[Account]:
    """Return the accounts an owner's or a team's name means; none has no team, or is nobody."""
    if value == "none":
        return Account.objects.filter(team=None) if name == "team" else Account.objects.none()
    return Account.objects.filter(**{"name" if name == "owner" else "team__name": value})


def _of_batch(value: str) -> Q:
    """Return the condition that a customer was born of a batch; none was entered by hand."""
    if value == "none":
        return Q(born_batch__isnull=True)
    return Q(born_batch_id=int(value)) if value.isdigit() else Q(pk=None)


def _idle(days: int, as_of: date) -> Q:
    """近N天未跟进: at least N full days since the last follow-up, or never (rules.md §0)."""
    last = as_of - timedelta(days=days)
    return Q(last_follow_on__lte=last) | Q(
        Q(last_follow_on__isnull=True)
        & (Q(stated_follow_up_on__isnull=True) | Q(stated_follow_up_on__lte=last))
    )


def _computed(name: str, value: str, run_id: int | None) -> Q:
    mine: dict[str, Any] = {"customer_id": OuterRef("pk")}
    if name == "tier":
        return _tiers(value, run_id, mine)
    if name == "tag":
        tags = Tag.objects.filter(
            Q(origin="rule", run_id=run_id) | Q(origin="hand", gone_at__isnull=True)
        )
        return Q(Exists(tags.filter(tag=value, **mine)))
    return Q(Exists(Standing.objects.filter(run_id=run_id, **{name: value}, **mine)))


def _tiers(value: str, run_id: int | None, mine: dict[str, Any]) -> Q:
    """Return the condition that a customer has every tier named: 优先级:S,价值分层:A."""
    found = Q()
    for pair in value.split(","):
        scheme, _, tier = pair.partition(":")
        found &= Q(Exists(Score.objects.filter(run_id=run_id, scheme=scheme, tier=tier, **mine)))
    return found


def _sorted(rows: LiveRows[Customer], sort: str, run_id: int | None) -> QuerySet[Customer]:
    column, down = SORTS[sort.lstrip("-")], sort.startswith("-")
    if column == "standing_amount":
        amount = Standing.objects.filter(run_id=run_id, customer_id=OuterRef("pk"))
        with_amount: Any = rows.annotate(standing_amount=amount.values("amount_fen")[:1])
        rows = with_amount
    by = F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True)
    return rows.order_by(by, "-id" if down else "id")


class LastTalk(NamedTuple):
    """What was said at the newest follow-up and what comes next."""

    summary: str
    next_step: str


def last_interactions(customer_ids: list[int]) -> dict[int, LastTalk]:
    """Return the newest live follow-up of each customer."""
    rows = Interaction.objects.live().filter(customer_id__in=customer_ids)
    some = rows.order_by("happened_on", "id").values_list("customer_id", *LastTalk._fields)
    return {customer_id: LastTalk(*said) for customer_id, *said in some}
