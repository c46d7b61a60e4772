"""Collecting goals: what one wants to reach, for which of three purposes, and which cells it needs.

S0-01: every collecting task has a purpose; S0-02: every field serves a goal; S1-02 and S1-03 say
which cells two of the goals look at, and how far back.
"""

from typing import Any, Literal, get_args

from pydantic import Field, model_validator

from zhike.playbook.entry import Entry, Yes

Purpose = Literal["企业新客户开发", "存量客户深度运营", "市场调研与竞品分析"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
"""The purposes of collecting; a goal has one of them (S0-01)."""


class GoalItem(Entry):
    """One thing a goal needs of a customer: there when any of its fields is filled.

    Fields are written 客户.所属行业; of other nouns any record of the customer counts.
    """

    name: str = Field(alias="项", min_length=1)
    fields: tuple[str, ...] = Field(alias="字段", min_length=1)


class Goal(Entry):
    """One collecting goal; with `近几个月` only records of the last months before as_of count.

    `目标` is the share of its items to reach; without one that of 完整率 holds.
    """

    name: str = Field(alias="名称", min_length=1)
    purpose: Purpose = Field(alias="用途")
    said: str = Field("", alias="说明")
    months: int | None = Field(None, alias="近几个月", ge=1)
    target: float | None = Field(None, alias="目标", gt=0, le=1)
    items: tuple[GoalItem, ...] = Field(alias="项目", min_length=1)
    retired: Yes = Field(False, alias="停用")
    former: tuple[str, ...] = Field((), alias="曾用名")

    @model_validator(mode="before")
    @classmethod
    def _for_one_of_three(cls, values: Any) -> Any:
        told = values if isinstance(values, dict) else {}
        if told and told.get("用途", told.get("purpose")) not in PURPOSES:
            raise ValueError(f"每个收集目标都要写用途，三选一：{'、'.join(PURPOSES)}")
        return values

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the fields it looks at, written 客户.所属行业."""
        return tuple(dict.fromkeys(path for item in self.items for path in item.fields))
