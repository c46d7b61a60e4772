"""A topic of complaints that surged, and whether who has it buys less than the others do."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import ibis
import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows, p_said
from zhike.analyse.window import orders_until
from zhike.playbook.finding import TopicSurge
from zhike.reckon.comparison import poisson_rates
from zhike.reckon.gaps import change_of, gap_of_changes, permuted_gap
from zhike.reckon.rates import rate_ratio
from zhike.words.finding import Behind, Finding, Reach, Shown, Tested
from zhike.words.period import Period, window_before
from zhike.words.wording import count, points, signed, summed

KIND = "问题激增"
AUDIENCE = ("客服主管", "销售经理", "产品经理", "总经理", "销售顾问")
DEFINITION = (
    "近{months}个月与之前{months}个月相比，件数明显上升的{what}主题（精确 Poisson 检验）；"
    "之前{months}个月买过的客户里，把近{months}个月有 {each} 件及以上的与其他的比较订单数的变化"
    "（置换检验，区间为 bootstrap）。一起出现不等于因果。"
)


def ask(tables: Any, asked: Asked) -> dict[str, Any]:
    """Return the cases of both windows, each buyer's orders in them, and the last follow-up."""
    if "cases" not in tables:
        return {}
    settings, as_of = asked.settings.topic_surge, asked.as_of
    both = _both(asked)
    cases = tables["cases"]
    inside = (cases.opened_on >= both.start) & (cases.opened_on <= as_of)
    return {
        "cases": cases.filter(inside, cases.case_kind.isin(settings.kinds), cases.topic != "")
        .select("case_id", "customer_id", "opened_on", "topic"),
        "buyers": _buyers(tables, asked),
        "follow_ups": _follow_ups(tables, asked),
    }  # fmt: skip


def _recent(asked: Asked) -> Period:
    return window_before(asked.as_of, months=asked.settings.topic_surge.months)


def _both(asked: Asked) -> Period:
    return window_before(asked.as_of, months=2 * asked.settings.topic_surge.months)


def _buyers(tables: Any, asked: Asked) -> Any:
    """Return customer_id, before and recent (orders of the windows), amount_fen of the year."""
    settings, both, recent = asked.settings.topic_surge, _both(asked), _recent(asked)
    year = window_before(asked.as_of, months=settings.amount_months)
    whole = Period(min(both.start, year.start), asked.as_of)
    orders = orders_until(tables, as_of=asked.as_of, period=whole)
    late, early = orders.ordered_on >= recent.start, orders.ordered_on >= both.start
    return orders.group_by("customer_id").agg(
        before=orders.count(where=orders.is_order & early & ~late).cast("int64"),
        recent=orders.count(where=orders.is_order & late).cast("int64"),
        amount_fen=orders.net_fen.sum(where=orders.ordered_on >= year.start)
        .coalesce(0)
        .cast("int64"),
    )


def _follow_ups(tables: Any, asked: Asked) -> Any:
    """Return customer_id and last_on, the last follow-up recorded or stated; null for never."""
    rows, own = tables["interactions"], tables["customers"]
    rows = rows.filter(rows.happened_on <= asked.as_of)
    last = rows.group_by("customer_id").agg(last=rows.happened_on.max())
    stated = own.select("customer_id", "stated_follow_up_on")
    joined = stated.left_join(last, "customer_id")
    return joined.select(
        "customer_id", last_on=ibis.coalesce(joined["last"], joined.stated_follow_up_on)
    )


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    before: int
    recent: int
    p: float | None

    def has_surged(self, settings: TopicSurge) -> bool:
        enough = self.recent >= settings.least_cases
        return enough and self.recent >= (1 + settings.least_rise) * max(self.before, 1)


