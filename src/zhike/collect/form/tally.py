"""What the answers to a form's questions say together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.collect.form.design import STEPS, Design, Item
from zhike.reckon.comparison import LEAST_N

SCALES = ("rating", "satisfaction")
FEW = "样本不足"


@dataclass(frozen=True, slots=True)
class Count:
    """How often one answer was chosen, and its share of those who answered (0-1)."""

    answer: str
    times: int
    share: float


@dataclass(frozen=True, slots=True)
class Tally:
    """One question: how many answered, how often each answer, the mean of a scale, the texts."""

    item: Item
    n: int
    counts: tuple[Count, ...] = ()
    mean: float | None = None
    wording: str = ""  # 样本不足 where a mean of so few says nothing yet
    texts: tuple[str, ...] = ()


def tallies(design: Design, answers: Sequence[Mapping[str, Any]]) -> list[Tally]:
    """Return a tally a question, in the form's order.

    Shares of a multiple choice are of the people who answered, so they may add up to more than 1.
    A mean over fewer than LEAST_N people is given with 样本不足.
    """
    return [_tally(item, [one.get(item.key) for one in answers]) for item in design.questions]


def _tally(item: Item, given: Sequence[Any]) -> Tally:
    answered = [answer for answer in given if answer not in (None, "", [])]
    n = len(answered)
    if item.kind == "text":
        return Tally(item, n, texts=tuple(str(answer) for answer in answered))
    flat = [str(one) for answer in answered for one in _each(answer)]
    times = Counter(flat)
    known = STEPS if item.kind in SCALES else item.choices
    order = [*known, *(word for word in times if word not in known)]
    counts = tuple(Count(word, times[word], times[word] / n if n else 0.0) for word in order)
    if item.kind not in SCALES or not n:
        return Tally(item, n, counts)
    mean = sum(int(word) for word in flat) / n
    return Tally(item, n, counts, mean, FEW if n < LEAST_N else "")


def _each(answer: Any) -> list[Any]:
    return list(answer) if isinstance(answer, list) else [answer]
