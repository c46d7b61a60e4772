"""How full what a collecting goal needs is: S1-02, S1-03."""

from datetime import date

import pytest
from records.conftest import AT
from records.test_batch import People

from zhike.clean.completeness import rates_of
from zhike.playbook.load import load_builtin
from zhike.records.case.models import Case
from zhike.records.catalogue.filled import counted_of, items_of, since_of
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.interaction.models import Interaction
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
PLAYBOOK = load_builtin()
DAY = date(2024, 6, 30)


def customer(at: int, **values: object) -> Customer:
    return Customer.objects.create(
        identity=f"编号:{at}", rev=at, number_month=202406, number_seq=at, number=f"C{at}",
        created_at=AT, **values,
    )  # fmt: skip


def goal_of(viewer: Viewer, name: str) -> tuple[int, dict[str, int]]:
    goal = PLAYBOOK.goal(name)
    since = since_of(goal, as_of=DAY)
    cells, counts = counted_of(viewer, items_of(goal, PLAYBOOK), since=since)
    return cells, dict(counts)


def test_three_of_four_are_three_quarters(people: People) -> None:
    one = customer(1, industry_text="机械", size_text="100-500人")
    kept = {"identity": "a", "rev": 2, "created_at": AT}
    Contact.objects.create(customer=one, decision_role="决策者", **kept)
    cells, counts = goal_of(people["管理员"], "提升新客户签约率")
    assert counts == {"行业": 1, "规模": 1, "决策链": 1, "预算": 0}
    assert rates_of(list(counts.items()), cells=cells)["rate"] == 0.75


def test_blanks_and_words_for_nothing_are_not_filled(people: People) -> None:
    customer(1, industry_text="暂无", own={"年营收": 5_000_000_00})
    customer(2, industry_text="机械")
    _, counts = goal_of(people["管理员"], "提升新客户签约率")
    assert (counts["行业"], counts["规模"]) == (1, 1)  # 年营收 says the size as well


def test_only_the_last_six_months_count(people: People) -> None:
    """近6个月 up to 2024-06-30 begins on 2024-01-01 (S1-03)."""
    old, new = customer(1), customer(2, own={"竞争对手对比": "报价更低"})
    for at, (whose, day) in enumerate([(old, date(2023, 12, 31)), (new, date(2024, 1, 1))]):
        Interaction.objects.create(
            customer=whose, happened_on=day, summary="谈价", identity=f"i{at}", rev=5, created_at=AT
        )
        Case.objects.create(
            customer=whose, opened_at=f"{day} 10:00", detail="慢", identity=f"c{at}", rev=6,
            created_at=AT,
        )  # fmt: skip
    cells, counts = goal_of(people["管理员"], "降低老客户流失率")
    assert (cells, counts) == (2, {"互动记录": 1, "投诉反馈": 1, "竞品合作情况": 1})


def test_everybody_counts_their_own(people: People) -> None:
    customer(1, industry_text="机械", owner_id=people["王磊"].account_id)
    customer(2, industry_text="机械")
    assert goal_of(people["王磊"], "建立客户画像标签")[0] == 1
    assert goal_of(people["周小雨"], "建立客户画像标签") == (
        0, {"行业": 0, "区域": 0, "规模": 0, "渠道": 0},
    )  # fmt: skip
