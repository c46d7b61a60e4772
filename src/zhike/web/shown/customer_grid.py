"""A page of customers as parts/grid.html shows it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.listing.lookups import GridAnswer, GridQuestion
from zhike.web.shown.customer_columns import Column
from zhike.web.shown.customer_question import address, asked, said
from zhike.words.wording import count, wan

NEIGHBOURS = 2  # page numbers shown on either side of the present one


def grid(
    answer: GridAnswer, question: GridQuestion, columns: Sequence[Column], *, today: date
) -> dict[str, Any]:
    """Return the rows with their heads and the 合计 line."""
    return {
        "columns": [_head(column, question) for column in columns],
        "rows": [
            {
                "id": row.id,
                "url": reverse("customer", args=[row.id]),
                "panel": reverse("customer_panel", args=[row.id]),
                "cells": [column.cell(row, today) for column in columns],
            }
            for row in answer.rows
        ],
        "foot": _foot(answer, columns) if answer.rows else [],
        "pick": True,
    }


def _head(column: Column, question: GridQuestion) -> dict[str, str]:
    way = ""
    if column.sort and question.sort.lstrip("-") == column.sort:
        way = "down" if question.sort.startswith("-") else "up"
    downwards = column.kind == "number" and not way
    turned = f"-{column.sort}" if way == "up" or downwards else column.sort
    return {
        "label": str(column.label),
        "kind": column.kind,
        "title": str(column.title),
        "phone": column.phone,
        "sorted": way,
        "sort": address(asked(question), {"sort": turned}) if column.sort else "",
    }


def _foot(answer: GridAnswer, columns: Sequence[Column]) -> list[str]:
    total = "" if answer.amount_fen is None else wan(answer.amount_fen)
    texts = {"name": _("合计 %(total)s 家") % {"total": count(answer.total)}, "amount": total}
    return [texts.get(column.key, "") for column in columns]


def pages(answer: GridAnswer, question: GridQuestion) -> dict[str, Any]:
    """Return the page numbers: the first, the last and those around the present one."""
    wanted = {1, answer.pages, *range(answer.page - NEIGHBOURS, answer.page + NEIGHBOURS + 1)}
    shown = sorted(number for number in wanted if 1 <= number <= answer.pages)
    numbers: list[dict[str, Any]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            numbers.append({"text": "…", "url": ""})
        url = address(asked(question), {"page": number if number > 1 else None})
        numbers.append({"text": count(number), "url": url, "here": number == answer.page})
    return {
        "said": _("共 %(total)s 家") % {"total": count(answer.total)},
        "numbers": numbers if answer.pages > 1 else [],
    }


def empty(
    question: GridQuestion, without: Mapping[str, int], *, may_import: bool
) -> dict[str, str]:
    """Return why nothing is shown and the one way on."""
    if not without:
        return {
            "why": _("这里还没有客户。导入一张现有的客户表，几分钟后就能筛选、评分和跟进。"),
            "button": _("导入客户表") if may_import else "",
            "url": reverse("collect") if may_import else "",
        }
    values = {**question.filters, "q": question.search}
    name = max(without, key=lambda one: without[one])
    chip, more = said(name, values[name]), without[name]
    if not more:
        return {"why": _("没有符合的客户，单独去掉任何一个条件也没有。"), "button": _("看全部客户"),
                "url": reverse("customers")}  # fmt: skip
    return {
        "why": _("没有符合的客户。去掉 ‹%(chip)s› 会有 %(more)s 家。")
        % {"chip": chip, "more": count(more)},
        "button": _("去掉 %(chip)s") % {"chip": chip},
        "url": address(asked(question), {name: None}),
    }
