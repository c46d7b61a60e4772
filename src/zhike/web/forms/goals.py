"""One collecting goal as an administrator describes it: what for, how far back, which items."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from zhike.playbook.goals import PURPOSES, Goal
from zhike.records.said import lazy_said

SPARE = 3  # empty rows of a new goal
Row = dict[str, Any]


class GoalForm(forms.Form):
    """What may be said of a goal besides its items, which stand in rows of their own."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=40)
    purpose = forms.ChoiceField(
        label=gettext_lazy("用途"),
        choices=[("", gettext_lazy("三选一")), *((word, lazy_said(word)) for word in PURPOSES)],
    )
    target = forms.IntegerField(
        label=gettext_lazy("要达到的完整率（%）"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("不写就按手册的总目标。"),
    )
    months = forms.IntegerField(
        label=gettext_lazy("只看近几个月的记录"),
        required=False,
        min_value=1,
        max_value=120,
        help_text=gettext_lazy("不写就看全部；客户和联系人自己的资料不分时间。"),
    )
    said = forms.CharField(label=gettext_lazy("说明"), required=False, max_length=200)

    def __init__(self, data: QueryDict | None = None, *, goal: Goal | None = None) -> None:
        """Start from a goal that there is, or from nothing."""
        super().__init__(data, auto_id="goal-%s", use_required_attribute=False)
        self.goal = goal
        self.fields["purpose"].error_messages["required"] = gettext_lazy(
            "每个收集目标都要选用途，三选一"
        )
        if goal is not None:
            share = None if goal.target is None else round(goal.target * 100)
            self.initial = {
                "name": goal.name, "purpose": goal.purpose, "target": share,
                "months": goal.months, "said": goal.said,
            }  # fmt: skip

    def values(self) -> dict[str, Any]:
        """Return what was said, as a goal of the playbook names it."""
        told = dict(self.cleaned_data)
        return told | {"target": told["target"] / 100 if told["target"] else None}

    def items(self) -> list[tuple[str, Sequence[str]]]:
        """Return the items typed, each with its fields; empty rows are none."""
        rows = [(row["name"], [box for box in row["boxes"] if box]) for row in self.rows()]
        return [(name, boxes) for name, boxes in rows if name or boxes]

    def rows(self) -> list[Row]:
        """Return the rows as they are shown: what there is and was typed, and room for more."""
        if isinstance(self.data, QueryDict) and self.is_bound:
            filled = [_typed(self.data, key) for key in self.data.getlist("row")]
            filled = [row for row in filled if row["name"] or any(row["boxes"])]
        else:
            filled = [
                _row(item.name, item.fields) for item in (self.goal.items if self.goal else ())
            ]
        spare = max(1, SPARE - len(filled))
        return [{**row, "at": at} for at, row in enumerate([*filled, *([_row("", ())] * spare)])]


def _typed(data: QueryDict, key: str) -> Row:
    return _row(data.get(f"item-{key}", "").strip(), data.getlist(f"of-{key}"))


def _row(name: str, fields: Sequence[str]) -> Row:
    boxes = [field.strip() for field in fields if field.strip()]
    return {"name": name, "boxes": [*boxes, ""]}
