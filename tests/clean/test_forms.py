"""Every odd form of writing reads its own examples, and says how sure it is."""

import polars as pl
import pytest

from zhike.clean import date_forms, money_forms, phone_forms, range_forms
from zhike.clean.dates import clean_partial_dates
from zhike.clean.forms import forms_of, rewriting
from zhike.clean.money import clean_money
from zhike.clean.phones import clean_phones
from zhike.clean.ranges import clean_ranges


def ends_of(cleaned):
    ends = pl.DataFrame(cleaned.more)
    shown = [pl.col(name).cast(pl.String).fill_null("") for name in ("low", "high")]
    return ends.select(shown[0] + "-" + shown[1] + pl.col("unit")).to_series()


CLEANERS = {
    date_forms: clean_partial_dates,
    money_forms: clean_money,
    phone_forms: clean_phones,
    range_forms: clean_ranges,
}
FORMS = [(form, clean) for package, clean in CLEANERS.items() for form in forms_of(package)]


@pytest.mark.parametrize(("form", "clean"), FORMS, ids=[form.id for form, _ in FORMS])
def test_a_form_reads_its_examples(form, clean):
    cleaned = clean(pl.Series(list(form.examples), dtype=pl.String))
    read = ends_of(cleaned) if clean is clean_ranges else cleaned.values
    assert read.cast(pl.String).to_list() == list(form.examples.values())
    assert 0.9 <= form.confidence <= 1


@pytest.mark.parametrize(("form", "clean"), FORMS, ids=[form.id for form, _ in FORMS])
def test_a_cell_says_which_forms_read_it(form, clean):
    by = clean(pl.Series(list(form.examples), dtype=pl.String)).by
    assert form.id in "+".join(by.drop_nulls()).split("+")  # without it nobody would read them


def test_a_cell_in_a_common_form_was_read_by_no_odd_one():
    cells = pl.Series(["2024-05-01", "２０２４年５月１日", "2024年5月1號"])
    assert clean_partial_dates(cells).by.to_list() == [None, None, "S0-08.traditional"]


def test_every_form_has_an_id_of_its_own():
    ids = [form.id for form, _ in FORMS]
    assert len(set(ids)) == len(ids)


def test_patterns_are_rewritten_in_their_order_and_once_each():
    plainly = rewriting({"^LI ": "", "([0-9])MAO": r"\1角", "^3角": "三角"})
    assert plainly("LI 3MAO 4MAO") == "三角 4MAO"
    assert plainly("3 MAO LI") == "3 MAO LI"
