"""The best region (or size, or channel): named only when chance would hardly make it so."""

from typing import Any

import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows, p_said
from zhike.playbook.catalogue import customer_formula
from zhike.playbook.finding import BestGroup
from zhike.playbook.per_customer import customer_values
from zhike.reckon.comparison import fisher
from zhike.words.finding import Finding, Shown, Tested
from zhike.words.wording import half_up, percent

KIND = "最高组"
AUDIENCE = ("总经理", "市场")


def ask(tables: Any, asked: Asked) -> dict[str, Any]:
    """Return who counts and who is a hit, for every comparison of the playbook."""
    playbook = asked.playbook
    wanted = {}
    for number, plan in enumerate(asked.settings.best_groups):
        wanted[f"base_{number}"] = customer_formula(playbook, plan.base)
        wanted[f"hit_{number}"] = customer_formula(playbook, plan.hit)
    columns = {playbook.dimension(plan.by).column for plan in asked.settings.best_groups}
    if not wanted:
        return {}
    values = customer_values(tables, wanted, as_of=asked.as_of, playbook=playbook)
    own = tables["customers"].select("customer_id", *sorted(columns))
    return {"rates": values.join(own, "customer_id").select(*values.columns, *sorted(columns))}


def find(rows: Rows, asked: Asked) -> list[Claim]:
    """Return, for each comparison, the claim that the best group is better than all others."""
    if "rates" not in rows:
        return []
    found = []
    for number, plan in enumerate(asked.settings.best_groups):
        column = asked.playbook.dimension(plan.by).column
        counted = rows["rates"].filter(pl.col(f"base_{number}").fill_null(value=False))
        groups = {
            name: (int(members[f"hit_{number}"].fill_null(value=False).sum()), members.height)
            for (name,), members in counted.filter(pl.col(column) != "").group_by(column)
        }
        found.append(_claim(plan, groups, asked))
    return [claim for claim in found if claim]


def _claim(plan: BestGroup, groups: dict[Any, tuple[int, int]], asked: Asked) -> Claim | None:
    large = {name: g for name, g in sorted(groups.items()) if g[1] >= asked.settings.least_n}
    if len(large) < 2 or len({hits / n for hits, n in large.values()}) < 2:
        return None
    tests = {name: fisher(*large[name], *_others(large, name)) for name in large}
    best = max(large, key=lambda name: large[name][0] / large[name][1])
    (hits, n), (other_hits, other_n) = large[best], _others(large, best)
    p, gap = tests[best], hits / n - other_hits / other_n
    rates = f"{_said(hits, n)}，其他{plan.by}合计 {_said(other_hits, other_n)}"
    tested = Tested(
        said=f"{best} {hits}/{n} 对其他 {other_hits}/{other_n}（Fisher {p_said(p)}）",
        p=p,
        n_min=min(n, other_n),
        effect=gap,
    )
    finding = Finding(
        kind=KIND,
        title=f"{best}的{plan.name}最高",
        text=f"{best}的{plan.name}最高：{rates}，相差 {half_up(gap * 100, 1)} 个百分点。",
        n=n + other_n,
        n_said=f"n={n} 对 {other_n}",
        definition=f"{plan.name} = 满足“{plan.hit}”的 ÷ 满足“{plan.base}”的，"
        f"按{plan.by}比较（Fisher 精确检验）",
        tested=tested,
        figures=tuple(
            Shown(str(name), _said(*group), group[0] / group[1]) for name, group in large.items()
        ),
        where={asked.playbook.dimension(plan.by).column: str(best)},
        suggestion=f"看看{best}的做法能不能用到其他{plan.by}",
        audience=AUDIENCE,
        order=60,
    )
    others = tuple(found for name, found in tests.items() if name != best)
    return Claim(finding, (p, *others))


def _others(groups: dict[Any, tuple[int, int]], left_out: Any) -> tuple[int, int]:
    rest = [group for name, group in groups.items() if name != left_out]
    return sum(hits for hits, _ in rest), sum(n for _, n in rest)


def _said(hits: int, n: int) -> str:
    return f"{percent(hits / n)}（{hits}/{n}）"
