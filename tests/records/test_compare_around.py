"""A comparison that reads only what is around the changed customers finds what one of all finds."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from clean.matching.hand_made import ROWS
from django.utils import timezone
from web.small_book import id_of, open_book

from zhike.jobs import matching
from zhike.jobs.run import run_now
from zhike.records.contact.models import Contact
from zhike.records.customer.changes import edit_customer
from zhike.records.customer.models import Customer
from zhike.records.match.models import MatchGroup, MatchPair, MatchStanding
from zhike.records.merge.changes import merge_customers
from zhike.records.merge.unmerging import unmerge
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
HEAD = "客户编号,客户名称,联系电话,联系人,所在城市,统一社会信用代码,邮箱"
Told = dict[tuple[int, int], tuple[str, str, str, str]]


@pytest.fixture
def book(people: dict[str, Viewer], tmp_path: Path) -> Viewer:
    """Return the administrator of a book of hand-made look-alikes, compared once."""
    rows = [f"K{at}," + ",".join(value or "" for value in row) for at, row in ROWS]
    open_book(people["管理员"], tmp_path, "\n".join([HEAD, *rows]) + "\n")
    run_now("find_matches", people["管理员"])
    return people["管理员"]


def told() -> Told:
    """Return what is said of each pair, and by which rules."""
    rows = MatchPair.objects.values_list("a_id", "b_id", "verdict", "relation", "veto", "rules")
    return {(a, b): tuple(others) for a, b, *others in rows}


def grouped() -> set[str]:
    return set(MatchGroup.objects.values_list("ids", flat=True))


def weights_of(ids: set[int]) -> dict[tuple[int, int], float]:
    """Return the weights of the pairs of some customers."""
    rows = MatchPair.objects.exclude(verdict="apart").values_list("a_id", "b_id", "weight")
    return {(a, b): weight for a, b, weight in rows if ids & {a, b}}


def anew(viewer: Viewer) -> None:
    """Compare everybody, as if nothing had been found before."""
    for model in (MatchPair, MatchStanding, MatchGroup):
        model.objects.all().delete()
    run_now("find_matches", viewer)


def renamed(viewer: Viewer, number: str, *, name: str) -> int:
    row = Customer.objects.get(pk=id_of(number))
    edit_customer(viewer, row.pk, {"name": name}, seen_rev=row.rev, at=timezone.now())
    return row.pk


def test_it_finds_what_a_comparison_of_all_finds(
    book: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    monkeypatch.setattr(matching, "_PARTNERS", 0)
    monkeypatch.setattr(matching, "comparable", lambda rows: _noted(rows, read))
    chance, numbers = Random(7), [f"K{at}" for at, _ in ROWS]
    whole = len(numbers)
    gone, kept = id_of("K12"), id_of("K11")
    merged = merge_customers(book, kept, [gone], at=datetime.now(UTC))
    changed = {renamed(book, "K26", name="武汉明辉环保科技有限公司南京分公司"), kept, gone}
    one, other = chance.sample([n for n in numbers if n not in ("K11", "K12", "K26")], 2)
    phone = Contact.objects.filter(customer=id_of(other)).values_list("phone", flat=True).first()
    changed |= {renamed(book, one, name="北京华兴科技有限公司")}
    Contact.objects.filter(customer=id_of(one)).update(phone=phone or "")
    run_now("find_matches", book)
    assert 0 < max(read) < whole  # not everybody was read
    unmerge(book, merged, at=datetime.now(UTC))
    run_now("find_matches", book)
    few = told(), grouped(), weights_of(changed)
    anew(book)
    assert few[:2] == (told(), grouped())
    assert few[2] == pytest.approx(weights_of(changed), abs=0.01)
    assert len(few[0]) > 30


def _noted(rows, read):  # type: ignore[no-untyped-def]
    read.append(rows.height)
    return comparable(rows)


comparable = matching.comparable
