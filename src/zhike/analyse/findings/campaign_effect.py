"""Did a campaign work: buying after it against before, beyond customers like those it reached."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows
from zhike.analyse.window import orders_until
from zhike.playbook.finding import CampaignEffect
from zhike.reckon.gaps import change_of, gap_of_changes, permuted_gap
from zhike.reckon.intervals import Interval
from zhike.words.finding import Behind, Finding, Shown, Tested
from zhike.words.wording import points, signed, summed

KIND = "活动效果"
AUDIENCE = ("市场", "总经理")
DEFINITION = (
    "活动第一天前后各 {days} 天的订单金额。对照是没有收到的客户里，前两个 {days} 天买得最像的，"
    "一家对一家。效果 = 收到的变化 − 对照的变化，区间为 bootstrap；区间包含 0 就是无法确认。"
    "安慰剂：同样两组在活动之前的变化之差，应当接近 0。"
)


@dataclass(frozen=True, slots=True)
class _Effect:
    """Amounts (分) before and after of both groups, their changes and the gap between these."""

    pairs: list[tuple[int, int]]
    controls: list[tuple[int, int]]
    change: float
    usual: float
    gap: Interval
    p: float | None
    placebo: Interval | None

    @property
    def interval(self) -> str:
        return f"{points(self.gap.low)}…{points(self.gap.high)} 个百分点"

    @property
    def false_effect(self) -> str:
        return f"{points(self.placebo.estimate)} 个百分点" if self.placebo else "—"

    @property
    def tested(self) -> Tested:
        n, others = len(self.pairs), len(self.controls)
        return Tested(
            said=f"{signed(self.change)} − ({signed(self.usual)}) = "
            f"{points(self.gap.estimate)} 个百分点，95% {self.interval}，n={n} 对 {others}；"
            f"安慰剂 {self.false_effect}",
            p=self.p,
            interval=self.interval,
            n_min=n,
            effect=self.gap.estimate,
            unsure=self.gap.covers_zero,
        )

    @property
    def figures(self) -> tuple[Shown, ...]:
        placebo = self.placebo.estimate if self.placebo else None
        return (
            Shown("收到的客户", f"{_amounts(self.pairs)}（{signed(self.change)}）", self.change),
            Shown("对照客户", f"{_amounts(self.controls)}（{signed(self.usual)}）", self.usual),
            Shown("效果", f"{points(self.gap.estimate)} 个百分点", self.gap.estimate),
            Shown("95% 区间", self.interval),
            Shown("安慰剂", self.false_effect, placebo),
        )


def ask(tables: Any, asked: Asked) -> dict[str, Any]:
    """Return what each customer bought in the windows around each campaign, reached or not."""
    if "events" not in tables:
        return {}
    settings, as_of = asked.settings.campaigns, asked.as_of
    events = tables["events"]
    reached = events.filter(
        events.event_kind.isin(settings.kinds),
        events.campaign.notnull() & (events.campaign != ""),
        events.happened_on <= as_of,
    )
    first = reached.group_by("campaign").agg(starts_on=reached.happened_on.min())
    # Only a campaign whose window after is over can be judged.
    first = first.filter(first.starts_on <= as_of - timedelta(days=settings.days - 1))
    first = first.order_by(first.starts_on.desc(), first.campaign).limit(settings.most)
    orders = orders_until(tables, as_of=as_of).select("customer_id", "ordered_on", "net_fen")
    pairs = orders.cross_join(first)
    day = pairs.ordered_on.delta(pairs.starts_on, unit="day")
    near = pairs.mutate(day=day)
    near = near.filter(near.day >= -2 * settings.days, near.day < settings.days)

    def bought(start: int) -> Any:
        inside = (near.day >= start) & (near.day < start + settings.days)
        return near.net_fen.sum(where=inside).coalesce(0).cast("int64")

    return {
        "reached": reached.select("campaign", "customer_id").distinct(),
        "bought": near.group_by("campaign", "starts_on", "customer_id").agg(
            earlier=bought(-2 * settings.days), before=bought(-settings.days), after=bought(0)
        ),
    }


def find(rows: Rows, asked: Asked) -> list[Claim]:
    """Return a claim on each of the latest campaigns that reached enough customers."""
    if "bought" not in rows:
        return []
    settings, bought = asked.settings.campaigns, rows["bought"]
    latest = bought.select("campaign", "starts_on").unique().sort("starts_on", descending=True)
    claims = []
    for campaign, starts_on in latest.iter_rows():
        here = bought.filter(pl.col("campaign") == campaign).sort("customer_id")
        ids = rows["reached"].filter(pl.col("campaign") == campaign)["customer_id"]
        is_ours = pl.col("customer_id").is_in(ids.implode())
        active = here.filter(pl.col("earlier") + pl.col("before") > 0)
        ours, pool = active.filter(is_ours), active.filter(~is_ours)
        if ours.height >= settings.least_customers and pool.height >= ours.height:
            claims.append(_claim(campaign, starts_on, ours, _alike(ours, pool), settings))
    return [claim for claim in claims if claim][: settings.most]


def _alike(ours: pl.DataFrame, pool: pl.DataFrame) -> pl.DataFrame:
    """Return for each of ours the unused one of the pool nearest in both windows before (logs)."""
    pool = pool.sort("customer_id")
    points, others = (
        np.log1p(np.maximum(side.select("earlier", "before").to_numpy(), 0) / 100.0)
        for side in (ours, pool)
    )
    free = np.ones(len(others), dtype=bool)
    picked = []
    for point in points:
        distance = np.where(free, ((others - point) ** 2).sum(axis=1), np.inf)
        nearest = int(distance.argmin())
        free[nearest] = False
        picked.append(nearest)
    return pool[picked]


def _claim(
    campaign: str,
    starts_on: date,
    ours: pl.DataFrame,
    control: pl.DataFrame,
    settings: CampaignEffect,
) -> Claim | None:
    effect = _effect(ours, control)
    if effect is None:
        return None
    finding = Finding(
        kind=KIND,
        title=f"“{campaign}”的效果",
        text=(
            f"收到“{campaign}”的客户前后 {settings.days} 天订单金额 {signed(effect.change)}，"
            f"相似而没有收到的客户 {signed(effect.usual)}，"
            f"相差 {points(effect.gap.estimate)} 个百分点。"
        ),
        n=ours.height + control.height,
        n_said=f"n={ours.height} 对 {control.height}",
        definition=DEFINITION.format(days=settings.days),
        tested=effect.tested,
        figures=(Shown("活动开始", str(starts_on)), *effect.figures),
        customer_ids=tuple(ours["customer_id"].to_list()),
        behind=tuple(
            Behind("customers", row["customer_id"], row["customer_id"], _bought(row))
            for row in ours.sort("after", descending=True).head(60).iter_rows(named=True)
        ),
        suggestion="下次留出两成客户作对照，再看效果" if effect.gap.covers_zero else "可以再做一次",
        audience=AUDIENCE,
        order=40,
    )
    return Claim(finding, (effect.p,))


def _effect(ours: pl.DataFrame, control: pl.DataFrame) -> _Effect | None:
    """Return the change of both groups and its gap; None where a group bought nothing before."""
    pairs, controls = (side.select("before", "after").rows() for side in (ours, control))
    earlier = [side.select("earlier", "before").rows() for side in (ours, control)]
    gap, change, usual = gap_of_changes(pairs, controls), change_of(pairs), change_of(controls)
    if gap is None or change is None or usual is None:
        return None
    p, placebo = permuted_gap(pairs, controls), gap_of_changes(*earlier)
    return _Effect(pairs, controls, change, usual, gap, p, placebo)


def _bought(row: dict[str, Any]) -> str:
    return f"{summed(row['before'])} → {summed(row['after'])}"


def _amounts(pairs: list[tuple[int, int]]) -> str:
    before, after = (sum(pair[i] for pair in pairs) for i in (0, 1))
    return f"{summed(before)} → {summed(after)}"
