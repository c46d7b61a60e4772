"""How often one address hands in: a digest salted by the day, kept no longer than a day."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from zhike.records.form.models import Knock

MOST_AN_HOUR = 60  # many people of one exhibition hall share an address
KEPT = timedelta(days=1)


@transaction.atomic
def knock(address: str, *, at: datetime) -> bool:
    """Note a hand-in from an address; returns whether it is still within what one may hand in.

    The address itself is kept nowhere: only a keyed digest that differs from day to day.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    Knock.objects.filter(hour__lt=at - KEPT).delete()
    row, _fresh = Knock.objects.get_or_create(digest=_digest(address, at), hour=hour)
    Knock.objects.filter(pk=row.pk).update(times=F("times") + 1)
    return row.times < MOST_AN_HOUR


def _digest(address: str, at: datetime) -> str:
    salted = f"{at.date().isoformat()}|{address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), salted, hashlib.sha256).hexdigest()[:32]
