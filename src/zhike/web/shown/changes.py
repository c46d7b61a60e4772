"""What a waiting batch would change, laid out: counts by kind, by field, then line by line."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.records.said import said

MOST_CHIPS = 12
LABELS = {noun: label for label, noun in NOUNS.items()} | {"tags": "标签"}


def laid_out(answer: Mapping[str, Any], *, playbook: Playbook, here: str) -> dict[str, Any]:
    """Return the context of collect/changes.html from what `read_changes` answered.

    `here` is the address of the page; another page of changes is asked for by `?changes=2`.
    """
    return {
        "kinds": [_kind(noun, counts) for noun, counts in answer["counts"].items()],
        "chips": [
            {"label": said(_label(path, playbook)), "count": hits}
            for path, hits in list(answer["columns"].items())[:MOST_CHIPS]
        ],
        "records": [_record(record) for record in answer["records"]],
        "left_out": [_left_out(one) for one in answer["left_out"]],
        "total": answer["total"],
        "pages": _pages(answer, here) if answer["pages"] > 1 else None,
    }


def _left_out(one: Mapping[str, Any]) -> dict[str, Any]:
    named = _("、").join(said(tag) for tag in one["examples"])
    sheet = one["sheet"].removesuffix("#")
    told = {"sheet": sheet, "n": one["tags"], "customers": one["customers"]}
    text = (
        _("%(sheet)s 里没写的标签，会从 %(customers)s 家客户去掉 %(n)s 个：")
        if one["taken_off"]
        else _("%(customers)s 家客户在库里还有 %(n)s 个标签，%(sheet)s 里没写，导入后仍留着：")
    )
    more = "…" if one["tags"] > len(one["examples"]) else ""
    return {**one, "text": f"{text % told}{named}{more}"}


def _kind(noun: str, counts: Mapping[str, int]) -> dict[str, Any]:
    return {"label": said(LABELS.get(noun, noun)), **counts}


def _label(path: str, playbook: Playbook) -> str:
    noun, _dot, name = path.partition(".")
    return next((spec.label for spec in playbook.fields(noun) if spec.name == name), name)


def _record(record: Mapping[str, Any]) -> dict[str, Any]:
    customer = record["customer_id"]
    return {
        **record,
        "kind": said(LABELS.get(record["noun"], record["noun"])),
        "url": reverse("customer", args=[customer]) if customer else "",
        "fields": [{**field, "label": said(field["label"])} for field in record["fields"]],
        "lines": len(record["fields"]),
    }


def _pages(answer: Mapping[str, Any], here: str) -> dict[str, Any]:
    """Return the numbers around the page shown, with a gap where some are left out."""
    now, last = answer["page"], answer["pages"]
    shown = sorted({1, last, *range(max(1, now - 2), min(last, now + 2) + 1)})
    numbers: list[dict[str, Any]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            numbers.append({"text": "…", "url": "", "here": False})
        url = f"{here}?changes={number}#changes"
        numbers.append({"text": str(number), "url": url, "here": number == now})
    told = _("共 %(total)s 条有改动") % {"total": f"{answer['total']:,}"}
    return {"said": told, "numbers": numbers}
