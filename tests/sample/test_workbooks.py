"""The ugly files, read as any file is, give back exactly what was invented."""

from datetime import date

import polars as pl
import pytest

from zhike.clean.matching.find import find_matches
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.ways import Ways
from zhike.playbook.load import load_builtin
from zhike.playbook.same_rules import BUILT_IN
from zhike.runs.intake import propose
from zhike.runs.judging import Kept
from zhike.runs.understanding import read_files
from zhike.sample.book import invent
from zhike.sample.frames import tables
from zhike.sample.people import PEOPLE, STRANGERS
from zhike.sample.rows import Company
from zhike.sample.workbooks import customers as listed
from zhike.sample.workbooks import deals, earlier
from zhike.sample.workbooks.files import write_files
from zhike.words.proposal import Proposal

DAY = date(2026, 6, 30)
FIRST = "first_contact_on"
OWNERS = {one.name: at for at, one in enumerate(PEOPLE, 1)}


def nothing_kept(_noun: str, _identities: pl.Series) -> pl.DataFrame:
    """Return what an empty book knows."""
    kept = {"_identity": pl.String, "_id": pl.Int64, "_mine": pl.Boolean}
    return pl.DataFrame(schema=kept)


@pytest.fixture(scope="module")
def company() -> Company:
    """Return the invented book."""
    return invent(until=DAY, seed=1)


@pytest.fixture(scope="module")
def taken(company: Company, tmp_path_factory: pytest.TempPathFactory) -> Proposal:
    """Return what an empty book would take from all files, handed over in one go."""
    playbook = load_builtin("default")
    old, *files = write_files(company, tmp_path_factory.mktemp("demo"), seed=1)
    sheets = read_files([*files, old], playbook=playbook)
    return propose(sheets, playbook=playbook, kept=Kept(nothing_kept, OWNERS))


def new(taken: Proposal, noun: str) -> pl.DataFrame:
    """Return the rows of one noun that would be kept."""
    part = taken.part(noun)
    assert part is not None
    return part.rows.filter(pl.col("_fate") == "new")


def test_every_customer_comes_once_and_the_rows_add_up(taken: Proposal):
    assert new(taken, "customers").height == 2_000
    assert listed.ROWS == 2_231
    falling = listed.NAMELESS + listed.TOTALS + deals.LOST_TALKS + deals.LOST_LINES
    assert taken.fates["rejected"] == falling == 35
    # Rows pasted twice, and customers of the supplement that say nothing new.
    assert taken.fates["same"] >= listed.COPIES


def test_no_order_loses_a_fen(taken: Proposal, company: Company):
    lines, told = new(taken, "order_lines"), tables(company)["order_lines"]
    assert lines.height == told.height
    assert lines["amount_fen"].sum() == told["amount_fen"].sum()
    assert lines["cost_fen"].sum() == told["cost_fen"].sum()
    assert lines["cost_fen"].null_count() == told["cost_fen"].null_count() > 0
    orders = new(taken, "orders")
    assert orders.height == 9_500
    assert orders["ordered_on"].sort().to_list() == sorted(one.on for one in company.orders)
    discounts = (lines["discount"] * 1000).round(0).sum()
    assert discounts == (told["discount"] * 1000).round(0).sum()


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("interactions", 14_000), ("cases", 620), ("quotes", 2_400), ("contracts", 380),
        ("demands", 720), ("competitor_contacts", 260), ("products", 19),
        ("competitors", 4), ("referrals", 64), ("channel_costs", 53), ("activities", 10),
    ],
)  # fmt: skip
def test_every_kind_comes_whole(taken: Proposal, noun: str, many: int):
    assert new(taken, noun).height == many


def test_money_and_days_of_the_other_kinds_come_back(taken: Proposal, company: Company):
    told = tables(company)
    for noun, days, amount in (
        ("quotes", ("on", "quoted_on"), "amount_fen"),
        ("contracts", ("ends", "ends_on"), "amount_fen"),
        ("payments", ("due", "due_on"), "amount_fen"),
        ("demands", ("on", "raised_on"), "budget_fen"),
    ):
        kept, said = new(taken, noun), told[noun]
        assert kept[amount].sum() == said[amount].sum(), noun
        assert kept[days[1]].sort().to_list() == said[days[0]].sort().to_list(), noun
    events = new(taken, "events")
    assert events["count"].sum() == told["events"]["count"].sum()
    paid = new(taken, "payments")["paid_on"]
    assert paid.null_count() == told["payments"]["paid"].null_count() > 0


