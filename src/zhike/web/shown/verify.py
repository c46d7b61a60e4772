"""What is to be looked at again, laid out: a customer a line, its values in question beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from zhike.playbook.playbook import Playbook
from zhike.records.account.lookups import people
from zhike.records.crosscheck.lookups import Conflict
from zhike.records.customer.named import Named, named_for
from zhike.records.reverify.due import Due
from zhike.records.reverify.since import since_of
from zhike.records.reverify.values import Text, shown, texts_of
from zhike.records.said import summed
from zhike.words.field import FieldSpec
from zhike.words.masked import CUSTOMER
from zhike.words.viewer import Viewer

SHOWN = 30  # customers on a page
MOST = 50  # finds of one rule


@dataclass(frozen=True, slots=True)
class DueCell:
    """One value in question, and since when it stands."""

    path: str
    label: str
    text: str
    since: date | None
    how: str
    is_one: bool  # it can be written anew here: one record has it, and nobody has to agree first


@dataclass(frozen=True, slots=True)
class DueRow:
    """One customer with its values in question."""

    customer: Named
    owner: str
    amount: str
    cells: list[DueCell]


def owners_shown(due: Due, chosen: str) -> list[dict[str, Any]]:
    """Return who has how many customers to look at, as chips; the most first."""
    counts = due.rows["owner_id"].value_counts(sort=True).iter_rows()
    names = _names()
    return [
        {"key": str(owner or 0), "name": names.get(owner, ""), "count": n,
         "here": str(owner or 0) == chosen}
        for owner, n in counts
    ]  # fmt: skip


def rows_shown(viewer: Viewer, due: Due, *, page: int, playbook: Playbook) -> list[DueRow]:
    """Return the customers of one page, values masked as lists mask them."""
    some = due.rows.slice((page - 1) * SHOWN, SHOWN)
    ids = some["id"].to_list()
    named, texts = named_for(viewer, ids), texts_of(ids, due.specs, playbook)
    since, names = since_of(ids, due.specs), _names()
    found = []
    for customer_id, owner, amount, bits in some.iter_rows():
        if customer_id not in named:
            continue
        cells = [
            _cell(
                spec,
                _seen(spec, named[customer_id], texts[customer_id, spec.path]),
                since.get((customer_id, spec.path)),
            )
            for spec in due.fields_of(bits)
            if (customer_id, spec.path) in texts
        ]  # fmt: skip
        money = summed(amount) if amount else ""
        found.append(DueRow(named[customer_id], names.get(owner, ""), money, cells))
    return found


def _cell(spec: FieldSpec, texts: tuple[Text, ...], since: tuple[date, str] | None) -> DueCell:
    is_one = len(texts) == 1 and not spec.needs_consent
    on, how = since or (None, "")
    return DueCell(spec.path, spec.label, shown(spec, texts), on, how, is_one)


def _seen(spec: FieldSpec, named: Named, texts: tuple[Text, ...]) -> tuple[Text, ...]:
    """Return the values, the name as lists say it: masked where it is a person's."""
    return (Text(named.name, {}),) if spec.path == CUSTOMER else texts


def _names() -> dict[int | None, str]:
    return {person.id: person.name for person in people()}


def doubts_shown(viewer: Viewer, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rules that found something: count, and the first finds with where to mend them."""
    return [_doubt(viewer, rule) for rule in rules if rule["found"]]


def _doubt(viewer: Viewer, rule: dict[str, Any]) -> dict[str, Any]:
    found = rule["found"]
    named = named_for(viewer, {one["customer_id"] for one in found[:MOST]})
    rows = [
        {
            "customer": named[one["customer_id"]],
            "said": one["said"],
            "key": f"{one['customer_id']}:{one['noun']}:{one['record_id']}",
            "mend": mend_url(one["noun"], one["record_id"]),
            "in_panel": one["noun"] != "customers",
        }
        for one in found[:MOST]
        if one["customer_id"] in named
    ]
    told = {name: rule[name] for name in ("id", "said", "severity")}
    return told | {"rows": rows, "count": len(found), "is_part": len(found) > len(rows)}


def mend_url(noun: str, record_id: int) -> str:
    """Return the address at which a record is changed."""
    name = "customer_edit" if noun == "customers" else f"edit_{noun}"
    return reverse(name, args=[record_id])


def conflicts_shown(viewer: Viewer, conflicts: Sequence[Conflict]) -> list[dict[str, Any]]:
    """Return the first disagreements: the customer, the field, and what each source says."""
    some = conflicts[:MOST]
    named = named_for(viewer, {one.customer_id for one in some})
    return [
        {"customer": named[one.customer_id], "one": one} for one in some if one.customer_id in named
    ]
