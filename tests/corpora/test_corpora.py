"""The cleaners keep what they reached on the hand-made cases, seen and held."""

import pytest
from corpora.answers import ANSWERS
from corpora.scoring import rows_of, scored

BAR = 0.995
FIELDS = ("dates", "phones", "money", "codes", "regions", "names", "sizes")
INDUSTRIES = {"industries": 0.80, "industries_top_three": 0.92}


@pytest.fixture(scope="module")
def counts():
    found = {}
    for name in (*FIELDS, *INDUSTRIES, "names_pairs"):
        rows = rows_of(name)
        found[name] = scored(rows, [mark for mark, _ in ANSWERS[name](rows)])
    return found


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("side", ["seen", "held"])
def test_the_cases_are_read_right(counts, name, side):
    assert counts[name][side].share >= BAR, f"{name}: {counts[name][side]}"
    assert counts[name][side].wrong == 0, f"{name}: {counts[name][side]}"


@pytest.mark.parametrize("name", INDUSTRIES)
@pytest.mark.parametrize("side", ["seen", "held"])
def test_industries_are_offered_right(counts, name, side):
    assert counts[name][side].share >= INDUSTRIES[name], f"{name}: {counts[name][side]}"


@pytest.mark.parametrize("side", ["seen", "held"])
def test_two_firms_are_never_taken_for_one_by_their_names(counts, side):
    pairs = counts["names_pairs"][side]
    assert pairs.wrong == 0, pairs
    assert pairs.share >= 0.9, pairs


def test_both_halves_of_every_corpus_are_of_some_size():
    assert all(
        min(sum((c.right, c.missed, c.wrong)) for c in scored(rows, ["right"] * len(rows)).values())
        >= 140
        for rows in map(rows_of, (*FIELDS, "industries"))
    )
