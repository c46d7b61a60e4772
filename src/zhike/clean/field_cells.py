"""The cells of a field, read by what kind of field it is."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from zhike.clean.cleaned import Cleaned, about_how_many, gathered, once_each
from zhike.clean.codes import clean_credit_codes
from zhike.clean.dates import clean_dates, clean_partial_dates
from zhike.clean.discounts import clean_discounts
from zhike.clean.emails import clean_emails
from zhike.clean.industry import clean_industries
from zhike.clean.moments import clean_moments
from zhike.clean.money import UNITS, clean_money
from zhike.clean.names import clean_keys, clean_text
from zhike.clean.numbers import clean_numbers, clean_percents, clean_whole
from zhike.clean.people_cells import names_apart, whose_phones
from zhike.clean.person_beside import RULE as BESIDE
from zhike.clean.phones import clean_phones
from zhike.clean.ranges import clean_ranges
from zhike.clean.region import clean_regions
from zhike.clean.rule_book import read_by, told
from zhike.clean.rules_off import without_rules_off
from zhike.clean.vocabulary import clean_vocabulary, clean_yes_no
from zhike.playbook.playbook import Playbook
from zhike.playbook.vocabulary import Vocabulary
from zhike.words.field import FieldSpec

_KEYS = ("external_id", "number")
_WORTH_IT = 4  # cells that repeat this often are read once each

Stored = dict[str, pl.Series]  # by the name of the column they are kept in
Reading = Callable[[FieldSpec, pl.Series, str, Playbook], tuple[Cleaned, Stored]]


def clean_field(
    field: FieldSpec, cells: pl.Series, *, unit: str, playbook: Playbook
) -> tuple[Cleaned, Stored]:
    """Return the cleaned cells with their problems, and the columns they are stored in.

    `unit` is what the head says, e.g. 万元. Most fields are kept in the column of their own name; a
    phone also gives its kind, an industry its code and group, a size its ends and label. An own
    field is one value, the way JSON keeps it: a day as text.
    """
    if about_how_many(cells) * _WORTH_IT > len(cells):
        cleaned, stored = _read(field, cells, unit, playbook)
    else:
        different, places = once_each(cells)
        read = _read(field, different, unit, playbook, times=_counted(places))
        cleaned, stored = _spread(read, places)
    return cleaned, {field.name: _as_json(cleaned.values)} if field.own else stored


def _read(
    field: FieldSpec,
    cells: pl.Series,
    unit: str,
    playbook: Playbook,
    *,
    times: pl.Series | None = None,
) -> tuple[Cleaned, Stored]:
    """Return what is read of cells and by which rules, but for what rules that are off read.

    Each cell stands for as many as `times` says, without it for itself.
    """
    cleaned, stored = _READINGS[field.kind](field, cells, unit, playbook)
    kind = "code" if field.vocabulary and field.kind == "text" else field.kind
    rules = read_by(kind, cells, cleaned, unit=unit)
    if rules is None:
        return cleaned, stored
    if playbook.rules_off:
        rules, cleaned, stored = without_rules_off(
            rules, cleaned, stored, cells, off=playbook.rules_off
        )
    values = _place(cleaned) if kind == "region" else cleaned.values
    read = told(kind, cells, values, rules, times=times)
    return replace(cleaned, readings=read), stored


def _place(cleaned: Cleaned) -> pl.Series:
    """Return a place as far as it was read: 华东 · 浙江省 · 嘉兴市."""
    parts = [cleaned.values, cleaned.more["province"], cleaned.more["city"]]
    whole = pl.concat_str([pl.lit(part) for part in parts], separator=" · ", ignore_nulls=True)
    return pl.select(whole).to_series()


def _as_json(values: pl.Series) -> pl.Series:
    return values.cast(pl.String) if values.dtype == pl.Date else values


def _counted(places: pl.Series) -> pl.Series:
    """Return how many cells stand at each place."""
    counts = places.drop_nulls().value_counts(sort=False, name="cells")
    return counts.sort(pl.first())["cells"]


def _spread(read: tuple[Cleaned, Stored], places: pl.Series) -> tuple[Cleaned, Stored]:
    """Return what was read of each different cell, for all the cells that hold it."""
    cleaned, stored = read
    return gathered(cleaned, places), {name: s.gather(places) for name, s in stored.items()}


def _plain(clean: Callable[[pl.Series], Cleaned]) -> Reading:
    def read(field: FieldSpec, cells: pl.Series, _: str, __: Playbook) -> tuple[Cleaned, Stored]:
        cleaned = clean(cells)
        return cleaned, {field.name: cleaned.values}

    return read


def _text(
    field: FieldSpec, cells: pl.Series, unit: str, playbook: Playbook
) -> tuple[Cleaned, Stored]:
    if field.vocabulary:
        return _code(field, cells, unit, playbook)
    cleaned = clean_keys(cells) if field.name in _KEYS else clean_text(cells)
    return cleaned, {field.name: cleaned.values}


def _code(field: FieldSpec, cells: pl.Series, _: str, playbook: Playbook) -> tuple[Cleaned, Stored]:
    vocabulary = playbook.vocabulary(field.vocabulary)
    cleaned = clean_vocabulary(cells, _words(vocabulary), keep_unknown=not vocabulary.closed)
    if not vocabulary.closed:  # an open list offers words and takes others as they are
        cleaned = replace(cleaned, reasons=_nothing(cells), severity=_nothing(cells))
    return cleaned, {field.name: cleaned.values}


def _words(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    return {word.word: (word.label, *word.synonyms) for word in vocabulary.words}


def _nothing(cells: pl.Series) -> pl.Series:
    return pl.Series([None], dtype=pl.String).new_from_index(0, len(cells))


def _money(field: FieldSpec, cells: pl.Series, unit: str, _: Playbook) -> tuple[Cleaned, Stored]:
    cleaned = clean_money(cells, unit=unit if unit in UNITS else "元")
    return cleaned, {field.name: cleaned.values}


def _whole(field: FieldSpec, cells: pl.Series, _: str, __: Playbook) -> tuple[Cleaned, Stored]:
    cleaned = clean_whole(cells, low=field.low, high=field.high)
    return cleaned, {field.name: cleaned.values}


def _number(field: FieldSpec, cells: pl.Series, _: str, __: Playbook) -> tuple[Cleaned, Stored]:
    cleaned = clean_numbers(cells, low=field.low, high=field.high)
    return cleaned, {field.name: cleaned.values}


def _percent(field: FieldSpec, cells: pl.Series, unit: str, _: Playbook) -> tuple[Cleaned, Stored]:
    cleaned = clean_percents(cells, unit=unit)
    return cleaned, {field.name: cleaned.values}


def _discount(field: FieldSpec, cells: pl.Series, unit: str, _: Playbook) -> tuple[Cleaned, Stored]:
    cleaned = clean_discounts(cells, unit=unit)
    return cleaned, {field.name: cleaned.values}


def _phone(field: FieldSpec, cells: pl.Series, _: str, __: Playbook) -> tuple[Cleaned, Stored]:
    cleaned = clean_phones(cells)
    if field.path != "contacts.phone":
        return cleaned, {field.name: cleaned.values, **cleaned.more}
    told, people = whose_phones(cells, cleaned)
    return told, {field.name: told.values, **told.more, **people}


def _person(
    field: FieldSpec, cells: pl.Series, _: str, playbook: Playbook
) -> tuple[Cleaned, Stored]:
    """Keep a name as it was typed, but for the number beside it of somebody to be reached."""
    cleaned = clean_text(cells)
    if field.path != "contacts.name" or BESIDE in playbook.rules_off:
        return cleaned, {field.name: cleaned.values}
    told, numbers = names_apart(cells, cleaned)
    return told, {field.name: told.values, **numbers}


def _range(
    field: FieldSpec, cells: pl.Series, _: str, playbook: Playbook
) -> tuple[Cleaned, Stored]:
    """Read 100-500人 with its ends; a size in words, or with none, gives the label of its word."""
    cleaned = clean_ranges(cells)
    people = pl.select(pl.when(cleaned.more["unit"] == "人").then(1)).to_series().is_not_null()
    stem = field.name.removesuffix("_text")
    ends = {
        f"{stem}_{end}": pl.select(pl.when(people).then(cleaned.more[end])).to_series()
        for end in ("low", "high")
    }
    stored = {field.name: cleaned.values, **ends}
    if field.vocabulary:
        words = _words(playbook.vocabulary(field.vocabulary))
        said = clean_vocabulary(cells, words, keep_unknown=False)
        stored[f"{stem}_label"] = said.values
    return cleaned, stored


def _industry(
    field: FieldSpec, cells: pl.Series, _: str, playbook: Playbook
) -> tuple[Cleaned, Stored]:
    """Keep the words as given; code and group only where they are beyond doubt (S0-10)."""
    cleaned = clean_industries(cells, playbook.industry_codes)
    return cleaned, {
        f"{field.name}_text": cleaned.more["industry_text"],
        f"{field.name}_code": cleaned.values,
        f"{field.name}_group": cleaned.more["industry_group"],
    }


def _region(_: FieldSpec, cells: pl.Series, __: str, ___: Playbook) -> tuple[Cleaned, Stored]:
    """Give macro-region, province, city and district, as far as the words say them (S3-14)."""
    cleaned = clean_regions(cells)
    places = {name: cleaned.more[name] for name in ("province", "city", "district")}
    return cleaned, {"region": cleaned.values, **places}


_READINGS: dict[str, Reading] = {
    "text": _text,
    "note": _plain(clean_text),
    "code": _code,
    "date": _plain(clean_dates),
    "partial_date": _plain(clean_partial_dates),
    "moment": _plain(clean_moments),
    "money": _money,
    "whole": _whole,
    "number": _number,
    "percent": _percent,
    "discount": _discount,
    "range": _range,
    "phone": _phone,
    "email": _plain(clean_emails),
    "person": _person,
    "account": _plain(clean_text),
    "industry": _industry,
    "region": _region,
    "credit_code": _plain(clean_credit_codes),
    "yes_no": _plain(clean_yes_no),
}
