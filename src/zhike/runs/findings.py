"""What the book says by itself: every analysis of 发现, for the whole book and for each scope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows, judge
from zhike.analyse.finders import FINDERS
from zhike.playbook.playbook import Playbook
from zhike.store.tables import Tables
from zhike.tag.rules import tag_customers
from zhike.words.finding import Finding, Shown, customer
from zhike.words.wording import count

NAMED = 3  # customers a sentence names before it says 等


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows every analysis asked for, once for the whole book, and what is shared by all."""

    asked: Asked
    rows: Mapping[str, Rows]
    shared: Rows


def gather(
    tables: Tables,
    *,
    matches: pl.DataFrame,
    playbook: Playbook,
    as_of: date,
    tags: pl.DataFrame | None = None,
) -> Gathered:
    """Return the rows of every analysis over the tables.

    `matches` has group, customer_id, sure (`clean.matching.review.same_rows`); `tags` customer_id
    and tag, and is made by the playbook's rules when it is not given.
    """
    asked = Asked(playbook, as_of)
    if tags is None:
        tags = _frame(tables, tag_customers(tables, playbook=playbook, as_of=as_of))
    found = {
        finder.name: {name: _frame(tables, e) for name, e in finder.ask(tables, asked).items()}
        for finder in FINDERS
    }
    return Gathered(asked, found, {"tags": tags.select("customer_id", "tag"), "matches": matches})


def find_all(
    tables: Tables,
    *,
    matches: pl.DataFrame,
    playbook: Playbook,
    as_of: date,
    tags: pl.DataFrame | None = None,
) -> list[Finding]:
    """Return what one sight's tables say, sure findings first; see `gather` for the arguments."""
    gathered = gather(tables, matches=matches, playbook=playbook, as_of=as_of, tags=tags)
    return find_for(gathered)


def find_for(
    gathered: Gathered,
    customer_ids: Iterable[int] | None = None,
    *,
    whole: Sequence[Finding] = (),
    said: str = "",
    only_facts: bool = False,
) -> list[Finding]:
    """Return the findings of one scope, `None` for the whole book; each scope is tested by itself.

    `only_facts` tests nothing: one person's customers are too few, and asked one by one the people
    of a team would be told something false every week.
    Sure findings of the `whole` book that touch the scope's customers and that the scope is too
    small to find again are told as such, with `said` for whose customers they are.
    """
    mine = None if customer_ids is None else pl.Series(list(customer_ids), dtype=pl.Int64)
    finders = [finder for finder in FINDERS if finder.is_fact or not only_facts]
    claims = [claim for finder in finders for claim in _claims(finder, gathered, mine)]
    found = judge(claims, least_n=gathered.asked.settings.least_n)
    sure = {finding.kind for finding in found if not finding.refused}
    told = [_told(one, mine, said) for one in whole if one.kind not in sure and not one.refused]
    kept = [one for one in told if one]
    echoed = {one.kind for one in kept}
    own = [one for one in found if not one.refused or one.kind not in echoed]
    return sorted([*own, *kept], key=lambda one: (one.refused, one.order))


def _claims(finder: Any, gathered: Gathered, mine: pl.Series | None) -> list[Claim]:
    rows = {**gathered.rows[finder.name], **gathered.shared}
    if mine is not None:
        inside = pl.col("customer_id").is_in(mine.implode())
        rows = {name: frame.filter(inside) for name, frame in rows.items()}
    found: list[Claim] = finder.find(rows, gathered.asked)
    return found


def _told(finding: Finding, mine: pl.Series | None, said: str) -> Finding | None:
    """Return a finding of the whole book as it concerns a scope's own customers, or None."""
    own = set(mine.to_list()) if mine is not None else set()
    ids = tuple(one for one in finding.customer_ids if one in own)
    if not ids or not finding.plan:
        return None
    rows = {one.customer_id: one.said for one in finding.behind if one.noun == "customers"}
    named = [customer(one) + (f"（{rows[one]}）" if rows.get(one) else "") for one in ids[:NAMED]]
    names = "、".join(named) + (" 等" if len(ids) > NAMED else "")
    text = (
        f"全公司的发现“{finding.title}”里有{said} {count(len(ids))} 家（共 "
        f"{count(len(finding.customer_ids))} 家）：{names}。"
    )
    return replace(
        finding,
        text=text,
        figures=(Shown("全公司", finding.n_said), Shown(said, f"{len(ids)} 家", len(ids))),
        customer_ids=ids,
        behind=tuple(one for one in finding.behind if one.customer_id in own),
    )


def _frame(tables: Tables, expr: Any) -> pl.DataFrame:
    return pl.DataFrame(tables.run(expr))
