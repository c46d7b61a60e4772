"""From a key that a program shows to the Viewer it acts as."""

from dataclasses import dataclass, replace
from datetime import date

from zhike.access.viewer import viewer_for
from zhike.records.key.lookups import KeyRefused, KeyRow, key_shown
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

OPENS = frozenset({"import"})


@dataclass(frozen=True, slots=True)
class Keyed:
    """Who a key acts as, with that account's rights as they are now, narrowed by the key."""

    viewer: Viewer
    key: KeyRow


def keyed_by(secret: str, *, today: date) -> Keyed:
    """Return whom a key acts as; raises KeyRefused when it opens nothing."""
    key = key_shown(secret, today=today)
    try:
        viewer = viewer_for(key.account_id)
    except Refused as why:
        raise KeyRefused(f"密钥 {key.prefix}… 代表的账号已停用，请换一个账号新建密钥。") from why
    return Keyed(replace(viewer, may=viewer.may & OPENS), key)
