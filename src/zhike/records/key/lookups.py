"""Reading keys: by what a program shows, and as the settings list them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from zhike.records.batch.models import Batch
from zhike.records.key.changes import digest_of
from zhike.records.key.models import Call, Key
from zhike.records.rights import insist
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key as lists show it; `kinds` empty means every kind."""

    id: int
    source: str
    account_id: int
    account: str
    kinds: tuple[str, ...]
    may_accept: bool
    prefix: str
    created_at: datetime
    created_by: str
    expires_on: date | None
    last_used_at: datetime | None
    uses: int
    revoked_at: datetime | None

    def is_over(self, today: date) -> bool:
        """Say whether its last day has passed."""
        return self.expires_on is not None and self.expires_on < today

    def takes(self, kind: str) -> bool:
        """Say whether it may hand in records of a kind."""
        return not self.kinds or kind in self.kinds


class KeyRefused(Refused):
    """What was shown opens nothing."""

    status = 401


def key_shown(secret: str, *, today: date) -> KeyRow:
    """Return the key a program showed; raises KeyRefused when it is unknown or over."""
    key = Key.objects.select_related("account", "created_by").filter(digest=digest_of(secret))
    row = next(map(_row, key), None)
    if row is None:
        raise KeyRefused("没有这个密钥，请在“设置 → 接口”核对，或新建一个。")
    if row.revoked_at is not None:
        raise KeyRefused(f"密钥 {row.prefix}… 已停用，请在“设置 → 接口”新建一个。")
    if row.is_over(today):
        raise KeyRefused(f"密钥 {row.prefix}… 已过期（{row.expires_on}），请新建一个。")
    return row


def keys_for(viewer: Viewer) -> list[KeyRow]:
    """Return every key, those in force first; only who holds `settings` may see them."""
    insist(viewer, "settings", _("管理接口密钥"))
    rows = [_row(key) for key in Key.objects.select_related("account", "created_by")]
    return sorted(rows, key=lambda row: (row.revoked_at is not None, -row.id))


def batches_of_key(key_id: int) -> set[int]:
    """Return the batches a key handed in."""
    calls = Call.objects.filter(key_id=key_id, batch__isnull=False)
    days = Batch.objects.filter(kind="events", about__stream__startswith=f"key:{key_id}:")
    return {*calls.values_list("batch_id", flat=True), *days.values_list("id", flat=True)}


def _row(key: Key) -> KeyRow:
    return KeyRow(
        id=key.pk,
        source=key.source,
        account_id=key.account_id,
        account=key.account.name,
        kinds=tuple(key.kinds),
        may_accept=key.may_accept,
        prefix=key.prefix,
        created_at=key.created_at,
        created_by=key.created_by.name,
        expires_on=key.expires_on,
        last_used_at=key.last_used_at,
        uses=key.uses,
        revoked_at=key.revoked_at,
    )
