"""How many cells are kept otherwise than they were written."""

from datetime import date

import polars as pl

from zhike.clean.corrected import corrected_cells
from zhike.words.proposal import Part, Proposal

PLACES = {"_file": ["甲.xlsx"] * 3, "_sheet": ["客户"] * 3, "_row": [2, 3, 4]}


def proposal(noun: str, kept: dict[str, object], typed: dict[str, object]) -> Proposal:
    """Return what an intake of one sheet with one column would do."""
    ((column, values),) = kept.items()
    ((head, cells),) = typed.items()
    return Proposal(
        kind=noun,
        files=("甲.xlsx",),
        parts=(Part(noun, pl.DataFrame({**PLACES, column: values})),),
        problems=pl.DataFrame(),
        raw=(pl.DataFrame({**PLACES, head: cells}),),
        mapping={head: f"{noun}.{column}"},
    )


def test_a_day_is_corrected_unless_it_is_written_plainly():
    days = [date(2024, 5, 10), date(2024, 5, 10), None]
    typed = ["2024-05-10", "2024年5月10日", "去年"]
    assert corrected_cells(proposal("orders", {"ordered_on": days}, {"日期": typed})) == 1


def test_an_amount_in_plain_digits_stays_what_it_was():
    amounts = [120_000, 12_500_000, 5_000]
    typed = ["1200", "12.5万", "￥50.00"]
    assert corrected_cells(proposal("quotes", {"amount_fen": amounts}, {"报价": typed})) == 2


def test_words_of_a_list_count_when_they_change():
    types = ["成交", "成交", "潜在"]
    typed = ["成交", "老客户", " 潜在 "]
    assert corrected_cells(proposal("customers", {"customer_type": types}, {"类型": typed})) == 1


def test_a_column_nobody_understood_corrects_nothing():
    asked = proposal("customers", {"name": ["甲", "乙", "丙"]}, {"名": ["甲", "乙", "丙"]})
    assert corrected_cells(asked) == 0
