# ruff: noqa: F811 - `book` is a fixture
"""A customer of another's: met while typing, asked for, shared, and let go again."""

from datetime import timedelta

import pytest
from records.conftest import AT
from records.test_batch import People
from records.test_entry import book  # noqa: F401 - a fixture

from zhike.clean.matching.typed import Typed
from zhike.records.account.changes import create_account
from zhike.records.customer.scope import NotYours, customers_for, sight_for
from zhike.records.entry.already import A_DAY, MET, likely
from zhike.records.history.models import HistoryLine
from zhike.records.listing.lookups import GridQuestion, grid_for
from zhike.records.notice.lookups import notices_for
from zhike.records.together.changes import answer, ask, let_go, let_in_again
from zhike.records.together.lookups import ask_for, collaborators_of
from zhike.words.problem import Refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.fixture
def one(book: dict[str, int], people: People) -> int:
    """Return the customer of 王磊; 李敏 leads his team, 周小雨 is in another."""
    return book["甲公司"]


def question(people: People, customer: int) -> int:
    """Let 周小雨 ask, and return the question's id from the notice of 王磊."""
    ask(people["周小雨"], customer, "协作", why="同一集团", at=AT)
    return int(notices_for(people["王磊"])[0].link.split("/")[2])


def test_an_agreed_question_widens_what_the_asker_sees_everywhere(one: int, people: People) -> None:
    zhou = people["周小雨"]
    asked = question(people, one)
    told = "周小雨（销售二部）申请协作 甲公司：同一集团"
    assert [n.text for n in notices_for(people["王磊"])] == [told]
    assert [n.text for n in notices_for(people["李敏"])] == [told]  # the manager of his team
    assert ask_for(people["李敏"], asked).asker == "周小雨"
    answer(people["王磊"], asked, agreed=True, at=LATER)
    assert notices_for(people["李敏"]) == []  # settled for both
    assert one in set(customers_for(zhou).values_list("id", flat=True))
    assert one in (sight_for(zhou).customer_ids or ())  # the analysis tables
    grid = grid_for(zhou, GridQuestion(), as_of=AT.date())
    assert {row.name for row in grid.rows} == {"甲公司", "乙商贸"}
    assert "同意您协作 甲公司" in notices_for(zhou)[0].text
    assert [row.name for row in collaborators_of(one)] == ["周小雨"]
    with pytest.raises(Refused, match="已经看得到"):
        ask(zhou, one, "协作", at=LATER)


def test_letting_go_narrows_it_again_and_can_be_taken_back(one: int, people: People) -> None:
    zhou = people["周小雨"]
    answer(people["王磊"], question(people, one), agreed=True, at=LATER)
    (row,) = collaborators_of(one)
    account, _ = let_go(people["王磊"], row.id, at=LATER)
    assert not customers_for(zhou).filter(pk=one).exists()
    let_in_again(people["王磊"], one, account, at=LATER)
    assert customers_for(zhou).filter(pk=one).exists()
    let_go(zhou, collaborators_of(one)[0].id, at=LATER)  # by himself
    assert not customers_for(zhou).filter(pk=one).exists()


def test_no_need_is_told_without_a_name(one: int, people: People) -> None:
    asked = question(people, one)
    answer(people["王磊"], asked, agreed=False, at=LATER)
    text = notices_for(people["周小雨"])[0]
    assert "由原来的人继续跟进" in text.text
    assert "甲公司" not in text.text
    assert text.link == ""
    with pytest.raises(Refused, match="已经有人答复过"):
        answer(people["李敏"], asked, agreed=True, at=LATER)


def test_who_may_not_answer_and_what_may_not_be_asked(one: int, people: People) -> None:
    asked = question(people, one)
    with pytest.raises(NotYours):
        ask_for(people["周小雨"], asked)
    boss = create_account("boss", name="总", role="总经理", by=None, at=AT)
    assert boss
    with pytest.raises(Refused, match="7 天内已经"):
        ask(people["周小雨"], one, "协作", at=LATER)
    ask(people["周小雨"], one, "提醒", at=LATER)  # another thing
    assert notices_for(people["王磊"])[0].text == "周小雨（销售二部）提醒：甲公司 该跟进了"
    with pytest.raises(Refused, match="不认识"):
        ask(people["周小雨"], one, "偷看", at=LATER)


def test_likely_ones_are_told_by_measure(one: int, people: People) -> None:
    wang, zhou = people["王磊"], people["周小雨"]
    (mine,) = likely(wang, Typed("甲公"), at=AT)
    assert (mine.id, mine.same, mine.is_sure) == (one, "相近名称", False)
    assert likely(zhou, Typed("甲公"), at=AT) == []  # too short for a foreign one
    (foreign,) = likely(zhou, Typed("甲公司"), at=AT)
    assert (foreign.id, foreign.name, foreign.owner, foreign.team) == (None, "", "王磊", "销售一部")
    assert foreign.hidden_id == one
    (phone,) = likely(zhou, Typed(phones=["13800001111"]), at=AT)
    assert (phone.same, phone.number) == ("电话", "")
    assert HistoryLine.objects.filter(action=MET, by_id=zhou.account_id).count() == 1
    HistoryLine.objects.bulk_create(
        HistoryLine(at=AT, by_id=zhou.account_id, action=MET, noun="met", record_id=10**6 + n)
        for n in range(A_DAY)
    )
    HistoryLine.objects.filter(record_id=one, action=MET).delete()
    assert likely(zhou, Typed("甲公司"), at=LATER) == []
    assert likely(wang, Typed("甲公司"), at=LATER)[0].id == one  # one's own are always told