def test_words_come_back_as_the_lists_have_them(taken: Proposal, company: Company):
    told = tables(company)
    for noun, column, name in (
        ("customers", "customer_type", "customer_type"), ("cases", "case_kind", "kind"),
        ("cases", "topic", "topic"), ("quotes", "outcome", "outcome"),
        ("interactions", "feedback", "feedback"), ("events", "event_kind", "kind"),
    ):  # fmt: skip
        kept = dict(new(taken, noun)[column].value_counts().iter_rows())
        assert kept == dict(told[noun][name].value_counts().iter_rows()), (noun, column)


def test_clock_times_of_cases_survive(taken: Proposal, company: Company):
    opened = sorted(f"{one.opened:%Y-%m-%d %H:%M}" for one in company.cases)
    assert sorted(new(taken, "cases")["opened_at"]) == opened


def test_phones_are_one_form_or_told_why_not(taken: Proposal, company: Company):
    contacts = new(taken, "contacts").filter(pl.col("phone").is_not_null())
    mobiles = contacts.filter(pl.col("phone").str.starts_with("1"))["phone"]
    assert set(mobiles) <= {one.phone for one in company.firms}
    wrong = taken.problems.filter(pl.col("message").str.starts_with("电话"))
    false = wrong.filter(pl.col("message").str.contains("虚假号码"))
    assert sorted(false["value"]) == sorted(listed.FALSE)
    assert 8 <= wrong.height - false.height <= 14


def test_wrong_days_are_left_out_and_told(taken: Proposal, company: Company):
    kept = new(taken, "customers")
    known = {one.number: one.first_on for one in company.firms}
    read = kept.filter(pl.col(FIRST).is_not_null())
    assert all(
        known[number] == on for number, on in read.select(["external_id", FIRST]).iter_rows()
    )
    assert kept.height - read.height == 15  # five in each of three teams
    talks = [one for one in taken.problems["message"] if "上周三" in one]
    assert len(talks) == 6


def test_colleagues_without_an_account_stay_text(taken: Proposal):
    unknown = new(taken, "customers").filter(pl.col("owner_id").is_null())
    assert unknown.height == 14
    assert set(unknown["owner_text"]) <= set(STRANGERS)


def test_the_cells_show_sixty_one_groups(taken: Proposal):
    phones = new(taken, "contacts").select(_identity="_parent", phone="phone")
    both = new(taken, "customers").join(
        phones.unique("_identity", keep="first", maintain_order=True), on="_identity", how="left"
    )
    numbered = both.with_row_index("id").with_columns(pl.col("id").cast(pl.Int64))
    rows = numbered.select("id", "name", "phone", "credit_code", kind=pl.lit("organisation"))
    groups = find_matches(comparable(rows), ways=Ways(rules=BUILT_IN)).groups
    assert len(groups) == 61
    assert sorted(map(len, groups))[-2:] == [2, 3]


def test_what_nobody_could_read_is_all_planted(taken: Proposal):
    rules = dict(taken.problems["rule"].value_counts().iter_rows())
    assert set(rules) <= {"S3-05", "S3-07", "S3-09", "S0-08", "S0-09", "S1-10"}
    unknown = taken.problems.filter(pl.col("message").str.contains("这些列不认识"))
    assert unknown.is_empty()


def test_an_old_list_tells_of_customers_met_before_and_three_industries_otherwise(company: Company):
    known = {one.number: one for one in company.firms}
    rows = earlier.fair(company).rows
    assert len({row[0] for row in rows}) == 24
    assert all(known[row[0]].first_on < date(2026, 4, 16) for row in rows)  # 75 days before
    assert [row[2] for row in rows if row[2] != known[row[0]].industry] == ["批发业"] * 3
