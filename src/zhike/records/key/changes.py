"""Making, using and revoking keys."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zhike.records.account.lookups import account_row
from zhike.records.history.changes import write_line
from zhike.records.key.models import Key
from zhike.records.rights import insist
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

BEGINS = "zk_"
_SHOWN = 8  # letters of a key that lists may show


class FreshKey(NamedTuple):
    """A key just made; `secret` is shown once and kept nowhere."""

    id: int
    secret: str


def digest_of(secret: str) -> str:
    """Return what is kept of a key: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_key(  # noqa: PLR0913 - the sides of a key
    viewer: Viewer,
    source: str,
    *,
    account_id: int,
    kinds: Sequence[str] = (),
    may_accept: bool = False,
    expires_on: date | None = None,
    at: datetime,
) -> FreshKey:
    """Make a key for a source that acts as an account; only who holds `settings` may."""
    insist(viewer, "settings", _("管理接口密钥"))
    account = account_row(account_id)
    if "import" not in account.rights:
        raise Refused(
            _("“%(name)s”的角色不能导入数据，请选一个可以导入的账号。") % {"name": account.name}
        )
    secret = BEGINS + secrets.token_urlsafe(32)
    key = Key.objects.create(
        source=source, account_id=account_id, kinds=list(kinds), may_accept=may_accept,
        digest=digest_of(secret), prefix=secret[:_SHOWN], created_at=at,
        created_by_id=viewer.account_id, expires_on=expires_on,
    )  # fmt: skip
    after = {
        "source": source, "account": account.name, "kinds": list(kinds), "may_accept": may_accept,
        "prefix": key.prefix, "expires_on": expires_on and expires_on.isoformat(),
    }  # fmt: skip
    write_line("新建接口密钥", "key", key.pk, by=viewer.account_id, at=at, after=after)
    return FreshKey(key.pk, secret)


@transaction.atomic
def revoke_key(viewer: Viewer, key_id: int, *, at: datetime) -> str:
    """Close a key for good, from the next call on; returns its source."""
    insist(viewer, "settings", _("管理接口密钥"))
    key = Key.objects.select_for_update().filter(pk=key_id, revoked_at__isnull=True).first()
    if key is None:
        raise Refused(_("没有这个密钥，或它已经停用了。"))
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    told = {"source": key.source, "prefix": key.prefix}
    write_line("停用接口密钥", "key", key_id, by=viewer.account_id, at=at, before=told)
    return key.source


def note_use(key_id: int, *, at: datetime) -> None:
    """Count a call that a key opened the door for."""
    Key.objects.filter(pk=key_id).update(uses=F("uses") + 1, last_used_at=at)
