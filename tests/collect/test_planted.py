"""What is planted in a workbook is found, all of it and nothing else."""

from dataclasses import replace

import pytest
from planted import ERRORS, PEOPLE, plant
from runs.taking import book, take

KEPT = replace(book(), owners={name: at for at, name in enumerate(PEOPLE, start=1)})
ROWS = 33 * len(ERRORS) * 2  # every kind twice, in all its spellings


@pytest.mark.parametrize("seed", [7, 8])
def test_the_planted_errors_are_the_problems(tmp_path, seed) -> None:
    planted = plant(tmp_path / "客户.xlsx", ROWS, seed=seed)
    proposal = take(tmp_path / "客户.xlsx", kept=KEPT)
    problems = proposal.problems.select("row", "column", "rule").rows()
    assert len(planted) == len(ERRORS) * 2
    assert sorted(problems) == sorted((one.row, one.column, one.rule) for one in planted)


def test_only_what_cannot_be_kept_stays_out(tmp_path) -> None:
    planted = plant(tmp_path / "客户.xlsx", ROWS)
    fates = take(tmp_path / "客户.xlsx", kept=KEPT).fates
    without_key = sum(one.rule == "S3-05" for one in planted)
    totals = sum(one.column == "客户名称" for one in planted)
    assert fates["rejected"] == without_key + totals == 4
    assert fates["new"] == ROWS - 4