def find(rows: Rows, asked: Asked) -> list[Claim]:
    """Return a claim for each topic that surged and whose customers buy less than the others."""
    if "cases" not in rows:
        return []
    settings, late = asked.settings.topic_surge, pl.col("opened_on") >= _recent(asked).start
    topics = [
        _Topic(name, before, recent, poisson_rates(recent, before))
        for name, before, recent in rows["cases"]
        .group_by("topic")
        .agg((~late).sum().alias("before"), late.sum().alias("recent"))
        .sort("topic")
        .iter_rows()
    ]
    looked_at = tuple(topic.p for topic in topics)
    surged = sorted(
        (t for t in topics if t.has_surged(settings)), key=lambda t: t.before - t.recent
    )
    claims = [_claim(topic, rows, asked, looked_at) for topic in surged]
    return [claim for claim in claims if claim][: asked.settings.most_each]


def _claim(
    topic: _Topic, rows: Rows, asked: Asked, looked_at: tuple[float | None, ...]
) -> Claim | None:
    theirs = rows["cases"].filter(
        pl.col("topic") == topic.name, pl.col("opened_on") >= _recent(asked).start
    )
    groups = _Groups(theirs, rows, asked)
    ours, others = groups.changes
    gap = gap_of_changes(ours, others)
    drop, usual = change_of(ours), change_of(others)
    if gap is None or drop is None or usual is None:
        return None
    if drop > -asked.settings.topic_surge.least_drop or gap.estimate >= 0:
        return None
    permuted = permuted_gap(ours, others)
    p = None if permuted is None or topic.p is None else max(permuted, topic.p)
    interval = f"{points(gap.low)}…{points(gap.high)} 个百分点"
    ratio = rate_ratio(topic.recent, topic.before)
    times = f"，{ratio.estimate:.1f} 倍，95% {ratio.low:.1f}…{ratio.high:.1f}" if ratio else ""
    tested = Tested(
        said=f"件数 {topic.before} → {topic.recent}（Poisson {p_said(topic.p)}{times}）；"
        f"订单变化之差 {signed(drop)} − ({signed(usual)}) = {points(gap.estimate)} 个百分点，"
        f"95% {interval}（置换检验 {p_said(permuted)}，{len(ours)} 家对 {len(others)} 家）",
        p=p,
        interval=interval,
        n_min=min(len(ours), len(others)),
        effect=gap.estimate,
    )
    return Claim(_finding(topic, groups, asked, (drop, usual), tested), (p, permuted, *looked_at))


