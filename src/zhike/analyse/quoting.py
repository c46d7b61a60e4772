"""Quotes of one customer side by side: who offered how much off, in which month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhike.words.finding import person
from zhike.words.wording import percent


@dataclass(frozen=True, slots=True)
class Apart:
    """Two quotes of one month by two people, clearly apart."""

    year: int
    month: int
    low: Mapping[str, Any]
    high: Mapping[str, Any]

    @property
    def said(self) -> str:
        """Return month, people and discounts as a clause."""
        who = "和".join(person(row["owner_id"]) for row in (self.low, self.high) if row["owner_id"])
        offers = f"{percent(self.low['discount'], 0)} 和 {percent(self.high['discount'], 0)}"
        return f"{self.year}年{self.month}月{who or '两位同事'}分别报了 {offers} 的优惠"


def apart_in_a_month(quotes: Iterable[Mapping[str, Any]], least: float) -> Apart | None:
    """Return the latest month in which two people offered discounts `least` or more apart.

    Each quote has quoted_on, discount (a share) and owner_id; None when there is no such month.
    """
    months: dict[tuple[int, int], list[Mapping[str, Any]]] = {}
    for row in quotes:
        months.setdefault((row["quoted_on"].year, row["quoted_on"].month), []).append(row)
    for (year, month), found in sorted(months.items(), reverse=True):
        low, high = (pick(found, key=lambda row: row["discount"]) for pick in (min, max))
        is_apart = round(high["discount"] - low["discount"], 9) >= least
        if is_apart and low["owner_id"] != high["owner_id"]:
            return Apart(year, month, low, high)
    return None
