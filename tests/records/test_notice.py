"""Notices: told to one person, counted until looked at, gone when done."""

from datetime import UTC, datetime

import pytest

from zhike.records.notice.changes import close, seen, settle, tell, tell_all
from zhike.records.notice.lookups import notices_for, unseen
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2024, 7, 1, 10, 0, tzinfo=UTC)


def test_a_notice_is_counted_until_it_is_looked_at_and_stays_until_it_is_done(
    people: dict[str, Viewer],
) -> None:
    me, other = people["王磊"], people["周小雨"]
    tell(me.account_id, "导入完成：3 行", link="/collect/1/", at=AT)
    tell(me.account_id, "客户提交了资料", at=LATER)
    assert [row.text for row in notices_for(me)] == ["客户提交了资料", "导入完成：3 行"]
    assert (unseen(me), unseen(other), notices_for(other)) == (2, 0, [])
    assert seen(me, LATER) == 2
    assert [row.new for row in notices_for(me)] == [False, False]
    close(me, notices_for(me)[0].id, at=LATER)
    assert [row.link for row in notices_for(me)] == ["/collect/1/"]


def test_what_is_settled_leaves_everybodys_list(people: dict[str, Viewer]) -> None:
    both = [people["王磊"].account_id, people["周小雨"].account_id]
    tell_all([*both, both[0]], "申请协作", about="ask:1", at=AT)
    tell(both[0], "申请协作（又一次）", about="ask:1", at=LATER)
    assert [row.text for row in notices_for(people["王磊"])] == ["申请协作（又一次）"]
    assert settle("ask:1", at=LATER) == 2
    assert notices_for(people["王磊"]) == notices_for(people["周小雨"]) == []


def test_nobody_closes_somebody_elses_and_a_link_stays_in_the_house(
    people: dict[str, Viewer],
) -> None:
    mine = tell(people["王磊"].account_id, "看这里", link="//elsewhere.example/", at=AT)
    assert close(people["周小雨"], mine, at=LATER) == 0
    assert [row.link for row in notices_for(people["王磊"])] == [""]
