"""Plans and cadences: which customers become which task, whose, and until when."""

from pydantic import Field

from zhike.playbook.entry import Entry


class TaskSketch(Entry):
    """The task a plan makes for each customer; `负责` is 跟进人 or a role."""

    kind: str = Field(alias="类型")
    title: str = Field(alias="标题")
    days: int = Field(alias="期限天数", ge=0)
    owner: str = Field("跟进人", alias="负责")


class Plan(Entry):
    """A rule that turns customers into tasks: all tags, all tiers and the condition must hold."""

    name: str = Field(alias="名称", min_length=1)
    said: str = Field("", alias="说明")
    rule: str = Field("", alias="规则号")
    tags: tuple[str, ...] = Field((), alias="有标签")
    tiers: dict[str, tuple[str, ...]] = Field({}, alias="在等级")
    when: str = Field("", alias="当")
    why: str = Field("", alias="为什么")
    task: TaskSketch = Field(alias="任务")


class Cadence(Entry):
    """How often customers of one tier want which attention (S1-19)."""

    scheme: str = Field(alias="等级方案")
    tier: str = Field(alias="等级")
    action: str = Field(alias="动作")
    months: int = Field(alias="每几个月", ge=1)
    rule: str = Field("", alias="规则号")
