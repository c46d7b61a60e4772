"""Events that arrived as a stream, in stored form, with a problem for each that can't be kept."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from zhike.clean.cleaned import Cleaned
from zhike.clean.dates import clean_dates
from zhike.clean.field_cells import clean_field
from zhike.clean.vocabulary import clean_vocabulary
from zhike.playbook.playbook import Playbook

CAMPAIGN_KINDS = ("优惠券", "参与活动")  # their detail is a name, that of others free text
KIND = "events.event_kind"
_STAMP = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$"
_SECONDS, _MILLIS = r"^\d{10}$", r"^\d{13}$"
_LONGEST = 200
_NUMBERS = {"count": "events.count", "value": "events.value"}


@dataclass(frozen=True, slots=True)
class Arrived:
    """The events that can be kept and what is wrong with the others.

    `rows` has `_index`, `_key`, `own_id`, `happened_at`, `detail` and the columns of the analysis
    table; `problems` has `index`, `column`, `value`, `rule`, `message`.
    """

    rows: pl.DataFrame
    problems: pl.DataFrame


def clean_arrivals(told: pl.DataFrame, *, playbook: Playbook, zone: str, today: date) -> Arrived:
    """Return events told as text (collect.arrivals) in stored form (S2-31, S4-05).

    A moment with its zone counts for the day it is in `zone`. An event without customer, of an
    unknown kind or with a day nobody can read is left out, with the reason.
    """
    field = playbook.field(KIND)
    words = playbook.vocabulary(field.vocabulary).words
    known = {word.word: (word.label, *word.synonyms) for word in words}
    kinds = clean_vocabulary(told["kind"], known, keep_unknown=False)
    days = _days(told["at"], zone, today)
    read = {"kind": kinds, "at": days} | {
        name: clean_field(playbook.field(path), told[name], unit="", playbook=playbook)[0]
        for name, path in _NUMBERS.items()
    }
    reasons = {name: _reason(told[name], read[name], name) for name in read}
    reasons["customer"] = _no_customer(told)
    said = told.with_row_index("_index").with_columns(
        pl.Series(name, values).alias(f"?{name}") for name, values in reasons.items()
    )
    bad = pl.any_horizontal(pl.col(f"?{name}").is_not_null() for name in reasons)
    rows = _stored(said, read).filter(~said.select(bad).to_series())
    return Arrived(rows, _problems(said, read))


def _days(cells: pl.Series, zone: str, today: date) -> Cleaned:
    """Return the day of each moment: ISO with its zone, seconds since 1970, or any common form."""
    text = pl.first().str.strip_chars()
    normal = (
        text.str.replace(r"Z$", "+00:00")
        .str.replace(r"([+-]\d{2})(\d{2})$", "$1:$2")
        .str.replace(r"^(.{10}) ", "${1}T")
        .str.replace(r"^(.{16})([+-])", "$1:00$2")
    )
    stamped = pl.when(text.str.contains(_STAMP)).then(normal)
    moment = stamped.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", strict=False, time_unit="us")
    number = text.cast(pl.Int64, strict=False)
    since = (
        pl.when(text.str.contains(_MILLIS)).then(number)
        .when(text.str.contains(_SECONDS)).then(number * 1_000)
    )  # fmt: skip
    epoch = pl.from_epoch(since, time_unit="ms").dt.replace_time_zone("UTC").dt.cast_time_unit("us")
    local = pl.coalesce(moment.dt.convert_time_zone("UTC"), epoch).dt.convert_time_zone(zone)
    exact = cells.to_frame().select(local.dt.date()).to_series()
    rest = clean_dates(cells.set(exact.is_not_null(), None))
    values = exact.fill_null(rest.values)
    late = values > today + timedelta(days=1)
    reasons = rest.reasons.set(late.fill_null(value=False), f"晚于今天（{today}），请核对时间")
    return Cleaned(values, reasons, rest.severity, "S0-08")


def _reason(cells: pl.Series, read: Cleaned, name: str) -> pl.Series:
    """Return why an event can't be kept for one of its cells; null where it can."""
    if name in _NUMBERS:
        return read.reasons
    missing = "没有行为类型" if name == "kind" else "没有行为日期"
    return read.reasons.set(cells.is_null(), missing)


def _no_customer(told: pl.DataFrame) -> pl.Series:
    customer, inner = pl.col("customer"), pl.col("customer_id")
    neither = customer.str.strip_chars().fill_null("").eq("") & inner.is_null()
    reason = (
        pl.when(neither).then(pl.lit("没有客户：请写 customer（客户编号）或 customer_id"))
        .when(inner.is_not_null() & ~inner.str.contains(r"^[0-9]{1,18}$"))
        .then(pl.lit("customer_id 要是整数"))
    )  # fmt: skip
    return told.select(reason.cast(pl.String).alias("reason")).to_series()


def _stored(said: pl.DataFrame, read: dict[str, Cleaned]) -> pl.DataFrame:
    kind, detail = pl.lit(read["kind"].values), pl.col("detail").str.strip_chars()
    by_number = pl.format("编号:{}", pl.col("customer").str.strip_chars())
    inner = pl.col("customer_id").cast(pl.Int64, strict=False)
    return said.select(
        "_index",
        pl.coalesce(pl.format("id:{}", inner), by_number).alias("_key"),
        pl.col("id").alias("own_id"),
        pl.col("at").alias("happened_at"),
        detail.str.slice(0, _LONGEST).alias("detail"),
        pl.lit(read["at"].values).cast(pl.Date).alias("happened_on"),
        kind.alias("event_kind"),
        pl.when(kind.is_in(CAMPAIGN_KINDS))
        .then(detail.str.slice(0, _LONGEST))
        .replace("", None)
        .alias("campaign"),
        pl.lit(read["count"].values).cast(pl.Int64).fill_null(1).alias("count"),
        pl.lit(read["value"].values).cast(pl.Float64).alias("value"),
    )


def _problems(said: pl.DataFrame, read: dict[str, Cleaned]) -> pl.DataFrame:
    rules = {name: cleaned.rule for name, cleaned in read.items()} | {"customer": "S0-07"}
    found = [
        said.filter(pl.col(f"?{name}").is_not_null()).select(
            index=pl.col("_index").cast(pl.Int64),
            column=pl.lit(name),
            value=pl.col(name).fill_null(""),
            rule=pl.lit(rule),
            message=pl.col(f"?{name}"),
        )
        for name, rule in rules.items()
    ]
    return pl.concat(found).sort("index", maintain_order=True)
