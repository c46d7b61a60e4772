"""Values reckoned from other cells of the row by a formula, and why a row has none."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from zhike.clean.cells import read_cells
from zhike.clean.findings import no_problems, problems_at
from zhike.clean.money import UNITS, clean_money
from zhike.clean.numbers import clean_numbers, clean_percents
from zhike.formula.evaluate import evaluate
from zhike.formula.tree import Formula
from zhike.words.sheet import Sheet
from zhike.words.wording import half_up

RULE = "S3-07"
_OWN_UNIT = r"[万亿千百¥￥$€£]|RMB|CNY"
_EXACT = 6  # decimals that count; what binary fractions leave behind lies below


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be reckoned: the formula as said, its tree, the head of each of its names.

    `units` has what the heads say (万元, %), `label` the field it is for; `places` rounds.
    """

    said: str
    formula: Formula
    heads: Mapping[str, str]
    units: Mapping[str, str]
    label: str
    places: int = _EXACT


def numbers_of(cells: pl.Series, *, unit: str = "") -> pl.Series:
    """Return cells as Float64, null where they hold no number: 1,200 · ¥2.55 · 12.5万 · 8%.

    `unit` is what the head says: 2.5 of 单价(万元) is 25000, 8 of 折扣(%) is 0.08.
    """
    if unit == "%":
        return clean_percents(cells, unit=unit).values
    scale = 10.0 ** UNITS.get(unit, 0)
    frame = pl.DataFrame(
        {
            "own": read_cells(cells)["text"].str.to_uppercase().str.contains(_OWN_UNIT),
            "share": clean_percents(cells).values,
            "sign": read_cells(cells)["text"].str.contains("%"),
            "number": clean_numbers(cells).values * scale,
            "money": clean_money(cells, unit=unit if unit in UNITS else "元").values / 100,
        }
    )
    plain = pl.when("own").then("money").otherwise(pl.coalesce("number", "money"))
    return frame.select(pl.when("sign").then("share").otherwise(plain).alias("n")).to_series()


def reckon(sheet: Sheet, wanted: Wanted) -> tuple[pl.Series, pl.DataFrame]:
    """Return the reckoned values as text, and a problem (PROBLEM_COLUMNS) for each row without.

    The problem points at the cell that is empty or no number. Of rows that hold none of the cells
    nothing is said here.
    """
    heads = list(dict.fromkeys(wanted.heads.values()))
    numbers = pl.DataFrame(
        {head: numbers_of(sheet.frame[head], unit=wanted.units.get(head, "")) for head in heads},
        height=sheet.frame.height,
    )
    values = _evaluated(numbers, wanted)
    found = [no_problems(), *(_missing(sheet, numbers, head, wanted) for head in heads)]
    nothing = values.is_null() & ~numbers.select(_any_null(heads)).to_series()
    found.append(_divided_by_nothing(sheet, nothing, wanted))
    return values, pl.concat(found)


def _any_null(heads: list[str]) -> pl.Expr:
    return pl.any_horizontal([pl.lit(value=False), *(pl.col(head).is_null() for head in heads)])


def _evaluated(numbers: pl.DataFrame, wanted: Wanted) -> pl.Series:
    """Return the result of each row; rows with the same numbers are reckoned once."""
    if not numbers.width:
        constant = _said(evaluate(wanted.formula, {}), wanted.places)
        return pl.Series("value", [constant], dtype=pl.String).new_from_index(0, numbers.height)
    different = numbers.unique(maintain_order=True)
    results = [
        _said(
            evaluate(wanted.formula, {name: row[head] for name, head in wanted.heads.items()}),
            wanted.places,
        )
        for row in different.iter_rows(named=True)
    ]
    known = different.with_columns(pl.Series("value!", results, dtype=pl.String))
    joined = numbers.join(
        known, on=numbers.columns, how="left", nulls_equal=True, maintain_order="left"
    )
    return joined["value!"]


def _said(value: float | bool | None, places: int) -> str | None:
    """Return a number as a person would have typed it: 15.3, not 15.299999999999999."""
    if value is None or isinstance(value, bool):
        return None
    text = f"{half_up(round(value, _EXACT), places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _missing(sheet: Sheet, numbers: pl.DataFrame, head: str, wanted: Wanted) -> pl.DataFrame:
    """Return a problem for each row where this cell is the first that is no number."""
    before = numbers.columns[: numbers.columns.index(head)]
    first = numbers.select(pl.col(head).is_null() & ~_any_null(before)).to_series()
    filled = pl.any_horizontal(
        pl.col(name).str.strip_chars().fill_null("") != "" for name in numbers.columns
    )
    rows = _placed(sheet).filter(first).filter(filled)
    cell = pl.col(head).str.strip_chars().fill_null("")
    why = f"按“{wanted.said}”算不出{wanted.label}"
    empty = pl.lit(f"{head}没有填，{why}，请补上")
    wrong = pl.lit("“") + cell + pl.lit(f"”不是数，{why}，请改成数")
    return problems_at(
        rows,
        column=head,
        value=cell,
        rule=RULE,
        message=pl.when(cell == "").then(empty).otherwise(wrong),
        severity="warn",
    )


def _divided_by_nothing(sheet: Sheet, rows: pl.Series, wanted: Wanted) -> pl.DataFrame:
    return problems_at(
        _placed(sheet).filter(rows),
        column=wanted.said,
        value=pl.lit(""),
        rule=RULE,
        message=pl.lit(f"除数为 0，按“{wanted.said}”算不出{wanted.label}，请核对"),
        severity="warn",
    )


def _placed(sheet: Sheet) -> pl.DataFrame:
    return sheet.frame.with_columns(_file=pl.lit(sheet.file), _sheet=pl.lit(sheet.sheet))
