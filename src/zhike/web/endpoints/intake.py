"""Rows given by programs: all kinds of record, the same checks, batch and undo as for files."""

import difflib
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from ninja import Router

from zhike.collect.kinds import NOUNS, fields_for, kind_named
from zhike.jobs.errands.intake_rows import Given
from zhike.jobs.run import enqueue_soon, run_now
from zhike.playbook.fields import NOUNS as KINDS_SAID
from zhike.records.key.calls import CallRow
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.understanding import fields_of
from zhike.web.auth import KEY_OR_LOGIN, caller_of, insist_accept, insist_kind
from zhike.web.door import Asked
from zhike.web.once import TooLarge, json_of, once
from zhike.words.problem import Refused

router = Router(tags=["接口收数"], auth=KEY_OR_LOGIN)
MOST_ROWS = 10_000
WAYS = {"good": "导入合格的行", "nothing": "有一行不合格就都不导", "wait": "等人确认"}
STATED = {
    "channel": "渠道",
    "collector": "收集人",
    "collected_on": "收集日期，如 2026-11-22",
    "lawful_source": "合法来源说明，第三方数据必填",
    "consent": "同意证明，租用名单必填",
}
KNOWN = {"rows", "on_problem", "writing", "create_customers", *STATED}
SAID = {noun: word for word, noun in KINDS_SAID.items()}
BODY = {
    "type": "object",
    "required": ["rows"],
    "properties": {
        "rows": {
            "type": "array",
            "maxItems": MOST_ROWS,
            "items": {"type": "object", "additionalProperties": True},
            "description": "每行一个对象：栏目（中文名、同义词或路径如 customers.name）到值",
        },
        "on_problem": {
            "type": "string",
            "enum": list(WAYS),
            "default": "good",
            "description": "；".join(f"{way}：{said}" for way, said in WAYS.items()),
        },
        "writing": {
            "type": "object",
            "additionalProperties": {"type": "string", "enum": ["覆盖", "保留", "补空"]},
            "description": "已有的记录按栏目怎么写，默认覆盖",
        },
        "create_customers": {
            "type": "boolean",
            "default": False,
            "description": "行里的客户还没有时新建",
        },
        **{name: {"type": "string", "description": said} for name, said in STATED.items()},
    },
}
IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "重发用同一个：内容相同给回上次的结果，不会写两遍；保留 7 天",
}
EXTRA = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": BODY}}},
    "parameters": [IDEMPOTENCY],
}


class NoSuchKind(Refused):
    """There is no such kind of record."""

    status = 404


@router.get("/intake", summary="能提交的种类和栏目")
def kinds(request: Asked) -> dict[str, Any]:
    """Return every kind with its fields: path, name, type and synonyms."""
    del request
    fields = fields_of(active_playbook())
    return {
        "kinds": {
            kind: {
                "name": SAID[kind],
                "fields": [
                    {"path": f.path, "name": f.label, "type": f.kind, "synonyms": list(f.synonyms)}
                    for f in fields_for(kind, fields)
                    if f.is_offered
                ],
            }
            for kind in NOUNS
        }
    }


@router.post("/intake/{kind}", summary="提交一种记录，一次最多 10,000 行", openapi_extra=EXTRA)
def intake(request: Asked, kind: str) -> HttpResponse:
    """Take rows in as files are: checked, kept as a batch that can be undone.

    Answers with the import's shape, each problem's `index` and the fate of every row.
    """
    noun = _noun(kind)
    insist_kind(request, noun, SAID[noun])
    caller = caller_of(request)
    given = Given(noun, caller.source, **_told(json_of(request)))
    if given.on_problem != "wait":
        insist_accept(request)

    def act(call: CallRow) -> tuple[int, dict[str, Any]]:
        answer = run_now("intake_rows", request.viewer, call=call, given=given)
        answer |= {"source": caller.source}
        if answer["written"] and (answer["new"] or answer["changed"]):
            enqueue_soon("analyse", request.viewer)
        refused = "error" in answer
        return HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK, answer

    return once(request, caller, act)


def _noun(kind: str) -> str:
    noun = kind_named(kind)
    if noun not in NOUNS:
        near = difflib.get_close_matches(kind, [*NOUNS, *KINDS_SAID], n=3, cutoff=0.3)
        hint = f"最接近的是：{'、'.join(near)}" if near else f"可用：{'、'.join(NOUNS)}"
        raise NoSuchKind(f"没有“{kind[:40]}”这种记录，{hint}。")
    return noun


def _told(body: Any) -> dict[str, Any]:
    """Return the body as the errand takes it; Refused for what is wrong with its shape."""
    if not isinstance(body, dict) or "rows" not in body:
        raise Refused("请提交 {“rows”: [{“客户名称”: “…”}, …]} 这样的 JSON。")
    if unknown := sorted(set(body) - KNOWN):
        raise Refused(f"不认识“{unknown[0]}”，这里可以写：{'、'.join(sorted(KNOWN))}。")
    _insist_rows(body["rows"])
    way = body.get("on_problem", "good")
    if way not in WAYS:
        raise Refused(f"on_problem 可以写 {'、'.join(WAYS)}，没有“{way}”。")
    if not isinstance(body.get("writing", {}), dict):
        raise Refused("writing 要写成 {“栏目”: “覆盖”、“保留”或“补空”}。")
    if not isinstance(body.get("create_customers", False), bool):
        raise Refused("create_customers 要写 true 或 false。")
    stated = {name: _word(name, body[name]) for name in STATED if body.get(name)}
    return {name: value for name, value in body.items() if name not in STATED} | {"stated": stated}


def _insist_rows(rows: Any) -> None:
    if isinstance(rows, list) and len(rows) > MOST_ROWS:
        raise TooLarge(f"一次最多 {MOST_ROWS:,} 行，这次有 {len(rows):,} 行，请分几次提交。")
    if rows == []:
        raise Refused("rows 是空的，没有要提交的行。")


def _word(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise Refused(f"{name} 要写文字。")
    return value
