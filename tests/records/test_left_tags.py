"""Tags that a sheet of tags leaves out stay, unless the person says they are to go."""

from pathlib import Path

import pytest
from checksum import book_checksum
from django.conf import settings
from records.handing import accept, hand, keep_playbook
from web.small_book import client_of, said

from zhike.jobs.run import run_now
from zhike.records.home import Home
from zhike.records.tag.models import Tag
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
HEADS = "客户ID,行业标签,需求标签,风险标签,潜力标签"


def tags() -> set[tuple[str, str]]:
    """Return every tag set by hand that counts, with its customer."""
    rows = Tag.objects.filter(origin="hand", gone_at=None)
    return set(rows.values_list("customer__external_id", "tag"))


def test_left_out_tags_stay_or_go_as_the_person_says(
    people: dict[str, Viewer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "HOME", Home(tmp_path / "home").ensure())
    keep_playbook()
    admin = people["管理员"]
    accept(admin, hand(admin, tmp_path / "客户.csv", "客户编号,客户名称", "C1,甲公司", "C2,乙公司"))
    first = (HEADS, "C1,,价格敏感、服务优先,付款周期延长,", "C2,,价格敏感,,")
    accept(admin, hand(admin, tmp_path / "标签一.csv", *first))
    everything, before = tags(), book_checksum()
    assert len(everything) == 4

    made = hand(admin, tmp_path / "标签二.csv", HEADS, "C1,,价格敏感、交付速度,,", "C2,,价格敏感,,")
    (left,) = run_now("read_changes", admin, batch=made["batch"])["left_out"]
    assert (left["tags"], left["customers"], left["taken_off"]) == (2, 1, False)
    page = client_of(admin)
    preview = f"/collect/{made['batch']}/preview/"
    assert "1 家客户在库里还有 2 个标签" in said(page.get(preview))
    told = {"sheet": left["sheet"], "do": "off"}
    answer = page.post(f"/collect/{made['batch']}/mend/tags/", told, follow=True)
    assert "会从 1 家客户去掉 2 个" in said(answer)
    records = run_now("read_changes", admin, batch=made["batch"])["records"]
    changes = sorted(field["after"] for one in records for field in one["fields"])
    assert changes == ["−付款周期延长", "−服务优先", "＋交付速度"]
    accept(admin, made)
    assert tags() == {("C1", "价格敏感"), ("C1", "交付速度"), ("C2", "价格敏感")}
    run_now("undo_import", admin, batch=made["batch"])
    assert (tags(), book_checksum()) == (everything, before)

    kept = hand(admin, tmp_path / "标签三.csv", HEADS, "C1,,价格敏感,,")
    accept(admin, kept)
    assert tags() == everything  # nothing goes that nobody said is to go