class _Groups:
    """Buyers with the topic and the others, and what is known of the former."""

    def __init__(self, cases: pl.DataFrame, rows: Rows, asked: Asked) -> None:
        settings = asked.settings.topic_surge
        self.cases = cases
        often = cases.group_by("customer_id").len("cases")
        buyers = rows["buyers"].filter(pl.col("before") > 0)
        known = (
            buyers.join(often, on="customer_id", how="left")
            .with_columns(pl.col("cases").fill_null(0))
            .sort("customer_id")
        )
        has_it = pl.col("cases") >= settings.least_each
        valued = rows["tags"].filter(pl.col("tag").is_in(settings.valued))["customer_id"]
        until = asked.as_of - timedelta(days=settings.idle_days)
        self.others = known.filter(~has_it)
        self.ours = (
            known.filter(has_it)
            .join(rows["follow_ups"], on="customer_id", how="left")
            .with_columns(
                is_valued=pl.col("customer_id").is_in(valued.implode()),
                is_idle=pl.col("last_on").is_null() | (pl.col("last_on") <= until),
            )
            .sort("is_valued", "amount_fen", "customer_id", descending=[True, True, False])
        )

    @property
    def changes(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return orders before and now of each buyer of both groups."""
        ours, others = (side.select("before", "recent").rows() for side in (self.ours, self.others))
        return ours, others


def _finding(
    topic: _Topic, groups: _Groups, asked: Asked, changes: tuple[float, float], tested: Tested
) -> Finding:
    settings, ours, others = asked.settings.topic_surge, groups.ours, groups.others
    what, many = "、".join(settings.kinds), ours.filter("is_valued").height
    title = f"{'高价值' if many else ''}客户正在离开，伴随{topic.name}{what}"
    return Finding(
        kind=KIND,
        title=title,
        text=f"{title}：{_surge_said(topic, ours, settings, changes)}"
        + _valued_said(ours, settings),
        n=ours.height + others.height,
        n_said=f"n={count(ours.height)} 对 {count(others.height)}",
        definition=DEFINITION.format(months=settings.months, what=what, each=settings.least_each),
        tested=tested,
        figures=_figures(topic, ours, settings, changes),
        customer_ids=tuple(ours["customer_id"].to_list()),
        behind=_behind(groups, asked),
        reach=Reach("orders", _both(asked).start.isoformat(), asked.as_of.isoformat()),
        suggestion=f"先回访这 {many or ours.height} 家，告诉他们{topic.name}怎么改；一起核对原因",
        plan=f"回访{topic.name}{what}客户",
        audience=AUDIENCE,
        order=20,
    )


def _surge_said(
    topic: _Topic, ours: pl.DataFrame, settings: TopicSurge, changes: tuple[float, float]
) -> str:
    drop, usual = (signed(change, 0) for change in changes)
    return (
        f"近{settings.months}个月{topic.name}{'、'.join(settings.kinds)}"
        f"从 {topic.before} 件升到 {topic.recent} 件；"
        f"有 {settings.least_each} 件及以上的 {ours.height} 家买家订单 {drop}，"
        f"其他买家 {usual}。"
    )


def _valued_said(ours: pl.DataFrame, settings: TopicSurge) -> str:
    """Return how many of them are worth most, and how many of those nobody has talked to."""
    valued = ours.filter("is_valued")
    if not valued.height:
        return ""
    return (
        f"其中 {valued.height} 家是高价值客户，"
        f"近{settings.amount_months}个月 {summed(int(valued['amount_fen'].sum()))}，"
        f"{valued.filter('is_idle').height} 家 {settings.idle_days} 天没有跟进。"
    )


def _figures(
    topic: _Topic, ours: pl.DataFrame, settings: TopicSurge, changes: tuple[float, float]
) -> tuple[Shown, ...]:
    what, months = f"{topic.name}{'、'.join(settings.kinds)}", settings.months
    valued = ours.filter("is_valued")
    idle, amount = valued.filter("is_idle").height, int(valued["amount_fen"].sum())
    return (
        Shown(f"{what}，之前{months}个月", f"{topic.before} 件", topic.before),
        Shown(f"{what}，近{months}个月", f"{topic.recent} 件", topic.recent),
        Shown("有此问题的买家", f"{ours.height} 家", ours.height),
        Shown("他们的订单变化", signed(changes[0]), changes[0]),
        Shown("其他买家的订单变化", signed(changes[1]), changes[1]),
        Shown("其中高价值", f"{valued.height} 家", valued.height),
        Shown("高价值客户的金额", summed(amount), amount / 100),
        Shown(f"高价值里 {settings.idle_days} 天未跟进", f"{idle} 家", idle),
    )


def _behind(groups: _Groups, asked: Asked) -> tuple[Behind, ...]:
    wanted = groups.ours["customer_id"]
    cases = groups.cases.filter(pl.col("customer_id").is_in(wanted.implode())).sort("opened_on")
    return (
        *(
            Behind("customers", row["customer_id"], row["customer_id"], _standing(row, asked))
            for row in groups.ours.iter_rows(named=True)
        ),
        *(
            Behind(
                "cases", row["case_id"], row["customer_id"], f"{row['opened_on']} {row['topic']}"
            )
            for row in cases.iter_rows(named=True)
        ),
    )


def _standing(row: dict[str, Any], asked: Asked) -> str:
    idle = f"{(asked.as_of - row['last_on']).days} 天前跟进" if row["last_on"] else "从未跟进"
    valued = "高价值 · " if row["is_valued"] else ""
    orders = f"{row['cases']} 件 · 订单 {row['before']}→{row['recent']}"
    return f"{valued}{orders} · {summed(row['amount_fen'])} · {idle}"
