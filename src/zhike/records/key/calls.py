"""Calls that hand rows in: begun once under a name, answered once, and found again by it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from zhike.records.batch.hold import hold_numbered
from zhike.records.batch.models import Batch
from zhike.records.home import Home
from zhike.records.key.models import Call
from zhike.words.problem import Refused

KEPT = timedelta(days=7)  # how long a stored answer is given again
SPACE = 0x5A4C  # of our advisory locks


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: a key's number, or nobody's key and the account that is logged in.

    `mark` tells a key from one that gets its number in a book put back to an earlier day.
    """

    account_id: int
    key_id: int | None = None
    source: str = ""
    mark: str = ""

    @property
    def said(self) -> str:
        """Return the caller as calls are filed under."""
        return f"account:{self.account_id}" if self.key_id is None else f"key:{self.key_id}"

    @property
    def stream(self) -> str:
        """Return the caller as what outlives the book files calls under."""
        return f"{self.said}:{self.mark or self.source}"


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call; `status` is None until it is answered, `batch_id` until its rows are read."""

    id: int
    digest: str
    batch_id: int | None
    status: int | None
    answer: dict[str, Any] | None


class OtherBody(Refused):
    """The same name came with another body."""

    status = 422


class UnderWay(Refused):
    """The call of this name is still being answered."""

    status = 409


def begin_call(caller: Caller, *, name: str, digest: str, at: datetime) -> int:
    """Return the call of this name, noted now when it is the first; raises OtherBody."""
    _forget_old(at)
    told = {"digest": digest, "at": at, "key_id": caller.key_id}
    if not name:
        return Call.objects.create(caller=caller.said, **told).pk
    call, _fresh = Call.objects.get_or_create(caller=caller.said, name=name, defaults=told)
    if call.digest != digest:
        raise OtherBody(
            f"Idempotency-Key “{name[:60]}”已用于内容不同的请求；"
            "重发要和上次一字不差，新的数据请换一个。"
        )
    return call.pk


@contextmanager
def hold_call(call_id: int, *, home: Home) -> Iterator[CallRow]:
    """Give a call to this process alone, as it stands now; raises UnderWay while another has it."""
    with hold_numbered(call_id, space=SPACE, folder=call_folder(call_id, home=home)) as mine:
        if not mine:
            raise UnderWay("这个 Idempotency-Key 的请求还在处理，请稍等几秒再用同一个重发。")
        yield _row(Call.objects.get(pk=call_id))


def call_folder(call_id: int, *, home: Home) -> Path:
    """Return where a call's rows are kept."""
    return home.uploads / f"call-{call_id}"


def made_batch(call_id: int, batch_id: int) -> None:
    """Note which batch a call's rows became."""
    Call.objects.filter(pk=call_id).update(batch_id=batch_id)


def end_call(call_id: int, status: int, answer: dict[str, Any], *, home: Home) -> None:
    """Keep the answer, to give it again; the rows lie beside their batch by now."""
    Call.objects.filter(pk=call_id).update(status=status, answer=answer)
    shutil.rmtree(call_folder(call_id, home=home), ignore_errors=True)


def drop_call(call_id: int, *, home: Home) -> None:
    """Forget a call that was refused before anything was kept."""
    Call.objects.filter(pk=call_id, batch__isnull=True, status__isnull=True).delete()
    shutil.rmtree(call_folder(call_id, home=home), ignore_errors=True)


def batch_of_call(call_id: int) -> int | None:
    """Return the batch a call opened, where a kill kept the call from noting it."""
    opened = Batch.objects.filter(about__call=call_id).order_by("-id")
    found: int | None = opened.values_list("id", flat=True).first()
    return found


def state_of_batch(batch_id: int) -> str:
    """Return how far a batch got."""
    return str(Batch.objects.values_list("state", flat=True).get(pk=batch_id))


def _forget_old(at: datetime) -> None:
    """Let stored answers go after their time; which batch came of a call stays known."""
    old = Call.objects.filter(at__lt=at - KEPT)
    old.filter(batch__isnull=True).delete()
    old.exclude(name="").update(name="", answer=None)


def _row(call: Call) -> CallRow:
    return CallRow(call.pk, call.digest, call.batch_id, call.status, call.answer)
