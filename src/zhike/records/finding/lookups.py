"""Reading findings: sentences with names put in, for what the Viewer may see."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.account.models import Account
from zhike.records.customer.named import Named, named_for
from zhike.records.customer.scope import NotYours, customers_for
from zhike.records.finding.models import Finding, FindingCustomer
from zhike.records.finding.scopes import scopes_of
from zhike.records.score.lookups import current_run
from zhike.words.viewer import Viewer

_NAME = re.compile(r"⟦(客户|人) (\d+)⟧")
UNSEEN = {"客户": "范围外的客户", "人": "一位同事"}
SAME = "同一客户"  # gone once its records were merged


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as lists show it; `customers` is how many of it the Viewer may see."""

    id: int
    kind: str
    title: str
    text: str
    n: int
    n_said: str
    wording: str
    p: float | None
    interval: str
    refused: bool
    reason: str
    suggestion: str
    plan: str
    customers: int
    as_of: date
    customer_ids: tuple[int, ...] = ()
    figures: tuple[Mapping[str, Any], ...] = ()
    is_outside: bool = False  # of another scope: its totals are not told

    def as_json(self, said: Mapping[int, str]) -> dict[str, Any]:
        """Return the shape scripts rely on; `said` gives the ids people know customers by."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "text": self.text,
            "n": self.n,
            "p": self.p,
            "interval": self.interval,
            "wording": self.wording,
            "refused": self.refused,
            "reason": self.reason,
            "suggestion": self.suggestion,
            "customers": [said[one] for one in self.customer_ids if one in said],
            "figures": {one["name"]: one["raw"] for one in self.figures},
        }


def findings_for(viewer: Viewer, *, refused: bool = False) -> list[FindingRow]:
    """Return what the current run found within the Viewer's scope, what concerns the role first.

    The first of each kind come before the second of any; with `refused` those nothing may be
    concluded from.
    """
    run = current_run()
    if run is None:
        return []
    found = Finding.objects.filter(run_id=run.id, scope__in=scopes_of(viewer), refused=refused)
    found = found.select_related("run").order_by("order", "id")
    rows = _without_merged(list(found))
    seen = _seen(viewer, rows)
    rows = [row for row in rows if seen[row.pk] or not row.content["plan"]]
    names = _names(viewer, rows)
    return [_row(row, seen[row.pk], names) for row in _ordered(rows, viewer.role)]


def finding_of(viewer: Viewer, finding_id: int) -> "tuple[Finding, FindingRow, Names]":
    """Return one finding as kept, as said and with the names it needs.

    One of an earlier run is kept while a task links to it. Raises NotYours outside the scope.
    """
    found = Finding.objects.filter(pk=finding_id, scope__in=scopes_of(viewer))
    own = found.select_related("run").first()
    row = own or _of_a_task(viewer, finding_id)
    if row is None:
        raise NotYours(_("没有这条发现，或它不在您的范围内。重新分析后旧的发现会换成新的。"))
    names = _names(viewer, [row])
    said = _row(row, _seen(viewer, [row])[row.pk], names)
    return row, said if own else _from_outside(said), names


def _of_a_task(viewer: Viewer, finding_id: int) -> Finding | None:
    """Return a finding of another scope that a task about the Viewer's customers came from."""
    tasks = {"tasks__customer__in": customers_for(viewer)}
    return Finding.objects.filter(pk=finding_id, **tasks).select_related("run").first()


def _from_outside(row: FindingRow) -> FindingRow:
    """Return a finding without its totals, for who may see only some of its customers."""
    text = f"“{row.title}”里有您看得到的 {row.customers} 家，任务从这里来。"
    return replace(row, text=text, figures=(), is_outside=True)


def _ordered(rows: list[Finding], role: str) -> list[Finding]:
    kinds: dict[str, int] = {}
    placed = []
    for row in rows:
        nth = kinds[row.kind] = kinds.get(row.kind, 0) + 1
        placed.append((nth, role not in row.audience, row.order, row.pk, row))
    return [row for *_, row in sorted(placed, key=lambda one: one[:4])]


def _without_merged(rows: list[Finding]) -> list[Finding]:
    same = [row.pk for row in rows if row.kind == SAME]
    merged = FindingCustomer.objects.filter(
        finding_id__in=same, customer__merged_into__isnull=False
    )
    gone = set(merged.values_list("finding_id", flat=True))
    return [row for row in rows if row.pk not in gone]


def _seen(viewer: Viewer, rows: Iterable[Finding]) -> dict[int, tuple[int, ...]]:
    """Return the customers of each finding that the Viewer may see, in the finding's order."""
    found: dict[int, list[int]] = {row.pk: [] for row in rows}
    mine = FindingCustomer.objects.filter(
        finding_id__in=list(found), customer__in=customers_for(viewer)
    )
    for finding_id, one in mine.order_by("finding_id", "place").values_list(
        "finding_id", "customer_id"
    ):
        found[finding_id].append(one)
    return {key: tuple(ids) for key, ids in found.items()}


@dataclass(frozen=True, slots=True)
class Names:
    """Customers and people by id, for the places a text keeps for them."""

    customers: Mapping[int, Named]
    people: Mapping[int, str]

    def put_in(self, text: str) -> str:
        """Return the text with names, or with words for who may not be named."""

        def name(found: re.Match[str]) -> str:
            key = int(found[2])
            if found[1] == "人":
                return self.people.get(key, UNSEEN["人"])
            return self.customers[key].name if key in self.customers else UNSEEN["客户"]

        return _NAME.sub(name, text)


def _names(viewer: Viewer, rows: Iterable[Finding]) -> Names:
    wanted: dict[str, set[int]] = {"客户": set(), "人": set()}
    for row in rows:
        content = row.content
        texts = [row.title, content["text"], *(one["name"] for one in content["figures"])]
        for kind, key in _NAME.findall(" ".join(texts)):
            wanted[kind].add(int(key))
        wanted["客户"] |= {one["customer_id"] for one in content["behind"]}
    people = Account.objects.filter(pk__in=wanted["人"]).values_list("id", "name")
    return Names(named_for(viewer, wanted["客户"]), dict(people))


def _row(row: Finding, ids: tuple[int, ...], names: Names) -> FindingRow:
    content = row.content
    figures = [one | {"name": names.put_in(one["name"])} for one in content["figures"]]
    return FindingRow(
        id=row.pk,
        kind=row.kind,
        title=names.put_in(row.title),
        text=names.put_in(content["text"]),
        n=content["n"],
        n_said=content["n_said"],
        wording=row.wording,
        p=content["tested"]["p"],
        interval=content["tested"]["interval"],
        refused=row.refused,
        reason=content["reason"],
        suggestion=content["suggestion"],
        plan=content["plan"],
        customers=len(ids),
        as_of=row.run.as_of,
        customer_ids=ids,
        figures=tuple(figures),
    )
