"""One number for everything the book holds, to compare before and after."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from zhike.records.customer.models import Customer
from zhike.records.playbook_version.models import PlaybookVersion

LOOSE = {"rev", "id", "born_batch_id", "created_at", "gone_at", "last_login"}  # may differ
BOOKKEEPING = {
    "batch", "journal_entry",  # the intake itself, and what it remembers of others
    "history_line", "notice", "guide_step",  # what is told of what happened
    "set_aside",  # why somebody is out; that he is, his own row says
    "job", "revision", "intake_key", "intake_call", "form_knock",
    "analysis_run", "standing", "score", "tier_move", "finding", "finding_customer",  # reckoned
    "match_pair", "match_standing", "match_weights",
    "match_group", "match_member", "judged_lately",  # made from pairs and judgements
    "merge_round", "rule_review",  # how merging by rule went; what it merged, the rows say
    "rule_use",  # how often a rule read cells of a batch
    "quality_day",  # how complete the book was
    "made_report", "playbook_version",  # the active playbook counts as a whole, below
}  # fmt: skip
"""Tables of ours that say how it went, not what the book holds."""


def book_checksum() -> str:
    """Return the digest of every live row of every table, whatever ids and order they got."""
    digest = hashlib.sha256()
    for said in book_lines():
        digest.update(said.encode())
    return digest.hexdigest()


def book_lines() -> Iterator[str]:
    """Yield all that counts as lines: two books are equal when these are."""
    labels = cache(_labels)
    for model in apps.get_app_config("records").get_models():
        if model._meta.db_table not in BOOKKEEPING:
            yield from sorted(_said(model, row, labels) for row in _live(model))
    yield f"playbook {PlaybookVersion.objects.filter(active=True).values_list('version').first()}"
    yield from sorted(searched())


def _live(model: type[models.Model]) -> Any:
    rows = model._base_manager.all()
    names = {field.name for field in model._meta.concrete_fields}
    rows = rows.filter(gone_at__isnull=True) if "gone_at" in names else rows
    return rows.filter(origin="hand").values() if model._meta.db_table == "tag" else rows.values()


def _said(model: type[models.Model], row: dict[str, Any], labels: Any) -> str:
    """Return a row as a line, each reference by what its target is called."""
    for field in model._meta.concrete_fields:
        if field.is_relation and row.get(field.attname) is not None:
            row[field.attname] = labels(field.related_model).get(row[field.attname], "?")
    kept = {name: value for name, value in row.items() if name not in LOOSE}
    return f"{model._meta.db_table} {json.dumps(kept, sort_keys=True, default=str)}"


def _labels(model: type[models.Model]) -> dict[int, str]:
    """Return what the rows of a table are called, by id."""
    names = {field.name for field in model._meta.concrete_fields}
    name = next((one for one in ("identity", "username", "name") if one in names), "pk")
    return {pk: str(label) for pk, label in model._base_manager.values_list("pk", name)}


def searched() -> Iterator[str]:
    """Yield what each customer is found by."""
    key = "rowid" if connection.vendor == "sqlite" else "customer_id"
    called = _labels(Customer)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, pieces FROM customer_search")
        for customer, pieces in cursor.fetchall():
            words = pieces.split() if isinstance(pieces, str) else pieces
            yield f"search {called.get(customer)} {' '.join(sorted(set(words)))}"
