"""What lists find in memory is what the database says, for everybody and whatever happens."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st
from records.conftest import AT
from records.happening import ACTS, Book, People, empty_book, patient

from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for
from zhike.records.home import Home
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.listing.asked import answering, in_order, mine
from zhike.records.listing.choices import choices_for
from zhike.records.listing.grid import GridQuestion, answer_rows
from zhike.records.listing.lookups import grid_for
from zhike.records.listing.roll import forget_roll, roll_now
from zhike.records.listing.tallies import tallies_for
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.score.changes import keep_run
from zhike.records.score.lookups import current_run_id
from zhike.records.score.models import AnalysisRun, Score, Standing, TierMove
from zhike.records.tag.models import Tag
from zhike.words.stamp import Stamp
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db(transaction=True)
AS_OF = date(2024, 7, 1)
FILTERS: list[dict[str, str]] = [
    {}, {"region": "华东"}, {"region": "华东", "customer_type": "潜在"}, {"owner": "none"},
    {"owner": "王磊"}, {"status": "—"}, {"batch": "1"}, {"batch": "x"}, {"missing": "1"},
    {"missing": "contacts.phone"}, {"missing": "customers.industry"}, {"missing": "x"},
    {"missing": "customers.remark"}, {"team": "销售一部"}, {"team": "没有"}, {"team": "none"},
    {"batch": "none"},
    {"idle": "30"}, {"idle": "45"}, {"tier": "优先级:S"}, {"tier": "优先级:S,价值分层:A"},
    {"tier": "没有:S"}, {"tag": "标1"}, {"tag": "高价值"}, {"tag": "没有"}, {"abc": "A"},
    {"segment": "重要价值", "region": "华南"}, {"finding": "7"},
]  # fmt: skip
SORTS = ("number", "-number", "name", "-amount", "amount", "last_follow", "-region", "potential")


def everybody(people: People) -> list[Viewer]:
    """Return one who sees all, one who sees a team, one who sees the own."""
    return [people[name] for name in ("管理员", "李敏", "王磊")]


def hold_against_the_book(people: People) -> None:
    """Compare every question's answer with what SQL says of the same rows."""
    run_id, roll = current_run_id(), roll_now()
    for viewer in everybody(people):
        hold_tallies_against_the_book(viewer)
        for at, filters in enumerate(FILTERS):
            sort, search = SORTS[at % len(SORTS)], ("", "1-", "2")[at % 3]
            asked = GridQuestion(filters=filters, sort=sort, search=search)
            rows = answer_rows(customers_for(viewer), asked, run_id=run_id, as_of=AS_OF)
            said = list(rows.values_list("id", flat=True))
            found = answering(roll, mine(roll, viewer), asked, as_of=AS_OF)
            assert in_order(found, sort).to_list() == said, (viewer.name, filters, sort, search)
            amounts = Standing.objects.filter(run_id=run_id, customer_id__in=said)
            fen = [each for each in amounts.values_list("amount_fen", flat=True) if each]
            assert found["amount_fen"].drop_nulls().sum() == sum(fen)


def hold_tallies_against_the_book(viewer: Viewer) -> None:
    """Compare counts by tier, segment and tag with what SQL counts."""
    said, run_id = tallies_for(viewer), current_run_id()
    if said is None:
        return
    mine = customers_for(viewer)
    scores = Score.objects.filter(run_id=run_id, customer__in=mine)
    for scheme, tallies in said.tiers.items():
        for tally in tallies:
            assert tally.customers == scores.filter(scheme=scheme, tier=tally.word).count()
    standings = Standing.objects.filter(run_id=run_id, customer__in=mine)
    assert sum(t.customers for t in said.segments) == standings.exclude(segment="").count()
    assert sum(t.amount_fen or 0 for t in said.abc) == sum(
        standings.values_list("amount_fen", flat=True)
    )
    rules = Q(run_id=run_id, origin="rule") | Q(origin="hand", gone_at=None)
    for tally in said.tags:
        tagged = Tag.objects.filter(rules, customer__in=mine, tag=tally.word)
        assert tally.customers == tagged.values("customer_id").distinct().count()


