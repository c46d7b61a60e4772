"""What the rules of clean.invalid look at: all of the book, whoever asks."""

from collections.abc import Iterator

import polars as pl

from zhike.clean.invalid_rows import COLUMNS
from zhike.records.batch.chest import load_problems
from zhike.records.batch.models import Batch
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import settled
from zhike.records.home import Home
from zhike.records.rows import holding

_FALSE = "虚假号码"  # what clean.phones says of a number nobody has


def suspect_rows(*, home: Home) -> pl.DataFrame:
    """Return the live customers as clean.invalid_rows.COLUMNS wants them."""
    names = ("id", "name", "industry_code", "industry_text")
    rows = list(Customer.objects.live().filter(settled()).order_by("id").values_list(*names))
    schema = {name: COLUMNS[name] for name in names}
    customers = pl.DataFrame(rows, schema=schema, orient="row")
    with_phones = customers.join(_phones(), on="id", how="left", maintain_order="left")
    told = with_phones.join(_refused(home), on="id", how="left", maintain_order="left")
    return told.select(list(COLUMNS))


def _phones() -> pl.DataFrame:
    """Return the phones of each customer; those of others fall away in the join."""
    rows = Contact.objects.live().exclude(phone="").order_by("customer_id", "id")
    schema: dict[str, pl.DataType | type[pl.DataType]] = {"id": pl.Int64, "phones": pl.String}
    found = pl.DataFrame(
        list(rows.values_list("customer_id", "phone")), schema=schema, orient="row"
    )
    return found.group_by("id", maintain_order=True).agg("phones")


def _refused(home: Home) -> pl.DataFrame:
    """Return the number an import refused as false, by the customer of its row."""
    found = dict(pair for pair in _refused_pairs(home))
    schema = {"id": pl.Int64, "false_phone": pl.String}
    return pl.DataFrame({"id": list(found), "false_phone": list(found.values())}, schema=schema)


def _refused_pairs(home: Home) -> Iterator[tuple[int, str]]:
    for batch_id in (
        Batch.objects.filter(state="已接收").order_by("id").values_list("id", flat=True)
    ):
        if not (home.batch(batch_id) / "problems.parquet").exists():
            continue
        problems = load_problems(home.batch(batch_id))
        false = problems.filter(pl.col("message").str.contains(_FALSE, literal=True))
        places = {
            (f"{file}#{sheet}", row): value
            for file, sheet, row, value in false.select("file", "sheet", "row", "value").iter_rows()
        }
        if places:
            yield from _born_at(batch_id, places)


def _born_at(batch_id: int, places: dict[tuple[str, int], str]) -> Iterator[tuple[int, str]]:
    """Give the customers whose own row or contact's row stands at one of the places."""
    numbers = sorted({row for _, row in places})
    for model, owner in ((Customer, "id"), (Contact, "customer_id")):
        rows = model._base_manager.filter(born_batch_id=batch_id, gone_at__isnull=True)
        asked = holding(rows, "source_row", numbers).values_list(owner, "source", "source_row")
        for customer_id, source, row in asked:
            if (source, row) in places:
                yield customer_id, places[source, row]
