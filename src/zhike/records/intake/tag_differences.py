"""What a waiting proposal would do to the tags of customers, and which ones it leaves out."""

from typing import Any

import polars as pl

from zhike.records.customer.models import Customer
from zhike.records.intake.differences import FieldChange, RecordChange, names_of, what_of
from zhike.records.intake.known import visible_ids
from zhike.records.intake.nouns import NOUNS
from zhike.records.intake.tags import NOUN
from zhike.records.kept import said_place
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer
from zhike.words.wording import NOTHING

MOST_TOLD = 3
NOTHING_TOLD = {"_fate": pl.String, "_known_id": pl.Int64, "customer": pl.Int64}


def tag_changes(viewer: Viewer, proposal: Proposal) -> list[RecordChange]:
    """Return the customers of the Viewer that would get tags or lose them: ＋ and −."""
    rows = _of_viewer(viewer, proposal).filter(pl.col("_fate").is_in(["new", "changed"]))
    if rows.is_empty():
        return []
    customers = Customer.objects.in_bulk(rows["customer"].unique().to_list())
    names = names_of(NOUNS["customers"], list(customers.values()))
    sign = pl.when(pl.col("_fate") == "new").then(pl.lit("＋")).otherwise(pl.lit("−"))
    grouped = (
        rows.with_columns(sign=sign)
        .group_by("customer", "family", "sign", maintain_order=True)
        .agg(pl.col("tag"), pl.first("_file", "_sheet", "_row"))
    )
    return [
        RecordChange(
            NOUN, line["customer"], line["customer"], names[line["customer"]][1],
            what_of(NOUNS["customers"], customers[line["customer"]]),
            said_place(f"{line['_file']}#{line['_sheet']}", line["_row"]), (_said(line),),
        )
        for line in grouped.iter_rows(named=True)
    ]  # fmt: skip


def _said(line: dict[str, Any]) -> FieldChange:
    """Return a change of tags: what comes stands behind ＋, what goes behind −."""
    words = "、".join(line["tag"])
    path, label = f"tags.{line['family']}", f"{line['family']}标签"
    if line["sign"] == "＋":
        return FieldChange(path, label, NOTHING, f"＋{words}")
    return FieldChange(path, label, words, f"−{words}")


def left_out_tags(viewer: Viewer, proposal: Proposal) -> list[dict[str, Any]]:
    """Return by sheet (`file#sheet`) how many tags it leaves out, of how many customers.

    `taken_off` says whether they go, `examples` names a few of them.
    """
    rows = _of_viewer(viewer, proposal).filter(pl.col("_known_id").is_not_null())
    if rows.is_empty():
        return []
    sheet = pl.concat_str("_file", pl.lit("#"), "_sheet").alias("sheet")
    found = rows.group_by(sheet, maintain_order=True).agg(
        tags=pl.len(),
        customers=pl.col("customer").n_unique(),
        taken_off=(pl.col("_fate") == "changed").any(),
        examples=pl.col("tag").unique(maintain_order=True).head(MOST_TOLD),
    )
    return found.to_dicts()


def _of_viewer(viewer: Viewer, proposal: Proposal) -> pl.DataFrame:
    """Return the tags of a proposal that concern kept customers of the Viewer (`customer`)."""
    part, owners = proposal.part(NOUN), proposal.part("customers")
    if part is None or owners is None:
        return pl.DataFrame(schema=NOTHING_TOLD)
    whose = owners.rows.select(pl.col("_identity").alias("_parent"), customer="_known_id")
    once = whose.drop_nulls().unique("_parent")
    rows = part.rows.join(once, on="_parent").sort("_file", "_sheet", "_row", "family", "tag")
    mine = visible_ids(viewer, NOUNS["customers"], rows["customer"].to_list())
    return rows.filter(pl.col("customer").is_in(list(mine)))
