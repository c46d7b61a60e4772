"""Events at volume: straight into files the snapshot reads, checked in bulk."""

from typing import Any

from django.conf import settings
from ninja import Router

from zhike.collect.arrivals import CALLED, events_of
from zhike.jobs.errands.take_events import Events
from zhike.jobs.run import enqueue_soon, run_now
from zhike.records.event.calls import batch_of_call
from zhike.records.key.calls import Caller
from zhike.store.stream.append import NamedCall
from zhike.web.auth import KEY_OR_LOGIN, caller_of, insist_accept, insist_kind, insist_own_batch
from zhike.web.door import Asked
from zhike.web.endpoints.intake import IDEMPOTENCY
from zhike.web.once import TooLarge, body_of, digest_of, name_of
from zhike.words.problem import Refused

router = Router(tags=["接口收数"], auth=KEY_OR_LOGIN)
MOST = 10_000
EVENT = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "description": "来源里的事件编号；同一来源重复的只收一次"},
        "kind": {"type": "string", "description": "行为类型，词表里的词或同义词，如 官网访问"},
        "at": {"type": "string", "description": "2026-11-22T10:03:00+08:00、日期或毫秒数"},
        "customer": {"type": "string", "description": "客户编号（来源的或知客的）"},
        "customer_id": {"type": "integer", "description": "知客内部编号，和 customer 二选一"},
        "count": {"type": "integer", "default": 1},
        "value": {"type": "number", "description": "时长（分钟）、面额等"},
        "detail": {"type": "string", "description": "页面、活动或优惠券的名称"},
    },
    "required": ["kind", "at"],
    "description": "也可写：" + "；".join(
        f"{name} = {'、'.join(others)}" for name, others in CALLED.items()
    ),
}  # fmt: skip
EXTRA = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"type": "array", "maxItems": MOST, "items": EVENT}},
            "application/x-ndjson": {"schema": EVENT},
        },
    },
    "parameters": [IDEMPOTENCY],
}
BY_LINE = ("ndjson", "jsonl", "json-lines")


@router.post("/events", summary="大批量行为事件，一次最多 10,000 个", openapi_extra=EXTRA)
def events(request: Asked) -> dict[str, Any]:
    """Take events in at once; unknown customers wait as 未认领, repeated ids count once."""
    insist_kind(request, "events", "行为")
    insist_accept(request)
    by_line = any(word in (request.content_type or "") for word in BY_LINE)
    found = events_of(body_of(request), by_line=by_line)
    if not found:
        raise Refused("没有要提交的事件。")
    if len(found) > MOST:
        raise TooLarge(f"一次最多 {MOST:,} 个事件，这次有 {len(found):,} 个，请分几次提交。")
    caller = caller_of(request)
    told = Events(found, caller, _call(request, caller))
    answer = run_now("take_events", request.viewer, events=told)
    if answer["new"]:
        enqueue_soon("analyse", request.viewer)
    return answer


def _call(request: Asked, caller: Caller) -> NamedCall:
    """Return what a resend is known by: the name of the call, else its body."""
    name, digest = name_of(request), digest_of(request)
    if name:
        return NamedCall(f"{caller.stream}:{name}", digest)
    return NamedCall(f"{caller.stream}|body:{digest}", digest, by_body=True)


@router.post("/events/calls/{int:call}/undo", summary="撤销一次行为提交")
def undo_call(request: Asked, call: int) -> dict[str, Any]:
    """Take back what one call brought (its `call` in the answer); the rest of the day stays."""
    insist_accept(request)
    batch = batch_of_call(request.viewer, call, home=settings.HOME)
    insist_own_batch(request, batch)
    answer = run_now("undo_events", request.viewer, call=call)
    enqueue_soon("analyse", request.viewer)
    return answer
