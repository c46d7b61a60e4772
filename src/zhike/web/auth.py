"""Who may call the HTTP API: somebody logged in, or a program with a key."""

import time
from collections import deque

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth

from zhike.access.key import Keyed, keyed_by
from zhike.records.batch.lookups import NoSuchBatch
from zhike.records.key.calls import Caller
from zhike.records.key.changes import note_use
from zhike.records.key.lookups import KeyRow, batches_of_key
from zhike.web.door import Asked
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

CALLS_A_MINUTE = 3_000  # of one key, in each page process
_recent: dict[int, deque[float]] = {}


class TooMany(Refused):
    """A key that calls without pause."""

    status = 429


class Forbidden(Refused):
    """A key asks for more than it was made for."""

    status = 403


class LoggedIn(SessionAuth):
    """Lets in whoever is logged in; a POST also needs the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        """Return the Viewer behind the session, or nobody."""
        del key
        return getattr(request, "viewer", None)


class WithKey(HttpBearer):
    """Lets a program in that shows its key: Authorization: Bearer zk_…"""

    def authenticate(self, request: HttpRequest, token: str) -> Keyed:
        """Return whom the key acts as; refuses, in one sentence, with 401 or 429."""
        keyed = keyed_by(token.strip(), today=timezone.localdate())
        _slow_down(keyed.key)
        note_use(keyed.key.id, at=timezone.now())
        request.viewer = keyed.viewer  # type: ignore[attr-defined]
        request.key = keyed.key  # type: ignore[attr-defined]
        return keyed


KEY_OR_LOGIN = [WithKey(), LoggedIn()]


def key_of(request: HttpRequest) -> KeyRow | None:
    """Return the key a call came with; None for somebody logged in."""
    return getattr(request, "key", None)


def caller_of(request: Asked) -> Caller:
    """Return who calls, as calls are filed under and sources named."""
    key = key_of(request)
    if key is None:
        return Caller(request.viewer.account_id, source=f"接口 {request.viewer.name}")
    mark = f"{key.prefix}{key.created_at:%Y%m%d%H%M%S%f}"
    return Caller(request.viewer.account_id, key.id, key.source, mark)


def insist_kind(request: HttpRequest, kind: str, said: str) -> None:
    """Refuse a key that was not made for records of this kind."""
    key = key_of(request)
    if key is not None and not key.takes(kind):
        raise Forbidden(f"密钥 {key.prefix}… 不能提交“{said}”，请在“设置 → 接口”新建一个。")


def insist_accept(request: HttpRequest) -> None:
    """Refuse a key that may only propose."""
    key = key_of(request)
    if key is not None and not key.may_accept:
        raise Forbidden(
            f"密钥 {key.prefix}… 只能提交待确认的批次（on_problem 写 wait），"
            "写入要由人在“收集”里确认。"
        )


def _slow_down(key: KeyRow) -> None:
    now, calls = time.monotonic(), _recent.setdefault(key.id, deque())
    while calls and calls[0] < now - 60:
        calls.popleft()
    if len(calls) >= CALLS_A_MINUTE:
        raise TooMany(f"密钥 {key.prefix}… 一分钟内调用超过 {CALLS_A_MINUTE:,} 次，请稍后再试。")
    calls.append(now)


def insist_own_batch(request: HttpRequest, batch_id: int) -> None:
    """Let a key reach only the batches it handed in itself."""
    key = key_of(request)
    if key is not None and batch_id not in batches_of_key(key.id):
        raise NoSuchBatch(f"没有批次 {batch_id}，或它不是用这个密钥提交的。")