def analyse(book: Book) -> None:
    """Keep a run that says something of every other customer."""
    ids = list(Customer.objects.order_by("id").values_list("id", flat=True))[::2]
    words = {"rfm": "345", "segment": "重要价值", "abc": "A", "share": 0.1}
    frames = {
        "standings": pl.DataFrame([
            {"customer_id": i, "recency_days": 1, "frequency": 1, "amount_fen": i * 100, **words}
            for i in ids
        ]),
        "scores": pl.DataFrame([
            {"customer_id": i, "scheme": scheme, "score": 1.0, "tier": tier, "provisional": False,
             "missing": "", "explanation": "", "parts": "{}"}
            for i in ids
            for scheme, tier in (("优先级", "SA"[i % 2]), ("价值分层", "AB"[i % 3 > 0]))
        ]),
        "tags": pl.DataFrame([
            {"customer_id": i, "tag": "高价值", "family": "价值标签", "evidence": "x"} for i in ids
        ]),
    }  # fmt: skip
    told: dict[str, Any] = {"stamp": Stamp(AS_OF, 1, "t"), "summary": {}, "at": AT}
    quiet = lambda done, total, said: None  # noqa: E731 - says nothing
    keep_run(frames, by=book.admin.account_id, progress=quiet, **told)


@pytest.fixture
def book(people: People, tmp_path: Path) -> Book:
    """Return an empty book with four people."""
    ensure_playbook(at=AT)
    return Book(people, Home(tmp_path / "home").ensure())


@patient(5)
@given(rounds=st.lists(st.lists(ACTS, max_size=5), min_size=1, max_size=4), runs=st.booleans())
def test_the_roll_says_what_the_book_says(
    book: Book, people: People, rounds: list[list[tuple[str, int]]], runs: bool
) -> None:
    for model in (Tag, Score, Standing, TierMove, AnalysisRun):
        model._base_manager.all().delete()
    empty_book()
    forget_roll()
    for at in range(6):
        book.take_in(at)
    hold_against_the_book(people)
    for acts in rounds:
        for act, at in acts:
            getattr(book, act)(at)
        if runs:
            analyse(book)
        hold_against_the_book(people)


def test_choices_and_totals_are_the_viewers_own(book: Book, people: People) -> None:
    book.take_in(0)
    book.take_in(2)  # one more, 王磊's, whom 李敏 leads; the first is in 华南 now
    analyse(book)
    counts = {
        name: {(c.filter, c.value): c.count for c in choices_for(people[name])}
        for name in ("管理员", "李敏", "周小雨")
    }
    assert counts["管理员"]["region", "华东"] == counts["管理员"]["region", "华南"] == 1
    assert counts["管理员"]["tag", "高价值"] == 1
    assert counts["李敏"]["owner", "王磊"] == 1
    assert ("owner", "管理员") not in counts["李敏"]
    assert not any(counts["周小雨"].values())
    whole = grid_for(people["管理员"], GridQuestion(), as_of=AS_OF)
    first = Customer.objects.order_by("id").first()
    assert (whole.total, whole.amount_fen) == (2, first.pk * 100)
    assert grid_for(people["周小雨"], GridQuestion(), as_of=AS_OF).total == 0


def test_an_intake_broken_off_leaves_nothing_in_the_roll(book: Book, people: People) -> None:
    book.take_in(0)
    known = Customer.objects.get()
    before = roll_now().customers
    what, by = book.handed_over(5), people["管理员"].account_id
    batch = open_batch(what, home=book.home, playbook_version="t", about={}, by=by, at=AT)
    seen: list[pl.DataFrame] = []

    def look_then_stop(done: int, total: int, said: str) -> None:
        if not said.startswith("已写入"):
            return  # being taken out again: nobody stops that a second time
        seen.append(roll_now().customers)
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        accept_batch(batch, what, home=book.home, by=by, at=AT, progress=look_then_stop)
    assert [rows["id"].to_list() for rows in seen] == [[known.pk]] * len(seen)  # nothing new yet
    assert not seen[-1].equals(before)  # but the last follow-up shows already
    assert roll_now().customers.equals(before)
