"""What a list of customers can be narrowed by, with how many each choice would show."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from zhike.records.account.models import Account
from zhike.records.listing.asked import answering, mine
from zhike.records.listing.grid import EQUALS, GridQuestion
from zhike.records.listing.roll import LASTS, Roll, roll_now
from zhike.words.viewer import Viewer

MOST = 30
ATTRIBUTES = ("行业", "规模", "地域")  # tags that repeat a field which is a choice itself


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one filter and how many of the Viewer's customers have it."""

    filter: str
    value: str
    count: int


def choices_for(viewer: Viewer) -> list[Choice]:
    """Return every choice within the Viewer's rows, the most frequent of each filter first."""
    roll = roll_now()
    found: list[Choice] = roll.once((LASTS, _whose(viewer)), lambda: _choices(roll, viewer))
    return found


def _choices(roll: Roll, viewer: Viewer) -> list[Choice]:
    rows = mine(roll, viewer)
    found: list[Choice] = []
    for name in EQUALS:
        values = _owners(rows) if name == "owner" else rows[name]
        found += [Choice(name, value or "—", count) for value, count in _counted(values)]
    for column in sorted(name for name in rows.columns if name.startswith("tier ")):
        scheme, tiers = column.removeprefix("tier "), sorted(_counted(rows[column]))
        found += [Choice("tier", f"{scheme}:{tier}", count) for tier, count in tiers if tier]
    for name, values in (("tag", _tags(roll, rows)), *((n, rows[n]) for n in ("segment", "abc"))):
        found += [Choice(name, value, count) for value, count in _counted(values) if value]
    return found


def counts_for(
    viewer: Viewer, questions: dict[str, GridQuestion], *, as_of: date
) -> dict[str, int]:
    """Return how many customers each question would show, for the tabs of saved views."""
    roll = roll_now()
    rows = mine(roll, viewer)

    def counted(question: GridQuestion) -> int:
        key = (_whose(viewer), str(question.filters), question.search, as_of)
        return int(roll.once(key, lambda: answering(roll, rows, question, as_of=as_of).height))

    return {name: counted(question) for name, question in questions.items()}


def without_each(viewer: Viewer, question: GridQuestion, *, as_of: date) -> dict[str, int]:
    """Return how many there would be without each of the question's conditions."""
    fewer = {}
    for name in [*question.filters, *(["q"] if question.search else [])]:
        filters = {key: value for key, value in question.filters.items() if key != name}
        search = "" if name == "q" else question.search
        fewer[name] = replace(question, filters=filters, search=search)
    return counts_for(viewer, fewer, as_of=as_of)


def customers_by_owner(viewer: Viewer) -> dict[int, int]:
    """Return how many of the Viewer's customers each person has, by account id."""
    owned = mine(roll_now(), viewer)["owner_id"].drop_nulls().value_counts()
    return dict(owned.iter_rows())


def _whose(viewer: Viewer) -> tuple[object, ...]:
    return () if viewer.scope == "all" else (viewer.scope, viewer.account_id, viewer.team_ids)


def _owners(rows: pl.DataFrame) -> pl.Series:
    """Return each row's owner by name, `none` where nobody has it."""
    names = dict(Account.objects.values_list("id", "name"))
    ids, said = pl.Series(list(names), dtype=pl.Int64), pl.Series(list(names.values()))
    owners = rows["owner_id"].replace_strict(ids, said, default=None, return_dtype=pl.String)
    return owners.fill_null("none").alias("owner")


def _tags(roll: Roll, rows: pl.DataFrame) -> pl.Series:
    """Return the tags of rows, each of a customer's once."""
    tags: pl.DataFrame = roll.once((LASTS, "labels"), lambda: _labels(roll))
    return tags.join(rows.select(customer_id="id"), on="customer_id", how="semi")["tag"]


def _labels(roll: Roll) -> pl.DataFrame:
    said = ~pl.col("family").cast(pl.String).is_in(ATTRIBUTES)
    return roll.tags.filter(said).unique(["customer_id", "tag"])


def _counted(values: pl.Series) -> list[tuple[str, int]]:
    """Return the most frequent values with their number."""
    counted = values.rename("value").drop_nulls().value_counts()
    counted = counted.with_columns(pl.col("value").cast(pl.String))
    return counted.sort("count", "value", descending=[True, False]).head(MOST).rows()
