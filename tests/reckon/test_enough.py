"""How many more hits a share needs, against the interval worked by hand."""

import pytest

from zhike.reckon.enough import still_needed
from zhike.reckon.intervals import wilson


def test_without_a_miss_the_end_is_n_over_n_plus_z_squared():
    # n ÷ (n + 1.96²) ≥ 0.995 from n = 0.995 ÷ 0.005 × 3.8415 = 764.5 on
    assert still_needed(0, 0, least=0.995) == 765
    assert still_needed(700, 700, least=0.995) == 65
    assert still_needed(765, 765, least=0.995) == 0


@pytest.mark.parametrize(("hits", "n"), [(99, 100), (10, 11), (0, 1), (40, 42)])
def test_misses_ask_for_more_and_not_one_too_many(hits: int, n: int):
    more = still_needed(hits, n, least=0.995)
    assert more > 765 - n
    assert wilson(hits + more, n + more).low >= 0.995
    assert wilson(hits + more - 1, n + more - 1).low < 0.995


def test_a_share_of_all_is_never_reached():
    assert still_needed(5, 5, least=1.0) is None
