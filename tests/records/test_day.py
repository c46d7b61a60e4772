"""What 今天 is read from: reckoned by hand, and never beyond the Viewer's rows."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from records.conftest import AT, make_people
from web.small_book import id_of, open_book

from zhike.records.case.models import Case
from zhike.records.customer.models import Customer
from zhike.records.day.campaigns import campaigns_for, taking_part
from zhike.records.day.channels import channels_for
from zhike.records.day.due import COMPLAINT, PROMISE, due_for
from zhike.records.day.loads import loads_for
from zhike.records.day.moves import moves_for
from zhike.records.day.sales import sales_by_team, sales_for
from zhike.records.day.topics import case_topics, demand_topics
from zhike.records.day.unassigned import unassigned_for
from zhike.records.day.waiting import clock_for, hours_between, waiting_for
from zhike.records.demand.models import Demand
from zhike.records.event.models import Event
from zhike.records.interaction.changes import Note, add_follow_up
from zhike.records.order.models import Order
from zhike.records.score.models import AnalysisRun, Score
from zhike.records.score.moves import keep_moves
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 30)
FIRST, LAST = date(2024, 4, 1), DAY
KEPT: dict[str, Any] = {"rev": 1, "created_at": AT}


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book of three: 王磊 (一部) has K1 and K2, 周小雨 (二部) has K3."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    return people


def order(number: str, day: date, fen: int, **more: Any) -> None:
    """Keep one order."""
    identity = f"订单:{number}{day}{fen}"
    Order.objects.create(
        customer_id=id_of(number), identity=identity, ordered_on=day, amount_fen=fen, **KEPT, **more
    )


def case(number: str, opened: str, **more: Any) -> int:
    """Keep one case; returns its id."""
    told = {"case_kind": "投诉", "topic": "物流时效", "state": "待处理", **more}
    identity = f"问题:{number}{opened}{told['topic']}"
    return Case.objects.create(
        customer_id=id_of(number), identity=identity, opened_at=opened, **KEPT, **told
    ).pk


def test_sales_leave_out_refunds_unpaid_ones_and_other_days(book: dict[str, Viewer]) -> None:
    order("K1", FIRST, 1000_00, cost_fen=600_00)
    order("K1", LAST, 500_00, refund_fen=100_00)
    order("K2", date(2024, 5, 1), 300_00, state="已退款")  # whole, though no refund is written
    order("K2", date(2024, 5, 2), 900_00, state="已取消")
    order("K3", LAST + timedelta(days=1), 800_00)
    order("K3", LAST, 200_00, cost_fen=150_00)
    whole = sales_for(book["管理员"], FIRST, LAST)
    # 1000 + (500 - 100) + (300 - 300) + 200; cost is known of 1000 and 200
    assert (whole.amount_fen, whole.orders, whole.customers) == (1600_00, 4, 3)
    assert (whole.profit_fen, whole.profit_of_fen) == (450_00, 1200_00)
    assert whole.margin == pytest.approx(0.375)
    assert whole.per_customer_fen == 533_33
    assert sales_for(book["王磊"], FIRST, LAST).amount_fen == 1400_00
    assert sales_by_team(book["管理员"], FIRST, LAST) == {"销售一部": 1400_00, "销售二部": 200_00}
    assert sales_by_team(book["李敏"], FIRST, LAST) == {"销售一部": 1400_00}


def test_no_sales_are_zero_and_no_margin(book: dict[str, Viewer]) -> None:
    none = sales_for(book["管理员"], FIRST, LAST)
    assert (none.amount_fen, none.margin, none.per_customer_fen) == (0, None, None)


def test_a_promise_comes_before_a_complaint_and_falls_out_after_a_week(
    book: dict[str, Viewer],
) -> None:
    case("K2", "2024-06-20", severity="重大")
    case("K2", "2024-06-21", severity="一般", topic="产品质量")
    note = Note(date(2024, 6, 26), "电话", "要报价", next_step="3日内给报价")
    add_follow_up(book["王磊"], id_of("K1"), note, at=AT)
    found = due_for(book["王磊"], today=DAY)
    assert [(line.customer_id, line.first.rank) for line in found] == [
        (id_of("K1"), PROMISE), (id_of("K2"), COMPLAINT),
    ]  # fmt: skip
    assert found[0].first.why == "答应过 06-29"
    assert found[1].first.why == "重大投诉 物流时效，10 天未解决"
    later = due_for(book["王磊"], today=date(2024, 7, 7))
    assert id_of("K1") not in {line.customer_id for line in later}
    assert due_for(book["李敏"], today=DAY) == []  # the lead follows nobody
    assert due_for(book["周小雨"], today=DAY) == []


def test_cases_wait_by_answer_weight_and_age(book: dict[str, Viewer]) -> None:
    answered = case("K1", "2024-06-01 09:00", answered_at="2024-06-01 12:30", severity="重大")
    heavy = case("K2", "2024-06-28 09:00", severity="重大")
    light = case("K3", "2024-06-27 09:00", severity="一般")
    case("K1", "2024-06-02", state="已解决", solved_at="2024-06-03", satisfaction=4)
    now = datetime(2024, 6, 29, 10, 30)  # noqa: DTZ001 - the clock on the wall
    asked: dict[str, Any] = {"now": now, "scheme": "价值分层", "run_id": None}
    total, silent, lines = waiting_for(book["管理员"], **asked)
    assert (total, silent) == (3, 2)
    assert [line.id for line in lines] == [heavy, light, answered]
    assert lines[0].hours == pytest.approx(25.5)
    assert waiting_for(book["周小雨"], **asked)[0] == 1
    clock = clock_for(book["管理员"], date(2024, 6, 1), DAY)
    assert (clock.cases, clock.answered, clock.answer_hours) == (4, 1, pytest.approx(3.5))
    assert (clock.satisfaction, clock.rated) == (4, 1)


def test_hours_are_told_only_between_two_clock_times() -> None:
    assert hours_between("2024-06-01 22:00", "2024-06-02 01:30") == 3.5
    assert hours_between("2024-06-01", "2024-06-02 01:30") is None
    assert hours_between("2024-06-01 22:00", "") is None


def test_topics_count_now_against_before(book: dict[str, Viewer]) -> None:
    for day in ("2024-06-01", "2024-06-30 10:00", "2024-06-29"):
        case("K1", day)
    case("K3", "2024-05-31")  # the thirty days before
    case("K3", "2024-04-30")  # before those
    case("K3", "2024-07-01")  # still to come
    found = case_topics(book["管理员"], as_of=DAY, days=30, run_id=None)
    assert [(t.topic, t.now, t.before, t.customers) for t in found] == [("物流时效", 3, 1, 1)]
    assert case_topics(book["周小雨"], as_of=DAY, days=30, run_id=None)[0].now == 0
    Demand.objects.create(
        customer_id=id_of("K3"),
        identity="需求:1",
        raised_on=DAY,
        topic="仓储系统升级",
        budget_fen=50_000_00,
        **KEPT,
    )
    fresh = demand_topics(book["管理员"], as_of=DAY, days=30)
    assert [(t.topic, t.now, t.is_new) for t in fresh] == [
        ("仓储系统升级", 1, False)
    ]  # one is none yet
    assert demand_topics(book["王磊"], as_of=DAY, days=30) == []


def test_campaigns_count_customers_once(book: dict[str, Viewer]) -> None:
    for number, day in (("K1", DAY), ("K1", date(2024, 6, 1)), ("K3", date(2024, 6, 2))):
        Event.objects.create(
            customer_id=id_of(number), identity=f"行为:{number}{day}", event_kind="优惠券",
            happened_on=day, detail="春季耗材券", count=2, **KEPT,
        )  # fmt: skip
    (one,) = campaigns_for(book["管理员"], as_of=DAY, days=90)
    assert (one.name, one.customers, one.times, one.began, one.last) == (
        "春季耗材券", 2, 6, date(2024, 6, 1), DAY,
    )  # fmt: skip
    assert taking_part(book["周小雨"], FIRST, LAST) == 1


def test_channels_count_the_new_ones_of_two_stretches(book: dict[str, Viewer]) -> None:
    Customer.objects.filter(pk=id_of("K1")).update(source_channel="展会", first_contact_on=DAY)
    Customer.objects.filter(pk=id_of("K2")).update(
        source_channel="展会", first_contact_on=date(2024, 3, 1)
    )
    asked: dict[str, Any] = {"since": FIRST, "before": date(2024, 1, 2), "run_id": None}
    found = {one.name: one for one in channels_for(book["管理员"], **asked)}
    fair = found["展会"]
    assert (fair.customers, fair.fresh, fair.fresh_before, fair.buying) == (2, 1, 1, 1)
    assert found["—"].customers == 1
    assert [one.name for one in channels_for(book["周小雨"], **asked)] == ["—"]


def test_leads_of_nobody_are_shown_only_to_who_gives_them_out(book: dict[str, Viewer]) -> None:
    Customer.objects.filter(pk=id_of("K3")).update(owner=None)
    assert unassigned_for(book["李敏"])[0] == 1
    assert unassigned_for(book["王磊"]) == (0, [])


def test_loads_stay_inside_the_team(book: dict[str, Viewer]) -> None:
    for day in (date(2024, 6, 23), date(2024, 6, 25)):  # the Sunday before, and this Tuesday
        add_follow_up(book["王磊"], id_of("K2"), Note(day, "电话", "问预算"), at=AT)
    found = loads_for(book["李敏"], today=DAY, monday=date(2024, 6, 24))
    assert [(load.name, load.customers, load.talks) for load in found] == [("王磊", 2, 1)]
    whole = loads_for(book["管理员"], today=DAY, monday=date(2024, 6, 24))
    assert {load.name for load in whole} == {"王磊", "周小雨"}


def run_with(tiers: dict[str, str], state: str) -> int:
    """Keep a run in which customers stand in the given tiers of 价值分层."""
    run = AnalysisRun.objects.create(
        as_of=DAY, token=1, playbook_version="1", made_at=AT, state=state
    )
    for number, tier in tiers.items():
        Score.objects.create(run=run, customer_id=id_of(number), scheme="价值分层", tier=tier)
    return run.pk


def test_a_move_is_kept_when_the_tier_differs_from_the_current_run(
    book: dict[str, Viewer],
) -> None:
    run_with({"K1": "B", "K2": "C", "K3": "A"}, "当前")
    keep_moves(run_with({"K1": "A", "K2": "C", "K3": "B"}, "计算中"))
    found = moves_for(book["管理员"], "价值分层", since=DAY)
    assert [(m.customer_id, m.before, m.after) for m in found] == [
        (id_of("K1"), "B", "A"), (id_of("K3"), "A", "B"),
    ]  # fmt: skip
    assert [m.customer_id for m in moves_for(book["周小雨"], "价值分层", since=DAY)] == [
        id_of("K3")
    ]
    assert moves_for(book["管理员"], "价值分层", since=DAY + timedelta(days=1)) == []
