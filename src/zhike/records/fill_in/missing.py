"""Which cells are empty and given to nobody yet, and to whom they would go."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from zhike.records.account.models import Account
from zhike.records.catalogue.filled import of_customer
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for
from zhike.records.fill_in.models import FillIn
from zhike.records.fill_in.state import cells_for
from zhike.records.kept import LiveRows
from zhike.records.listing.choices import counts_for
from zhike.records.listing.grid import GridQuestion
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.score.lookups import current_run_id
from zhike.records.score.models import Standing
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer

MOST = 20_000  # cells of one giving
Wanted = Mapping[str, int | None]  # path of a field → how many cells; None gives all of them


@dataclass(frozen=True, slots=True)
class Empty:
    """One empty cell nobody was asked for; `owner_id` is None where nobody follows the customer."""

    customer_id: int
    path: str
    owner_id: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """What one person would be asked for; `owner_id` None are customers nobody follows."""

    owner_id: int | None
    owner: str
    cells: int
    customers: int
    fields: tuple[tuple[str, int], ...]


def empties(viewer: Viewer, specs: Mapping[str, FieldSpec], wanted: Wanted) -> list[Empty]:
    """Return the empty cells of the Viewer's customers to give, those with most sales first.

    What was given already is left out. A count of a field takes the first so many (S3-10).
    """
    found: list[Empty] = []
    for path, most in wanted.items():
        room = MOST - len(found)
        rows = _ungiven(lacking(viewer, specs[path]), path)
        some = _richest_first(rows)[: room if most is None else min(most, room)]
        found += [Empty(pk, path, owner) for pk, owner in some.values_list("id", "owner_id")]
    return found


def lacking(viewer: Viewer, spec: FieldSpec) -> LiveRows[Customer]:
    """Return the Viewer's customers whose field is empty and fits them."""
    rows = customers_for(viewer).filter(~of_customer(spec))
    return rows.filter(kind=spec.audience) if spec.audience in ("organisation", "person") else rows


def lacking_counts(viewer: Viewer, specs: Mapping[str, FieldSpec]) -> dict[str, int]:
    """Return how many of the Viewer's customers lack each field and were given to nobody for it."""
    given = cells_for(viewer, active_playbook()).filter(filled=False)
    given = given.filter(customer__in=customers_for(viewer).values("id")).order_by()
    taken = {row["path"]: row["n"] for row in given.values("path").annotate(n=Count("id"))}
    counted = counts_lacking(viewer, [path for path, spec in specs.items() if not spec.audience])
    return {
        path: counted[path] - taken.get(path, 0)
        if path in counted
        else _ungiven(lacking(viewer, spec), path).count()
        for path, spec in specs.items()
    }


def counts_lacking(viewer: Viewer, paths: Sequence[str]) -> dict[str, int]:
    """Return how many of the Viewer's customers lack each field, as the list of customers counts.

    The path 1 stands for any of the key fields.
    """
    asked = {path: GridQuestion(filters={"missing": path}) for path in paths}
    return counts_for(viewer, asked, as_of=date.min)


def shares(cells: list[Empty], labels: Mapping[str, str]) -> list[Share]:
    """Return what each person would be asked for, the most first; nobody's customers last."""
    people = {cell.owner_id for cell in cells if cell.owner_id is not None}
    names = dict(Account.objects.filter(pk__in=people).values_list("id", "name"))
    mine: dict[int | None, list[Empty]] = {}
    for cell in cells:
        mine.setdefault(cell.owner_id, []).append(cell)
    found = [
        _share(owner, names[owner] if owner is not None else "", some, labels)
        for owner, some in mine.items()
    ]
    return sorted(found, key=lambda share: (share.owner_id is None, -share.cells, share.owner))


def _share(owner: int | None, name: str, mine: list[Empty], labels: Mapping[str, str]) -> Share:
    fields = Counter(labels[cell.path] for cell in mine).most_common()
    return Share(owner, name, len(mine), len({cell.customer_id for cell in mine}), tuple(fields))


def managers(viewer: Viewer) -> list[Account]:
    """Return who may be asked for customers nobody follows: those who hand customers out (S2-05).

    Leaders of a team come first, the fewest cells that wait first.
    """
    people = Account.objects.filter(is_active=True).select_related("role").order_by("id")
    able = [one for one in people if "assign" in one.role.rights]
    return sorted(able, key=lambda one: (one.role.scope != "team", one.pk != viewer.account_id))


def _ungiven(rows: LiveRows[Customer], path: str) -> LiveRows[Customer]:
    given = FillIn.objects.filter(path=path, gone_at=None, customer_id=OuterRef("pk"))
    return rows.filter(~Q(Exists(given)))


def _richest_first(rows: LiveRows[Customer]) -> Any:
    amount = Standing.objects.filter(run_id=current_run_id(), customer_id=OuterRef("pk"))
    ranked: Any = rows.annotate(sold=Subquery(amount.values("amount_fen")[:1]))
    return ranked.order_by(F("sold").desc(nulls_last=True), "id")
