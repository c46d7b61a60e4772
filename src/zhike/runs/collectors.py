"""How good what each collector brought is, with how sure that is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from zhike.reckon.comparison import LEAST_N
from zhike.reckon.intervals import wilson

SHARES = ("invalid", "doubled", "corrected")


def scorecard(
    counted: Sequence[Mapping[str, Any]],
    marks: Mapping[str, Counter[Any]],
    *,
    flags: Sequence[str],
    names: Mapping[Any, str],
) -> list[dict[str, Any]]:
    """Return a line a collector, the one who brought most first and those with few rows last.

    `counted` are rows of measure.fullness by batch_id and entered_by; `marks` count customers by
    the same pair: invalid, merged (both no longer in the book), doubted and corrected. A line has
    collector, brought (with those that are out), filled and cells of what is in the book, rate,
    `few` for fewer than LEAST_N, and for invalid, doubled and corrected n, share and the 95 % ends
    low and high.
    """
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in counted:
        here = sums[names[row["batch_id"], row["entered_by"]]]
        here["brought"] += row["customers"]
        here["cells"] += row["customers"] * len(flags)
        here["filled"] += sum(row[flag] for flag in flags)
    for mark, found in marks.items():
        for pair, n in found.items():
            sums[names[pair]][mark] += n
    lines = [_line(name, told) for name, told in sums.items()]
    return sorted(lines, key=lambda line: (line["few"], -line["brought"], line["collector"]))


def _line(name: str, told: Counter[str]) -> dict[str, Any]:
    brought = told["brought"] + told["invalid"] + told["merged"]
    hits = {
        "invalid": told["invalid"],
        "doubled": told["merged"] + told["doubted"],
        "corrected": told["corrected"],
    }
    return {
        "collector": name,
        "brought": brought,
        "filled": told["filled"],
        "cells": told["cells"],
        "rate": told["filled"] / told["cells"] if told["cells"] else None,
        "few": brought < LEAST_N,
        **{mark: _share(hits[mark], brought) for mark in SHARES},
    }


def _share(n: int, of: int) -> dict[str, Any]:
    ends = wilson(n, of)
    if ends is None:
        return {"n": n, "share": None, "low": None, "high": None}
    return {"n": n, "share": ends.estimate, "low": ends.low, "high": ends.high}
