"""Answering a call once: the same Idempotency-Key with the same body gets the same answer."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from zhike.records.key.calls import (
    Caller,
    CallRow,
    begin_call,
    drop_call,
    end_call,
    hold_call,
)
from zhike.words.problem import Refused

HEADER = "Idempotency-Key"
LONGEST = 200
Act = Callable[[CallRow], tuple[int, dict[str, Any]]]


class TooLarge(Refused):
    """More than one call may bring."""

    status = 413


def once(request: HttpRequest, caller: Caller, act: Act) -> JsonResponse:
    """Answer a call by what `act` does, or with what was answered to it before.

    While another process answers the same call, 409; the same name with another body, 422. A call
    that is refused leaves nothing, and may be made again under its name.
    """
    name = name_of(request)
    call_id = begin_call(caller, name=name, digest=digest_of(request), at=timezone.now())
    with hold_call(call_id, home=settings.HOME) as call:
        if call.status is not None and call.answer is not None:
            return said(call.answer, status=call.status)
        try:
            status, answer = act(call)
        except Refused:
            drop_call(call_id, home=settings.HOME)
            raise
        end_call(call_id, status, answer, home=settings.HOME)
        return said(answer, status=status)


def name_of(request: HttpRequest) -> str:
    """Return the Idempotency-Key of a call, or nothing."""
    name = str(request.headers.get(HEADER, "")).strip()
    if len(name) > LONGEST:
        raise Refused(f"{HEADER} 最长 {LONGEST} 个字。")
    return name


def digest_of(request: HttpRequest) -> str:
    """Return the mark of a call: its address and its body, to the letter."""
    return hashlib.sha256(request.get_full_path().encode() + b"\n" + body_of(request)).hexdigest()


def body_of(request: HttpRequest) -> bytes:
    """Return the body; raises TooLarge beyond what one call may bring."""
    try:
        return request.body
    except RequestDataTooBig as why:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20
        raise TooLarge(f"一次最多 {most} MB，请分几次提交。") from why


def json_of(request: HttpRequest) -> Any:
    """Return the body as JSON; Refused when it is none."""
    try:
        return json.loads(body_of(request))
    except json.JSONDecodeError as why:
        raise Refused(f"不是有效的 JSON：第 {why.lineno} 行第 {why.colno} 个字附近。") from why
    except (ValueError, RecursionError) as why:
        raise Refused("不是有效的 JSON，请用 UTF-8 编码。") from why


def said(answer: dict[str, Any], *, status: int = 200) -> JsonResponse:
    """Return an answer with its characters as they are."""
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})
