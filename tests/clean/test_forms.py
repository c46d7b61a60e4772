"""Every odd form of writing reads its own examples, and says how sure it is."""

import polars as pl
import pytest

from zhike.clean import date_forms, money_forms, phone_forms, range_forms
from zhike.clean.dates import clean_partial_dates
from zhike.clean.forms import forms_of
from zhike.clean.money import clean_money
from zhike.clean.phones import clean_phones
from zhike.clean.ranges import clean_ranges


def ends_of(cells):
    ends = pl.DataFrame(clean_ranges(cells).more)
    shown = [pl.col(name).cast(pl.String).fill_null("") for name in ("low", "high")]
    return ends.select(shown[0] + "-" + shown[1] + pl.col("unit")).to_series()


READERS = {
    date_forms: lambda cells: clean_partial_dates(cells).values,
    money_forms: lambda cells: clean_money(cells).values,
    phone_forms: lambda cells: clean_phones(cells).values,
    range_forms: ends_of,
}
FORMS = [(form, read) for package, read in READERS.items() for form in forms_of(package)]


@pytest.mark.parametrize(("form", "read"), FORMS, ids=[form.id for form, _ in FORMS])
def test_a_form_reads_its_examples(form, read):
    cells = pl.Series(list(form.examples), dtype=pl.String)
    assert read(cells).cast(pl.String).to_list() == list(form.examples.values())
    assert 0.9 <= form.confidence <= 1


def test_every_form_has_an_id_of_its_own():
    ids = [form.id for form, _ in FORMS]
    assert len(set(ids)) == len(ids)
