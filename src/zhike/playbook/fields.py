"""The fields of the nouns as a playbook writes them, and as every room reads them (FieldSpec)."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, PlainSerializer

from zhike.playbook.entry import Entry, Yes
from zhike.words.field import Audience, FieldSpec, Kind, Sensitivity

NOUNS = {
    "客户": "customers",
    "联系人": "contacts",
    "跟进": "interactions",
    "订单": "orders",
    "订单明细": "order_lines",
    "产品": "products",
    "行为": "events",
    "问题单": "cases",
    "报价": "quotes",
    "合同": "contracts",
    "回款": "payments",
    "需求": "demands",
    "竞品接触": "competitor_contacts",
    "活动": "activities",
    "竞争对手": "competitors",
    "转介绍": "referrals",
    "渠道费用": "channel_costs",
}
"""How a playbook calls the kinds of record."""

KINDS: dict[str, Kind] = {
    "短文本": "text",
    "长文本": "note",
    "选项": "code",
    "日期": "date",
    "年月": "partial_date",
    "时刻": "moment",
    "金额": "money",
    "整数": "whole",
    "小数": "number",
    "百分比": "percent",
    "折扣": "discount",
    "范围": "range",
    "电话": "phone",
    "邮箱": "email",
    "人名": "person",
    "成员": "account",
    "行业": "industry",
    "地区": "region",
    "信用代码": "credit_code",
    "是否": "yes_no",
}

Mask = Literal["", "phone", "person", "people", "email", "id", "bank", "address"]
_MASKS = {
    "电话": "phone", "姓名": "person", "文中姓名": "people", "邮箱": "email", "号码": "id",
    "银行卡": "bank", "地址": "address",
}  # fmt: skip
AUDIENCES: dict[str, Audience] = {
    "企业": "organisation",
    "个人": "person",
    "ToB": "tob",
    "ToC": "toc",
}
"""For whom a field is, as a playbook writes it; nothing is everybody."""

SENSITIVITIES: dict[str, Sensitivity] = {
    "个人信息": "personal",
    "敏感个人信息": "sensitive",
    "按敏感对待": "house",
}
"""How careful to be with a field, as a playbook writes it; nothing is no personal information."""


def _kind(value: Any) -> Any:
    if value in KINDS:
        return KINDS[value]
    if value in get_args(Kind):
        return value
    raise ValueError(f"不认识的类型“{value}”，可用：{'、'.join(KINDS)}")


def _word_of(words: dict[str, Any], what: str) -> BeforeValidator:
    def read(value: Any) -> Any:
        if value in words or value in ("", *words.values()):
            return words.get(value, value)
        raise ValueError(f"不认识的{what}“{value}”，可用：{'、'.join(words)}")

    return BeforeValidator(read)


def _said(words: dict[str, Any]) -> PlainSerializer:
    names = {value: name for name, value in words.items()}
    return PlainSerializer(lambda value: names.get(value, value), str)


class FieldEntry(Entry):
    """One field of one noun; `列` is the column of the record or the key of an own field."""

    column: str = Field(alias="列", pattern=r"^\w+$")
    label: str = Field(alias="名称", min_length=1)
    kind: Annotated[Kind, BeforeValidator(_kind), _said(KINDS)] = Field(alias="类型")
    synonyms: tuple[str, ...] = Field((), alias="同义")
    vocabulary: str = Field("", alias="词表")
    unit: str = Field("", alias="单位")
    key: Yes = Field(False, alias="关键")
    wanted: Yes = Field(False, alias="必补")
    mask: Annotated[Mask, _word_of(_MASKS, "遮盖方式"), _said(_MASKS)] = Field("", alias="遮盖")
    own: Yes = Field(False, alias="自有")
    purpose: str = Field("", alias="用途")
    low: float | None = Field(None, alias="最小")
    high: float | None = Field(None, alias="最大")
    audience: Annotated[Audience, _word_of(AUDIENCES, "适用对象"), _said(AUDIENCES)] = Field(
        "", alias="适用"
    )
    required: Yes = Field(False, alias="必填")
    sensitivity: Annotated[
        Sensitivity, _word_of(SENSITIVITIES, "敏感程度"), _said(SENSITIVITIES)
    ] = Field("", alias="敏感")
    retention_days: int | None = Field(None, alias="保留天数", ge=1)
    retired: Yes = Field(False, alias="停用")
    hidden: Yes = Field(False, alias="隐藏")
    former: tuple[str, ...] = Field((), alias="曾用名")

    def spec(self, noun: str, goals: Sequence[str] = ()) -> FieldSpec:
        """Return the field as every room reads it, with the goals that choose it."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        values["synonyms"] = (*self.synonyms, *self.former)
        return FieldSpec(noun=noun, name=values.pop("column"), goals=tuple(goals), **values)


class Completeness(Entry):
    """The cells that count as key data, written 客户.所属行业, and the share to reach (S3-11)."""

    target: float = Field(0.95, alias="目标", ge=0, le=1)
    fields: tuple[str, ...] = Field((), alias="字段")
    targets: dict[str, Annotated[float, Field(ge=0, le=1)]] = Field(
        {}, alias="单项目标"
    )  # of a field that has one of its own
