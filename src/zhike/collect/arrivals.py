"""Events as programs send them: a JSON array or an object a line, told apart word for word."""

import difflib
import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from zhike.collect.given import heads_of, text_of
from zhike.words.problem import Refused

CALLED: dict[str, tuple[str, ...]] = {
    "id": ("event_id", "external_id", "行为编号"),
    "kind": ("event_kind", "event", "行为类型"),
    "at": ("happened_at", "happened_on", "time", "timestamp", "行为日期", "行为时间"),
    "customer": ("客户编号", "customer_number"),
    "customer_id": ("客户内部编号",),
    "count": ("次数",),
    "value": ("数值",),
    "detail": ("内容",),
}
"""What an event may say, and how else each of it may be called."""


def events_of(body: bytes, *, by_line: bool) -> list[dict[str, Any]]:
    """Return the events of a body; Refused, in one sentence, when one is no flat object."""
    events = _by_line(body) if by_line else _whole(body)
    for number, event in enumerate(events):
        if not isinstance(event, dict):
            raise Refused(f"第 {number} 个事件（从 0 数）不是对象，请写成 {{“kind”: …}}。")
    return events


def _whole(body: bytes) -> list[Any]:
    try:
        found = json.loads(body)
    except json.JSONDecodeError as why:
        raise Refused(f"不是有效的 JSON：第 {why.lineno} 行第 {why.colno} 个字附近。") from why
    except (ValueError, RecursionError) as why:
        raise Refused("不是有效的 JSON，请用 UTF-8 编码。") from why
    if isinstance(found, dict) and isinstance(found.get("events"), list):
        found = found["events"]
    if not isinstance(found, list):
        raise Refused("请提交一个数组 [{…}, …]，或每行一个对象（application/x-ndjson）。")
    return found


def _by_line(body: bytes) -> list[Any]:
    lines = [line for line in body.split(b"\n") if line.strip()]
    try:
        return list(json.loads(b"[" + b",".join(lines) + b"]"))
    except (ValueError, RecursionError):
        pass
    for number, line in enumerate(lines, 1):
        try:
            json.loads(line)
        except (ValueError, RecursionError) as why:
            raise Refused(f"第 {number} 行不是有效的 JSON（UTF-8），整批都没有接收。") from why
    raise Refused("不是每行一个 JSON 对象，请每行只写一个事件。")


def told(events: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Return the events as a table of text, a column of CALLED each; null where nothing is said.

    Refused for a name nobody knows, or two of one meaning in one call.
    """
    columns: dict[str, str] = {}
    for head in heads_of(events):
        name = _meant(head)
        if name in columns:
            raise Refused(f"“{head}”和“{columns[name]}”是一个意思，请只写一个。")
        columns[name] = head
    cells = {
        name: [_text(event.get(columns[name]), name, at) for at, event in enumerate(events)]
        if name in columns
        else [None] * len(events)
        for name in CALLED
    }
    return pl.DataFrame(cells, schema=dict.fromkeys(CALLED, pl.String))


def _meant(head: str) -> str:
    for name, others in CALLED.items():
        if head == name or head in others:
            return name
    words = [word for name, others in CALLED.items() for word in (name, *others)]
    near = difflib.get_close_matches(head, words, n=3, cutoff=0.4)
    hint = "、".join(near) if near else "、".join(CALLED)
    raise Refused(f"不认识的栏目“{head[:40]}”，最接近的是：{hint}。")


def _text(value: Any, name: str, at: int) -> str | None:
    if isinstance(value, str) and value.isascii() and value.isprintable():  # most of them
        return value or None
    return text_of(value, f"第 {at} 个事件（从 0 数）的“{name}”") or None
