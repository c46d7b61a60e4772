"""Change is relative to something, or empty."""

import pytest
from worked import cases

from zhike.reckon.change import point_change, relative_change
from zhike.words.wording import percent


@pytest.mark.parametrize("case", cases("S3-40"), ids=lambda case: case["id"])
def test_may_against_april(case):
    change = relative_change(case["given"]["5月"], case["given"]["4月"])
    assert change == -0.12
    assert percent(change) == f"{case['expect']['环比_%']}%"


def test_nothing_to_compare_with():
    assert relative_change(5, 0) is None
    assert relative_change(5, None) is None
    assert relative_change(None, 5) is None
    assert relative_change(5, -3) is None
    assert relative_change(0, 5) == -1.0


def test_points_are_not_percent():
    assert point_change(0.45, 0.40) == 0.05
    assert point_change(0.45, None) is None
