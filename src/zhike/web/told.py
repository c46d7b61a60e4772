"""A record told in JSON, kept by the same form, reader and change as one typed on a page."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from ninja import Status

from zhike.records.customer.named import named_by_outside_id, named_for
from zhike.records.customer.scope import NotYours
from zhike.records.entry.already import Already
from zhike.records.entry.changes import enter
from zhike.records.entry.rights import insist_writer
from zhike.web.door import Asked
from zhike.web.forms.asking import asking_of
from zhike.web.forms.boxes import Box
from zhike.web.forms.consent import CONSENT
from zhike.web.forms.entries.order import CELLS
from zhike.web.forms.entry import EntryForm
from zhike.web.shown.entry import said_of_entry
from zhike.web.twice import kept_twice
from zhike.words.problem import Refused

Answer = Status[dict[str, Any]]
ANSWERS: dict[int, Any] = dict.fromkeys((201, 409, 422), dict[str, Any])
SHARES = ("percent", "discount")
ASIDE = ("customer", "lines", "anyway")


def keep_told(request: Asked, form_class: type[EntryForm], body: Mapping[str, Any]) -> Answer:
    """Keep one record; answers 201 with its id, or 422 with what is wrong by field.

    A customer that may be kept already is answered by 409 and who it may be, unless the body says
    `anyway`. Fields are named as in the forms (`topic`, `contacts.phone`) or by their labels;
    money in 元, shares 0-1. `customer` is an inner id or the number people know.
    """
    insist_writer(request.viewer, form_class.noun, f"录入{form_class.said}")
    whose = _customer(request, body.get("customer")) if form_class.asks_whom() else None
    form = form_class(_typed(request, form_class, body), asking=asking_of(request.viewer))
    if not form.is_valid() or form.entry is None:
        return Status(HTTPStatus.UNPROCESSABLE_ENTITY, _wrong(form))
    if body.get("anyway") is not True and (already := kept_twice(request, form)):
        return Status(HTTPStatus.CONFLICT, _twice(already))
    kept = enter(
        request.viewer, form.entry.proposal, at=timezone.now(), raw=form.entry.raw,
        customer_id=whose, why=form.why,
    )  # fmt: skip
    said = said_of_entry(request.viewer, form, kept)
    told = {"id": kept.id, "customer_id": kept.customer_id, "ids": kept.ids, "said": said}
    return Status(HTTPStatus.CREATED, told)


def _twice(already: Sequence[Already]) -> dict[str, Any]:
    """Say who is kept already; of a foreign one only whose it is."""
    told = [
        {
            "same": one.same, "sure": one.is_sure, "id": one.id, "name": one.name,
            "number": one.number, "owner": one.owner, "team": one.team,
            "evidence": list(one.evidence),
        }
        for one in already
    ]  # fmt: skip
    said = "可能已经有这个客户，没有新建；确认不是同一家就加上 anyway: true 再提交。"
    return {"error": said, "already": told}


def _customer(request: Asked, told: Any) -> int:
    if told in (None, ""):
        raise Refused("请用 customer 说明是哪个客户：内部编号（数字）或客户编号（文字）。")
    if isinstance(told, int):
        named = named_for(request.viewer, [told]).get(told)
    else:
        named = named_by_outside_id(request.viewer, [str(told)]).get(str(told))
    if named is None:
        raise NotYours(f"没有客户 {told}，或它不在您的范围内。")
    return named.id


def _typed(
    request: Asked, form_class: type[EntryForm], body: Mapping[str, Any]
) -> MultiValueDict[str, str]:
    """Return the body as a form gets it; refuses a field nobody knows."""
    form = form_class(asking=asking_of(request.viewer))
    names = {str(form.fields[name].label): name for name in form.fields}
    names |= {spec.label: name for name, spec in form.specs.items()}
    names |= {name: name for name in form.fields}
    unknown = [name for name in body if name not in names and name not in ASIDE]
    if unknown:
        raise Refused(f"不认识的栏目：{'、'.join(unknown)}。可用：{'、'.join(form.fields)}")
    typed = {names[key]: [_text(form, names[key], value)] for key, value in body.items()
             if key not in ASIDE}  # fmt: skip
    starts = {name: [text] for name, text in form.starts().items() if name in form.fields}
    return MultiValueDict(starts | typed | _lines(body.get("lines") or []))


def _text(form: EntryForm, name: str, value: Any) -> str:
    box = form.fields[name]
    if name == CONSENT:
        return "true" if value is True else ""
    return as_text(value, share=isinstance(box, Box) and form.specs[name].kind in SHARES)


def as_text(value: Any, *, share: bool = False) -> str:
    """Return a JSON value as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{value * 100:.6g}%" if share else f"{value:.15g}"
    return str(value)


def _lines(lines: Any) -> dict[str, list[str]]:
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise Refused(
            "lines 要写成一个列表，每行一个对象：product、quantity、price、discount、amount。"
        )
    unknown = {name for line in lines for name in line} - set(CELLS)
    if unknown:
        raise Refused(f"明细里不认识的栏目：{'、'.join(sorted(unknown))}。可用：{'、'.join(CELLS)}")
    return {
        name: [as_text(line.get(name), share=name == "discount") for line in lines]
        for name in (*CELLS, "line")
    } if lines else {}  # fmt: skip


def _wrong(form: EntryForm) -> dict[str, Any]:
    fields = {name: str(errors[0]) for name, errors in form.errors.items() if name != "__all__"}
    told = [f"{form.fields[name].label}：{said}" for name, said in fields.items()]
    told += [str(said) for said in form.non_field_errors()]
    lines = [line.wrong for line in getattr(form, "lines", ())]
    answer: dict[str, Any] = {"error": "；".join(told), "fields": fields}
    return answer | ({"lines": lines} if any(lines) else {})
