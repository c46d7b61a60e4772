"""Accounts made for colleagues nobody knew, together with the batch that names them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import polars as pl
from django.db import models, transaction

from zhike.clean.owners import strangers, with_placeholders
from zhike.records.account.changes import create_account
from zhike.records.account.models import Account
from zhike.records.batch.models import Batch
from zhike.records.history.models import HistoryLine
from zhike.records.intake.nouns import NOUNS
from zhike.words.mending import PLACEHOLDER, Mending
from zhike.words.proposal import Part, Proposal

ROLE = "销售顾问"


def strangers_in(proposal: Proposal, mending: Mending) -> list[str]:
    """Return the colleagues an account is to be made for: who is named in rows that are written."""
    wanted = [name for name, login in mending.owners.items() if login == PLACEHOLDER]
    named: set[str] = set()
    for part in proposal.parts if wanted else ():
        moving = part.rows.filter(pl.col("_fate").is_in(["new", "changed"]))
        named |= strangers(part.noun, moving)
    return [name for name in wanted if name in named]


@transaction.atomic
def make_placeholders(
    batch_id: int, names: Sequence[str], *, by: int, at: datetime
) -> dict[str, int]:
    """Make an account without a password for each name; the batch remembers which it made."""
    if not names:
        return {}
    team_id = Account.objects.values_list("team_id", flat=True).get(pk=by)
    made = {
        name: create_account(_login(name), name=name, role=ROLE, team_id=team_id, by=by, at=at)
        for name in names
    }
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    batch.about = batch.about | {"made_accounts": list(made.values())}
    batch.save(update_fields=["about"])
    return made


def _login(name: str) -> str:
    """Return a login name nobody has: the person's own, or with a number behind."""
    plain, number = name.strip()[:60], 1
    login = plain
    while Account.objects.filter(username=login).exists():
        number += 1
        login = f"{plain}{number}"
    return login


def owned_by(proposal: Proposal, made: dict[str, int]) -> Proposal:
    """Return the proposal with the new accounts as owners."""
    if not made:
        return proposal
    parts = tuple(
        Part(part.noun, with_placeholders(part.noun, part.rows, made), part.own)
        for part in proposal.parts
    )
    return replace(proposal, parts=parts)


def forget_placeholders(batch: Batch) -> None:
    """Take out the accounts a batch made, where nobody has come to use them.

    Call it when the batch's rows are gone: its tombstones let go of them.
    """
    made = batch.about.get("made_accounts") or []
    for account_id in made:
        with transaction.atomic():
            _forget(batch, account_id)
    if made:
        batch.refresh_from_db(fields=["about"])
        Batch.objects.filter(pk=batch.pk).update(about=batch.about | {"made_accounts": []})


def _forget(batch: Batch, account_id: int) -> None:
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None or account.has_usable_password():
        return
    for noun in NOUNS.values():
        if "owner_id" in noun.columns:
            rows: Any = noun.model._base_manager.filter(born_batch=batch, gone_at__isnull=False)
            rows.filter(owner_id=account_id).update(owner_id=None)
    try:
        with transaction.atomic():
            account.delete()
    except (models.ProtectedError, models.RestrictedError):
        return
    HistoryLine.objects.filter(noun="account", record_id=account_id).delete()
