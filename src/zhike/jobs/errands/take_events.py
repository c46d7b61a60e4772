"""Take events in at volume: checked in bulk and kept as files the snapshot reads directly."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from django.utils import timezone

from zhike.clean.arrivals import Arrived, clean_arrivals
from zhike.collect.arrivals import told
from zhike.collect.given import sound
from zhike.jobs.errand import Answer, Errand
from zhike.records.event.owners import customers_of_keys
from zhike.records.event.stream import DayBatch, batch_of_day, count_anew, event_stream
from zhike.records.key.calls import Caller, OtherBody
from zhike.records.playbook_version.lookups import active_playbook
from zhike.store.stream import append as stream
from zhike.store.stream.append import INDEX, KEY_TEXT, MARK, Arrival, NamedCall, Taken
from zhike.store.stream.ledger import mark_of
from zhike.words.problem import Refused

SAID = "接收行为"
MOST_TOLD = 1_000  # problems an answer lists
TRIES = 3
OTHER = "这个 Idempotency-Key 已用于内容不同的请求；重发要和上次一字不差，新的数据请换一个。"


class NotWhole(Refused):
    """Only who sees every customer may hand events in for any of them."""

    status = 403


@dataclass(frozen=True, slots=True)
class Events:
    """Events as they came, by whom, and the name of the call when it has one."""

    rows: Sequence[dict[str, Any]]
    caller: Caller
    call: NamedCall | None = None


def run(errand: Errand, *, events: Events) -> Answer:
    """Return `batch`, counts and the problems by index; kept whole or not at all.

    Events of a customer nobody knows are kept and told as 未认领; they become that customer's when
    it arrives. What can't be an event is kept aside with its reason.
    """
    if not errand.viewer.can("import"):
        raise NotWhole("您的角色不能导入数据，请找管理员。")
    if errand.viewer.scope != "all":
        raise NotWhole("行为要由看得到全部客户的账号提交，请在“设置 → 接口”换一个账号。")
    said = told(events.rows)
    zone = timezone.get_current_timezone_name()
    came = clean_arrivals(said, playbook=active_playbook(), zone=zone, today=errand.today)
    owners = customers_of_keys(came.rows[KEY_TEXT].unique())
    marked, aside = _marked(came.rows, events.caller), _aside(events.rows, came)
    arrival = Arrival(marked, 0, errand.today, errand.at, owners, aside)
    if events.call and events.call.by_body and not came.rows["own_id"].null_count():
        events = replace(events, call=None)  # their own ids tell them apart

    def answer(batch: int, taken: Taken) -> Answer:
        return _answer(batch, came, owners, taken) | {"source": events.caller.source}

    return _kept(errand, events, arrival, answer)


def _kept(
    errand: Errand, events: Events, arrival: Arrival, answer: Callable[[int, Taken], Answer]
) -> Answer:
    """Keep an arrival under its source's batch of the day; the next one when that is taken back."""
    for _try in range(TRIES):
        batch = batch_of_day(events.caller, errand.today, home=errand.home, at=errand.at)
        try:
            return _kept_under(batch, errand, events, arrival, answer)
        except stream.BatchUndone:
            continue
        except stream.OtherBody as why:
            raise OtherBody(OTHER) from why
    raise Refused("这批行为正在被撤销，请稍后重发。")


def _kept_under(
    batch: DayBatch,
    errand: Errand,
    events: Events,
    arrival: Arrival,
    answer: Callable[[int, Taken], Answer],
) -> Answer:
    fresh: list[Taken] = []

    def answered(taken: Taken) -> Answer:
        fresh.append(taken)
        return answer(batch.id, taken)

    to, mine = event_stream(errand.home), replace(arrival, batch=batch.ledger)
    told = stream.append(to, mine, answer=answered, call=events.call)
    for taken in fresh:  # none when the call was answered before
        count_anew(batch, taken)
    return told


def _marked(rows: pl.DataFrame, caller: Caller) -> pl.DataFrame:
    marks = [None if own is None else mark_of(caller.source, own) for own in rows["own_id"]]
    return rows.with_columns(pl.Series(MARK, marks, dtype=pl.Int64), pl.col(INDEX).cast(pl.Int64))


def _aside(rows: Sequence[dict[str, Any]], came: Arrived) -> list[tuple[str, str]]:
    """Return the lines that can't be events, each with why."""
    whys = came.problems.group_by("index", maintain_order=True).agg("message")
    return [
        ("；".join(messages), sound(json.dumps(rows[index], ensure_ascii=False)))
        for index, messages in whys.iter_rows()
    ]


def _answer(batch: int, came: Arrived, owners: Mapping[str, int], taken: Taken) -> Answer:
    again = pl.col(INDEX).is_in(list(taken.again))
    lost = came.rows.filter(~again & ~pl.col(KEY_TEXT).is_in(list(owners)))
    unclaimed = lost.select(
        index=pl.col(INDEX).cast(pl.Int64),
        column=pl.lit("customer"),
        value=pl.col(KEY_TEXT).str.replace(r"^编号:|^id:", ""),
        rule=pl.lit("S0-07"),
        message=pl.lit("没有这个客户，先记为未认领；客户建好后自动归到名下"),
    )
    problems = pl.concat([came.problems, unclaimed]).sort("index", maintain_order=True)
    return {
        "batch": batch,
        "call": taken.arrival,
        "new": taken.new,
        "same": len(taken.again),
        "unclaimed": lost.height,
        "rejected": came.problems["index"].n_unique(),
        "problem_count": problems.height,
        "problems": problems.head(MOST_TOLD).to_dicts(),
    }
