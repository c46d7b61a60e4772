"""What rules made of a batch's cells, as it is kept beside the raw ones (S3-44)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from zhike.clean.rule_book import parts_of
from zhike.records.batch.chest import READINGS
from zhike.words.wording import percent


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell that a rule changed: what it became, by which rule and version, how sure (0-1)."""

    value: str
    rule: str
    version: str
    confidence: float

    @property
    def said(self) -> str:
        """Say the rule: 中文数字的日期 v1 · 把握 100%."""
        versions = self.version.split("+")
        names = [
            f"{_(rule.does)} v{version}"
            for rule, version in zip(parts_of(self.rule), versions, strict=False)
        ]
        return _("%(rule)s · 把握 %(sure)s") % {
            "rule": _("、").join(names) or self.rule,
            "sure": percent(self.confidence, 0),
        }


def scan_readings(folder: Path) -> pl.LazyFrame | None:
    """Return what rules made of a batch's cells (READING_COLUMNS); None of an older version's."""
    file = folder / READINGS
    return pl.scan_parquet(file) if file.is_file() else None


def readings_of(folder: Path, source: str, cells: Mapping[str, str]) -> dict[str, Reading]:
    """Return by head what rules made of the cells of one row; `source` is file#sheet."""
    every = scan_readings(folder)
    if every is None or not cells:
        return {}
    asked = pl.DataFrame(
        {"column": list(cells), "raw": list(cells.values())},
        schema={"column": pl.String, "raw": pl.String},
    )
    here = every.filter(pl.col("file") + "#" + pl.col("sheet") == source)
    found = here.join(asked.lazy(), on=["column", "raw"], how="semi").collect()
    return {
        row["column"]: Reading(row["value"] or "", row["rule"], row["version"], row["confidence"])
        for row in found.iter_rows(named=True)
    }


def uses_of(folder: Path) -> list[tuple[str, int, int]]:
    """Return rule, version and how many cells it had a part in, of every rule of a batch."""
    every = scan_readings(folder)
    if every is None:
        return []
    each = every.select(pl.col("rule").str.split("+"), pl.col("version").str.split("+"), "cells")
    summed = each.explode("rule", "version").group_by("rule", "version").agg(pl.sum("cells"))
    return [(rule, int(version), cells) for rule, version, cells in summed.collect().iter_rows()]
