"""The printed tables of a team: heads in their order, and what stands under each."""

from typing import Self

from pydantic import Field, model_validator

from zhike.playbook.entry import Entry, Yes


class TableColumn(Entry):
    """One printed column: a field, tags, or something reckoned and never typed (S0-05).

    A column with `取` and `算` prints what is reckoned where there is something to reckon from,
    else what is kept; typed again it is kept only where it differs.
    """

    head: str = Field(alias="表头", min_length=1)
    takes: str = Field("", alias="取")  # 客户.客户编号
    formula: str = Field("", alias="算")  # of one customer: 近12个月(总销售额)
    points: str = Field("", alias="评分")  # the score under a tier scheme
    tier: str = Field("", alias="等级")  # its letter
    tags: tuple[str, ...] = Field((), alias="标签")  # families of tags by rule
    hand_tags: str = Field("", alias="手工标签")  # a family people fill in themselves
    favourite: str = Field("", alias="偏好")  # the column of order lines with the most money
    told: str = Field("", alias="成文")  # a column of the report that is words
    unit: str = Field("", alias="单位")
    required: Yes = Field(False, alias="必填")
    sample: str = Field("", alias="例")
    said: str = Field("", alias="说明")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        given = (self.takes, self.formula, self.points, self.tier, self.tags, self.hand_tags,
                 self.favourite, self.told)  # fmt: skip
        if not any(given):
            raise ValueError(f"“{self.head}”下面写什么？请写 取、算、评分、等级、标签 中的一项")
        return self

    @property
    def is_reckoned(self) -> bool:
        """Say whether it is never written from a sheet, only compared or passed over."""
        return not (self.takes or self.hand_tags)


class PrintedTable(Entry):
    """A table as it is printed: of a kind of record, or made from a report."""

    code: str = Field(alias="编号", min_length=1)  # T1-2
    name: str = Field(alias="名称", min_length=1)
    rule: str = Field("", alias="规则号")
    said: str = Field("", alias="说明")
    noun: str = Field("", alias="种类")  # what a row is, as NOUNS call it; empty for a report
    report: str = Field("", alias="报表")
    part: str = Field("", alias="部分")  # 分层结论 or 客户分层 of its tables; empty: its figures
    columns: tuple[TableColumn, ...] = Field(alias="列", min_length=1)

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the printed heads in their order."""
        return tuple(column.head for column in self.columns)

    @property
    def title(self) -> str:
        """Return its code and name, as lists and files call it: T1-2 客户互动记录表."""
        return f"{self.code} {self.name}"
