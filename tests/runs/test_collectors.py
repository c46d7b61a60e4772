"""How good what each collector brought is, counted by hand."""

from collections import Counter

import pytest

from zhike.runs.collectors import scorecard

NAMES = {(1, 9): "陈晨", (2, 9): "陈晨", (None, 5): "王磊", (3, 9): "赵敏"}
ROWS = [
    {"batch_id": 1, "entered_by": 9, "customers": 50, "a": 50, "b": 40},
    {"batch_id": 2, "entered_by": 9, "customers": 40, "a": 40, "b": 10},
    {"batch_id": None, "entered_by": 5, "customers": 9, "a": 9, "b": 0},
]
MARKS = {
    "invalid": Counter({(1, 9): 6}),
    "merged": Counter({(2, 9): 4, (3, 9): 2}),
    "doubted": Counter({(1, 9): 1}),
    "corrected": Counter({(None, 5): 3}),
}


def test_batches_of_one_collector_are_one_line() -> None:
    """90 customers are in the book, 6 were put aside and 4 merged away: 100 were brought."""
    chen, wang, zhao = scorecard(ROWS, MARKS, flags=("a", "b"), names=NAMES)
    assert (chen["collector"], chen["brought"], chen["few"]) == ("陈晨", 100, False)
    assert (chen["filled"], chen["cells"]) == (140, 180)
    assert (chen["invalid"]["n"], chen["invalid"]["share"]) == (6, 0.06)
    assert chen["invalid"]["low"] == pytest.approx(0.0278, abs=1e-4)  # Wilson, 6 of 100
    assert chen["invalid"]["high"] == pytest.approx(0.1248, abs=1e-4)
    assert chen["doubled"]["n"] == 5
    assert (wang["collector"], wang["brought"], wang["few"]) == ("王磊", 9, True)
    assert wang["corrected"]["n"] == 3
    assert (zhao["brought"], zhao["rate"], zhao["doubled"]["share"]) == (2, None, 1.0)


def test_nobody_brought_anything() -> None:
    assert scorecard([], {}, flags=("a",), names={}) == []
