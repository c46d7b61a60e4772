"""A batch that touched every sort of thing is taken back: every table is as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from checksum import book_lines
from django.conf import settings
from records.handing import accept, hand, keep_playbook

from zhike.jobs.run import run_now
from zhike.records.account.models import Account
from zhike.records.batch.models import JournalEntry
from zhike.records.home import Home
from zhike.records.intake import withdraw
from zhike.records.referral.models import Referral
from zhike.records.tag.models import Tag
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
BOOK = (
    "客户编号,客户名称,客户类型,所属行业,跟进人,备注",
    "C1,宏远精密机械有限公司,意向,软件和信息技术服务业,王磊,老客户",
    "C2,白云物流有限公司,潜在,软件和信息技术服务业,王磊,",
)
SHEETS = {
    "客户.csv": (
        "客户编号,客户名称,客户类型,跟进人,备注,续约次数",
        "C1,宏远机械,成交啦,小赵,新备注,3",
        "C9,丁港化工有限公司,潜在,小赵,,1",
    ),
    "标签.csv": ("客户ID,行业标签,需求标签,风险标签,潜力标签", "C1,,价格敏感,,", "C9,,价格敏感,,"),
    "跟进.csv": (
        "客户编号,跟进时间,互动方式,沟通内容摘要,跟进人",
        "C1,2026-05-01,电话,回访,小赵",
        "C9,2026-05-02,电话,报价,王磊",
    ),
    "订单.csv": (
        "订单编号,客户编号,下单日期,订单金额",
        "O1,C2,2026-05-03,500",
        "O2,C9,2026-05-03,9",
    ),
    "转介绍.csv": ("转介绍编号,客户编号,介绍日期,介绍人", "R2,C9,2026-05-01,宏远精密机械有限公司"),
}
MENDING = {
    "owners": {"小赵": "+"},
    "words": [["customers.customer_type", "成交啦", "成交"]],
    "learn": [["customers.customer_type", "成交啦", "成交"]],
}
Give = Callable[..., dict[str, Any]]


@pytest.fixture
def give(people: dict[str, Viewer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Give:
    """Return a way to hand all the sheets over at once, to a book with a referral left open."""
    monkeypatch.setattr(settings, "HOME", Home(tmp_path / "home").ensure())
    keep_playbook()
    admin = people["管理员"]
    accept(admin, hand(admin, tmp_path / "一.csv", *BOOK))
    known = ("转介绍编号,客户编号,介绍日期,介绍人", "R1,C2,2026-04-01,丁港化工有限公司")
    accept(admin, hand(admin, tmp_path / "二.csv", *known))

    def given(**said: Any) -> dict[str, Any]:
        paths = [tmp_path / name for name in SHEETS]
        for path in paths:
            path.write_text("\n".join(SHEETS[path.name]), "utf-8")
        return run_now("propose_import", admin, paths=[str(path) for path in paths], **said)

    return given


def test_every_table_is_as_it_was_after_an_undo(give: Give, people: dict[str, Viewer]) -> None:
    admin, before = people["管理员"], list(book_lines())
    made = give(mending=MENDING)
    accept(admin, made)
    assert Referral.objects.get(external_id="R1").brought_by.external_id == "C9"
    assert Account.objects.filter(name="小赵").exists()
    assert Tag.objects.filter(gone_at=None).count() == 2
    missing = set(before) - set(book_lines())
    touched = {line.split()[0] for line in missing}
    assert touched >= {"customer", "referral", "playbook", "search"}
    told: list[Any] = []
    undone = run_now(
        "undo_import", admin, batch=made["batch"], tell=lambda *said: told.append(said)
    )
    assert undone["left"] == []
    assert list(book_lines()) == before
    assert (told[-1][0], "已取回" in told[-1][2]) == (told[-1][1], True)
    assert not JournalEntry.objects.filter(batch_id=made["batch"]).exists()


def test_a_broken_off_accept_leaves_every_table_as_it_was(
    give: Give, people: dict[str, Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(withdraw, "STEP", 1)
    admin, before = people["管理员"], list(book_lines())
    made = give(mending=MENDING)

    def full_disk(done: int, total: int, said: str) -> None:
        if done > total - 3 and "写入" in said:  # all but the tags
            raise OSError(28, "No space left on device")

    with pytest.raises(Refused, match="磁盘空间不够"):
        run_now("accept_import", admin, batch=made["batch"], tell=full_disk)
    assert list(book_lines()) == before
