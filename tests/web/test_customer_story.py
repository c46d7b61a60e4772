"""The customer page tells quotes, cases, contracts and needs, each under its chip."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said

from zhike.records.case.models import Case
from zhike.records.contract.models import Contract
from zhike.records.demand.models import Demand
from zhike.records.event.models import Event
from zhike.records.kept import Kept
from zhike.records.quote.models import Quote
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, tzinfo=UTC)


def keep(model: type[Kept], number: str, **values: Any) -> None:
    """Keep one row of a customer, as an import would."""
    count = model._default_manager.count()
    model._default_manager.create(
        customer_id=id_of(number), identity=f"t:{count}", rev=1, created_at=AT, **values
    )


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book whose K1 (王磊's) and K3 have records of several kinds."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    today = timezone.localdate()
    keep(Case, "K1", opened_at="2024-05-06 09:30", case_kind="投诉", topic="物流时效",
         answered_at="2024-05-06 11:00", detail="到货晚了")  # fmt: skip
    keep(Case, "K1", opened_at="2024-05-07", case_kind="咨询", topic="安装使用", detail="怎么换")
    keep(Quote, "K1", quoted_on=date(2024, 5, 8), product="标签机", amount_fen=86000_00,
         discount=0.08, outcome="待定")  # fmt: skip
    keep(Contract, "K1", external_id="H1", name="旧框架", ends_on=today - timedelta(days=3))
    keep(Contract, "K1", external_id="H2", name="维保", ends_on=today + timedelta(days=21))
    keep(Contract, "K1", external_id="H3", name="新框架", ends_on=today + timedelta(days=300),
         renews="H1")  # fmt: skip
    keep(Demand, "K1", raised_on=date(2024, 5, 9), topic="仓储升级", need="多仓库存",
         budget_fen=200000_00, urgency="紧急")  # fmt: skip
    keep(Demand, "K1", raised_on=date(2024, 5, 1), topic="旧需求", state="已满足")
    for _ in range(70):
        keep(Event, "K1", happened_on=date(2024, 6, 1), event_kind="官网访问")
    keep(Quote, "K3", quoted_on=date(2024, 5, 8), product="别人的报价")
    return people


def page_of(book: dict[str, Viewer], kind: str = "") -> str:
    return said(client_of(book["王磊"]).get(f"/customers/{id_of('K1')}/?kind={kind}"))


def test_everything_is_told_but_visits_only_when_asked(book: dict[str, Viewer]) -> None:
    page = page_of(book)
    for words in (
        "投诉 · 物流时效",
        "到货晚了 · 首次响应 1.5 小时",
        "问题单 · 安装使用",
        "报价 · 标签机 · 8.6万元 · 优惠 8.0%",
        "需求 · 仓储升级 · 紧急",
        "要看样机",
    ):
        assert words in page
    assert "行为 · 官网访问" not in page
    assert page_of(book, "行为").count("行为 · 官网访问") == 60  # the newest


def test_a_chip_leaves_its_kind_alone(book: dict[str, Viewer]) -> None:
    page = page_of(book, "投诉")
    assert "投诉 · 物流时效" in page
    assert "问题单 · 安装使用" not in page
    assert "要看样机" not in page
    assert "别人的报价" not in page_of(book, "报价")


def test_the_cards_say_what_stands(book: dict[str, Viewer]) -> None:
    page = page_of(book)
    assert "还有 21 天到期" in page
    assert "还有 300 天到期" in page
    assert "已到期 3 天" not in page  # it was renewed
    assert "预算 20.0万元" in page
    assert "旧需求" in page_of(book, "需求")


def test_anothers_records_are_nowhere(book: dict[str, Viewer]) -> None:
    answer = client_of(book["王磊"]).get(f"/customers/{id_of('K3')}/?kind=报价")
    assert answer.status_code == 404
    assert "别人的报价" not in said(answer)
