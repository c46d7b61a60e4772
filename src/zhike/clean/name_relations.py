"""How two names of firms stand to each other: one firm, a branch, a sister firm, or strangers."""

import polars as pl

from zhike.clean.matching.firm_names import firm_parts
from zhike.clean.name_parts import company_parts
from zhike.clean.names import match_keys

SAME, BRANCH, SISTER, DIFFERENT = "same", "branch", "sister", "different"
_FORMS = {
    "有限责任公司": "有限公司", "有限公可": "有限公司", "股份公司": "股份有限公司",
    "companylimited": "coltd", "limited": "ltd", "incorporated": "inc", "corporation": "corp",
}  # fmt: skip
_MARKS = r"[\s,.()（）·-]"
_LEAST_BRAND = 2


def name_relations(left: pl.Series, right: pl.Series) -> pl.Series:
    """Return same, branch, sister or different for each pair of names.

    Only what is `same` may be one customer: core, place and branch agree, and the legal form where
    both say it. A sister shares what a firm is called, in another line or place.
    """
    sides = pl.concat([_side(left, "a"), _side(right, "b")], how="horizontal")
    region_a, region_b = pl.col("region_a"), pl.col("region_b")
    shared = region_a.str.contains(region_b, literal=True) | region_b.str.contains(
        region_a, literal=True
    )
    placed = (region_a == region_b) | (shared & (region_a != "") & (region_b != ""))
    formed = (pl.col("suffix_a") == pl.col("suffix_b")) | (
        (pl.col("suffix_a") == "") | (pl.col("suffix_b") == "")
    )
    core = (pl.col("core_a") == pl.col("core_b")) & (pl.col("core_a") != "")
    branded = (pl.col("brand_a") == pl.col("brand_b")) & (
        pl.col("brand_a").str.len_chars() >= _LEAST_BRAND
    )
    relation = (
        pl.when(core & placed & formed & (pl.col("branch_a") == pl.col("branch_b")))
        .then(pl.lit(SAME))
        .when(core & placed & (pl.col("branch_a") != pl.col("branch_b")))
        .then(pl.lit(BRANCH))
        .when(core | branded)
        .then(pl.lit(SISTER))
        .otherwise(pl.lit(DIFFERENT))
    )
    return sides.select(relation.alias("relation")).to_series()


def _side(names: pl.Series, side: str) -> pl.DataFrame:
    """Return the parts of names in one spelling, and what the firm is called beside its line."""
    parts = company_parts(names).with_columns(
        pl.all().str.replace_all(" and ", "&").str.replace_all(_MARKS, "").str.to_lowercase()
    )
    parts = parts.with_columns(pl.col("suffix").replace(_FORMS))
    brand = firm_parts(match_keys(names).fill_null("").alias("text"))["brand"].fill_null("")
    return parts.with_columns(brand=brand).rename(lambda name: f"{name}_{side}")
