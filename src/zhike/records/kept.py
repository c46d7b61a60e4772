"""What every input row carries: its identity, its revision and where it came from."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from zhike.records.own import OwnValues

Row = TypeVar("Row", bound=models.Model)


class LiveRows(models.QuerySet[Row]):
    """Rows that are not tombstones and not part of a batch still being taken in."""

    def live(self) -> "LiveRows[Row]":
        """Return the rows that count."""
        return self.filter(gone_at__isnull=True)


class Kept(models.Model):
    """An input row: never overwritten silently, never deleted without a tombstone."""

    id = models.BigAutoField(primary_key=True)
    identity = models.TextField()
    rev = models.BigIntegerField(db_index=True)
    # The two stamps are set by code alone and what they point at is never deleted; having the
    # database look each up costs as much as a third of writing the row.
    born_batch = models.ForeignKey(
        "records.Batch", models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    source = models.TextField(default="", blank=True)  # file#sheet of the row it was born from
    source_row = models.IntegerField(null=True)
    own = OwnValues(default=dict, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "records.Account", models.PROTECT, null=True, related_name="+",
        db_index=False, db_constraint=False,
    )  # fmt: skip
    gone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        """Say the row of the file this record was born from, or nothing for a form."""
        return said_place(self.source, self.source_row) if self.source else ""


def said_place(source: str, row: int | None) -> str:
    """Say a row of a file: 五月.xlsx#客户!17, or 五月.csv!17 where there are no sheets."""
    return f"{source.removesuffix('#')}!{row}"


def one_live_identity(noun: str) -> Any:
    """Return the constraint that two live rows never share an identity."""
    return models.UniqueConstraint(
        fields=["identity"], condition=Q(gone_at__isnull=True), name=f"one_live_{noun}"
    )
