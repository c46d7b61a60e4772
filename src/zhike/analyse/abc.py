"""ABC: which customers make up most of the sales (rules S0-22, S4-08), and by amount (S4-15)."""

from datetime import date
from typing import Any

import ibis

from zhike.analyse.window import orders_until
from zhike.words.period import Period

CUTS = (0.7, 0.9)
AMOUNT_CUTS_FEN = (500_0000_00, 100_0000_00)


def abc(
    tables: Any, *, as_of: date, period: Period | None = None, cuts: tuple[float, float] = CUTS
) -> Any:
    """Return the ABC class of every customer who bought in the window, by share of the sales.

    Columns: customer_id, amount_fen (分, less refunds), share and before (0-1: own share and the
    share of all larger customers), abc. A customer is A while `before` is under the first cut, B
    under the second, else C; equal amounts stand in order of id.
    """
    orders = orders_until(tables, as_of=as_of, period=period)
    spent = orders.group_by("customer_id").agg(amount_fen=orders.net_fen.sum().cast("int64"))
    largest_first = [ibis.desc("amount_fen"), ibis.asc("customer_id")]
    up_to = spent.amount_fen.sum().over(ibis.cumulative_window(order_by=largest_first))
    ranked = spent.mutate(
        before_fen=up_to.cast("int64") - spent.amount_fen,
        total_fen=spent.amount_fen.sum().over(ibis.window()).cast("int64"),
    )
    return ranked.select(
        "customer_id",
        "amount_fen",
        share=_share(ranked.amount_fen, ranked.total_fen),
        before=_share(ranked.before_fen, ranked.total_fen),
        abc=_by_share(ranked, cuts),
    )


def _share(part: Any, total: Any) -> Any:
    return part.cast("float64") / total.cast("float64").nullif(0)


def _by_share(ranked: Any, cuts: tuple[float, float]) -> Any:
    # Whole numbers, so that a customer who starts exactly at a cut is on one side everywhere.
    before = ranked.before_fen * 1000
    first, second = (before < ranked.total_fen * round(cut * 1000) for cut in cuts)
    return ibis.cases((first, "A"), (second, "B"), else_="C")


def abc_by_amount(amount_fen: int, cuts_fen: tuple[int, int] = AMOUNT_CUTS_FEN) -> str:
    """Return A from 500万, B from 100万, else C (rule S4-15; cuts may differ by region)."""
    first, second = cuts_fen
    return "A" if amount_fen >= first else "B" if amount_fen >= second else "C"
