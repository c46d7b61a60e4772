"""Five customers, each with a row of everything that can hang on one."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from records.conftest import AT
from records.proposals import part, proposal

from zhike.records.attachment.models import Attachment
from zhike.records.card.models import CardLink
from zhike.records.collaborator.models import Ask, Collaborator
from zhike.records.customer.models import Customer
from zhike.records.handin.models import HandIn
from zhike.records.home import Home
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.referral.models import Referral
from zhike.records.tag.changes import set_tag
from zhike.records.task.models import Task
from zhike.records.verification.models import Verification
from zhike.words.viewer import Viewer

People = dict[str, Viewer]
KEYS = ("C1", "C2", "C3", "C4", "C5")
OF_A_CUSTOMER = {  # a row of each noun, beside what is written out below
    "events": {"event_kind": "官网访问", "happened_on": date(2024, 6, 1)},
    "cases": {"case_kind": "投诉", "topic": "物流", "opened_at": AT},
    "quotes": {"quoted_on": date(2024, 6, 3), "product": "打印机", "amount_fen": 500_00},
    "contracts": {"name": "年度合同", "ends_on": date(2025, 6, 1)},
    "payments": {"due_on": date(2024, 7, 1), "amount_fen": 100_00},
    "demands": {"topic": "价格", "raised_on": date(2024, 6, 4)},
    "competitor_contacts": {"competitor": "甲牌", "happened_on": date(2024, 6, 5)},
}


def whole_customers(people: People, folder: Path) -> dict[str, int]:
    """Take them in and give them what no import brings; returns their ids by 编号."""
    home = Home(folder).ensure()
    customers = [
        {"_identity": f"编号:{key}", "external_id": key, "name": f"宏远机械{key}",
         "region": "" if i % 2 else "华东", "customer_type": "潜在" if i % 2 else "成交",
         "remark": "" if i == 1 else f"备注{key}", "credit_code": "9131" if i == 3 else "",
         "first_contact_on": date(2024, 5, 10 - i), "owner_id": people["王磊"].account_id,
         "续约次数": i if i % 2 else None, "行业潜力": i + 1}
        for i, key in enumerate(KEYS)
    ]  # fmt: skip
    shared = [("张伟", "13912345678"), ("李娜", f"1380000{0:04d}")]
    contacts = [
        {"_identity": f"联系人:编号:{key}|{name}", "_parent": f"编号:{key}", "name": name,
         "phone": phone, "title": "经理" if i == 2 else "", "email": f"a{i}@b.cn" if i % 2 else ""}
        for i, key in enumerate(KEYS) for name, phone in shared[: 1 + i % 2]
    ]  # fmt: skip
    parts = [
        part("customers", customers, ("续约次数", "行业潜力")), part("contacts", contacts),
        *(_one_each(noun, values) for noun, values in _nouns()),
    ]  # fmt: skip
    written, by = proposal(*parts), people["管理员"].account_id
    batch = open_batch(written, home=home, playbook_version="v", about={}, by=by, at=AT)
    accept_batch(batch, written, home=home, by=by, at=AT, progress=lambda *_: None)
    found = dict(Customer.objects.values_list("external_id", "id"))
    _beside(people, found)
    return found


def _nouns() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "interactions", {"happened_on": date(2024, 6, 1), "summary": "谈价"}
    yield "orders", {"ordered_on": date(2024, 6, 2), "amount_fen": 100_00}
    yield "referrals", {"referred_on": date(2024, 6, 6)}
    yield from OF_A_CUSTOMER.items()


def _one_each(noun: str, values: dict[str, Any]) -> Any:
    return part(
        noun,
        [{"_identity": f"{noun}:编号:{key}|1", "_parent": f"编号:{key}"} | values for key in KEYS],
    )


def _beside(people: People, ids: dict[str, int]) -> None:
    """Give each customer what no import brings."""
    boss, at = people["管理员"], AT - timedelta(days=1)
    for i, (key, one) in enumerate(sorted(ids.items())):
        set_tag(boss, one, "老客户" if i % 2 else "爱比价", at=at)
        Task.objects.create(customer_id=one, title="回访", plan="季度回访" if i % 2 else "",
                            due_on=date(2024, 7, 9), created_at=at)  # fmt: skip
        Attachment.objects.create(noun="customers", record_id=one, customer_id=one, name=key,
                                  suffix="pdf", sha256=key, size=1, at=at)  # fmt: skip
        who = people["周小雨" if i < 3 else "李敏"].account_id
        Collaborator.objects.create(customer_id=one, account_id=who, at=at)
        Ask.objects.create(customer_id=one, asker_id=who, kind="协作", at=at)
        link = CardLink.objects.create(customer_id=one, secret=key, by_id=boss.account_id, at=at,
                                       until=at + timedelta(days=7))  # fmt: skip
        HandIn.objects.create(customer_id=one, once=key, at=link.at)
        Verification.objects.create(customer_id=one, field="customers.name", value=key,
                                    how="客户反馈", by_id=boss.account_id, at=at)  # fmt: skip
        by = ids[KEYS[i - 1]]  # who brought whom goes round in a ring
        Referral.objects.filter(customer_id=one).update(brought_by_id=by)
