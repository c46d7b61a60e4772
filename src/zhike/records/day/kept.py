"""What costs much to count, kept until any row it is counted from changes."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from django.core.cache import cache
from django.db import connection, models
from django.db.models import Max

from zhike.records.account.models import Account
from zhike.records.batch.lookups import taking_in
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.words.viewer import Viewer

_Counted = TypeVar("_Counted")
A_DAY_S = 24 * 3600  # only so that nothing lies about for ever


def kept_for(
    viewer: Viewer, name: str, noun: type[models.Model], make: Callable[[], _Counted]
) -> _Counted:
    """Return what was counted for this sight before, unless rows of the noun changed since.

    Changes of customers, of people's teams and of batches count as well. Inside a transaction it
    is counted anew: what is seen there may never come to be.
    """
    if connection.in_atomic_block:
        return make()
    whose = "all" if viewer.scope == "all" else f"{viewer.scope} {viewer.account_id}"
    key = quote(f"{name} {whose} {sorted(viewer.team_ids)} {_state(noun)}")
    found: _Counted | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, A_DAY_S)
    return found


def _state(noun: type[models.Model]) -> list[Any]:
    last = [
        model._default_manager.aggregate(last=Max("rev"))["last"]
        for model in (noun, Customer, Account)
    ]
    accepted = Batch.objects.aggregate(last=Max("accepted_rev"))["last"]
    return [*last, accepted, sorted(taking_in())]
