"""What is looked for by itself (发现): thresholds and windows of each analysis, all changeable."""

from pydantic import Field

from zhike.playbook.bands import Band
from zhike.playbook.entry import Entry


def _amount_bands() -> tuple[Band, ...]:
    steps = (("A", 5_000_000.0), ("B", 1_000_000.0), ("C", None))
    return tuple(Band.model_validate({"叫": word, "不低于": least}) for word, least in steps)


class SameCustomer(Entry):
    """Records that are one customer: by how much their 金额档 rises once they are one (S4-15)."""

    months: int = Field(12, alias="近几个月", ge=1)
    bands: tuple[Band, ...] = Field(default_factory=_amount_bands, alias="金额档")
    quotes_apart: float = Field(0.05, alias="报价差", gt=0, lt=1)
    quotes_months: int = Field(3, alias="看几个月的报价", ge=1)
    ending_days: int = Field(30, alias="合同到期天数", ge=1)


class TopicSurge(Entry):
    """A topic of cases that surged, and whether who has it buys less than the others."""

    kinds: tuple[str, ...] = Field(("投诉",), alias="问题类别")
    months: int = Field(6, alias="窗口月数", ge=1)
    least_cases: int = Field(20, alias="最少件数", ge=1)
    least_rise: float = Field(0.5, alias="最少升幅", gt=0)
    least_each: int = Field(2, alias="每家至少", ge=1)
    least_drop: float = Field(0.1, alias="最少降幅", gt=0, lt=1)
    valued: tuple[str, ...] = Field(("高价值",), alias="高价值标签")
    amount_months: int = Field(12, alias="金额近几个月", ge=1)
    idle_days: int = Field(30, alias="多少天未跟进", ge=1)


class LessMargin(Entry):
    """Sales up and profit down against the year before, and the part of the business it is in."""

    least_rise: float = Field(0.03, alias="销售额最少升幅", gt=0)
    least_drop: float = Field(0.02, alias="毛利额最少降幅", gt=0)
    least_share: float = Field(0.3, alias="最少占比", gt=0, le=1)
    sensitive: str = Field("价格敏感", alias="价格敏感标签")


class BestGroup(Entry):
    """A rate compared by group: who counts (分母) and who is a hit (分子), as formulas."""

    name: str = Field(alias="名称", min_length=1)
    by: str = Field(alias="按")
    base: str = Field(alias="分母")
    hit: str = Field(alias="分子")


class SmallCounts(Entry):
    """Counts of cases that moved: by which columns, and from how large a change on."""

    kinds: tuple[str, ...] = Field(("投诉",), alias="问题类别")
    months: int = Field(6, alias="窗口月数", ge=1)
    least_change: float = Field(0.3, alias="最少变化", gt=0)
    most: int = Field(5, alias="最多列出", ge=0)


class CampaignEffect(Entry):
    """Buying after a campaign against before, and against customers like those it reached."""

    kinds: tuple[str, ...] = Field(("优惠券", "参与活动"), alias="行为类型")
    days: int = Field(60, alias="窗口天数", ge=14)
    least_customers: int = Field(20, alias="最少家数", ge=2)
    most: int = Field(5, alias="最多活动", ge=1)


class FindingSettings(Entry):
    """What the analyses of 发现 look for, and how much is enough to speak."""

    least_n: int = Field(10, alias="最少样本", ge=2)
    most_each: int = Field(3, alias="每种最多", ge=1)
    task_days: int = Field(3, alias="任务期限天数", ge=0)
    same_customer: SameCustomer = Field(SameCustomer.model_validate({}), alias="同一客户")
    topic_surge: TopicSurge = Field(TopicSurge.model_validate({}), alias="问题激增")
    less_margin: LessMargin = Field(LessMargin.model_validate({}), alias="增收减利")
    best_groups: tuple[BestGroup, ...] = Field((), alias="最高组")
    small_counts: SmallCounts = Field(SmallCounts.model_validate({}), alias="件数变化")
    campaigns: CampaignEffect = Field(CampaignEffect.model_validate({}), alias="活动效果")
