"""What a team trusts: which values are looked at again and how often, and who is no customer."""

from pydantic import Field

from zhike.playbook.entry import Entry


class Verifying(Entry):
    """Key data to look at again (S1-25), written 客户.所属行业; none named: those of 完整率.

    A value is due when more than so many calendar months passed since it was last found right.
    """

    months: int = Field(1, alias="间隔月数", ge=1, le=60)
    fields: tuple[str, ...] = Field((), alias="字段")


class Invalid(Entry):
    """Who is proposed as invalid (S0-14) beside false phones and names that only fill the cell.

    `industries` are codes of GB/T 4754 and all below them (C, 65); none named: nobody is outside.
    """

    industries: tuple[str, ...] = Field((), alias="目标行业")
    names: tuple[str, ...] = Field((), alias="无效名称")
