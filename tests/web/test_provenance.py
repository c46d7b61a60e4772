"""Channel, collector and day of every record and every value, however it came in (S0-12)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said

from zhike.jobs.run import run_now
from zhike.records.batch.changes import say_source
from zhike.records.batch.source import said_of
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.entry.changes import enter
from zhike.records.handin.changes import Handed, hand_in
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait.fact import Fact
from zhike.records.portrait.page import page_for
from zhike.records.portrait.provenance import of_record
from zhike.runs.entry import propose_entry
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SOURCE = {"channel": "展会", "collector": "小赵", "collected_on": "2024-05-18"}
MORE = "客户编号,客户名称,接触渠道\nK8,庚山公司,\nK9,辛海公司,协会\n"
BOUGHT = """\
客户编号,客户名称,接触渠道,合法来源说明
K8,庚山公司,第三方,
K9,辛海公司,第三方,与甲平台的协议
"""


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a small book."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    return people


def hand_over(admin: Viewer, folder: Path, text: str, **how: Any) -> dict[str, Any]:
    """Import a file as the command line does."""
    file = folder / "更多.csv"
    file.write_text(text, "utf-8")
    answer: dict[str, Any] = run_now("import_files", admin, paths=[str(file)], asked=how)
    return answer


def facts(viewer: Viewer, number: str) -> dict[str, Fact]:
    """Return the filled facts of a customer by label."""
    page = page_for(viewer, id_of(number), playbook=active_playbook(), home=settings.HOME)
    return {fact.label: fact for fact in page.facts}


def test_a_file_says_its_source_on_every_value(book: dict[str, Viewer], tmp_path: Path) -> None:
    admin = book["管理员"]
    hand_over(admin, tmp_path, MORE, source=SOURCE)
    for number, channel in (("K8", "展会问卷"), ("K9", "协会")):
        assert Customer.objects.get(external_id=number).source_channel == channel
        for fact in facts(admin, number).values():
            told = (fact.channel, fact.collector, fact.at)
            assert told == ("展会问卷", "小赵", date(2024, 5, 18)), fact


def test_without_a_word_the_source_is_who_handed_it_over(book: dict[str, Viewer]) -> None:
    found = facts(book["管理员"], "K1")
    today = timezone.localdate()
    assert {(f.channel, f.collector, f.at) for f in found.values()} == {("未说明", "管理员", today)}


def test_a_value_changed_by_hand_is_whose_it_is(book: dict[str, Viewer]) -> None:
    client, where = client_of(book["王磊"]), f"/customers/{id_of('K1')}/"
    rev = Customer.objects.get(external_id="K1").rev
    told = {"rev": rev, "values": {"region": "华北"}}
    answer = client.patch(f"/api/v1{where.rstrip('/')}", told, content_type="application/json")
    assert answer.status_code == 200, answer.content
    found = facts(book["王磊"], "K1")
    region, name = found["区域"], found["客户名称"]
    assert (region.channel, region.collector) == ("手工修改", "王磊")
    assert region.place.startswith("手工修改 王磊")
    assert (name.channel, name.collector) == ("未说明", "管理员")
    page = said(client.get(where))
    assert "渠道 手工修改 · 收集人 王磊" in page
    seen = client.get(f"/api/v1{where.rstrip('/')}").json()["facts"]
    assert {"手工修改", "未说明"} == {fact["channel"] for fact in seen if fact["shown"] != "—"}


def test_records_of_every_kind_show_it(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    for noun, key in (
        ("customers", id_of("K1")),
        ("contacts", Contact.objects.get(customer_id=id_of("K1")).pk),
    ):
        page = said(client.get(f"/source/{noun}/{key}/"))
        assert "渠道 未说明 · 收集人 管理员" in page
        assert "13800001111" not in page


def test_third_party_rows_state_a_lawful_source(book: dict[str, Viewer], tmp_path: Path) -> None:
    admin = book["管理员"]
    answer = hand_over(admin, tmp_path, BOUGHT)
    assert (answer["new"], answer["rejected"]) == (1, 1)
    (problem,) = answer["problems"]
    assert (problem["row"], problem["column"], problem["rule"]) == (2, "接触渠道", "S0-07")
    assert "写明合法来源" in problem["message"]
    stated = {"lawful_source": "与甲平台的协议"}
    assert hand_over(admin, tmp_path, BOUGHT, source=stated)["new"] == 1
    assert Customer.objects.get(external_id="K9").lawful_source == "与甲平台的协议"


def test_a_batch_of_third_party_data_is_refused(book: dict[str, Viewer], tmp_path: Path) -> None:
    admin, before = book["管理员"], Customer.objects.count()
    for channel, lacking in (("第三方平台", "合法来源"), ("购买名单", "同意证明")):
        with pytest.raises(Refused, match=lacking):
            hand_over(admin, tmp_path, MORE, source={"channel": channel, "lawful_source": ""})
    assert Customer.objects.count() == before
    proof = {"channel": "购买名单", "consent": "同意书 2024-17"}
    assert hand_over(admin, tmp_path, MORE, source=proof)["new"] == 2


def test_a_waiting_batch_is_said_and_judged_again(book: dict[str, Viewer], tmp_path: Path) -> None:
    admin = book["管理员"]
    file = tmp_path / "名单.csv"
    file.write_text(BOUGHT, "utf-8")
    told = run_now("propose_import", admin, paths=[str(file)])
    assert told["rejected"] == 1
    batch = told["batch"]
    with pytest.raises(Refused, match="合法来源"):
        say_source(admin, batch, channel="第三方", at=timezone.now())
    assert said_of(admin, batch)["channel"] == ""
    say_source(admin, batch, channel="第三方", lawful_source="甲平台", at=timezone.now())
    assert run_now("propose_again", admin, batch=batch)["new"] == 2
    run_now("accept_import", admin, batch=batch)
    with pytest.raises(Refused, match="已经处理过"):
        say_source(admin, batch, channel="协会", at=timezone.now())


def test_a_form_asks_for_the_lawful_source(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    typed = {
        "name": "壬林公司", "source_channel": "第三方数据平台", "kind": "organisation",
        "customer_type": "潜在", "industry": "机械", "region": "华东", "contacts.name": "李工",
        "contacts.phone": "13800005555",
    }  # fmt: skip
    answer = client.post("/entries/customers/new/", typed)
    assert answer.status_code == 422
    assert "写明合法来源" in said(answer)
    kept = client.post("/entries/customers/new/", typed | {"lawful_source": "协议"})
    assert kept.status_code == 302, said(kept)
    row = Customer.objects.get(name="壬林公司")
    page = page_for(book["王磊"], row.pk, playbook=active_playbook(), home=settings.HOME)
    told = {(fact.channel, fact.collector) for fact in page.facts if fact.at}
    assert told == {("第三方数据平台", "王磊")}


def test_a_changed_channel_asks_for_it_too(book: dict[str, Viewer]) -> None:
    client, key = client_of(book["王磊"]), id_of("K1")
    rev = Customer.objects.get(pk=key).rev
    told = {"rev": rev, "values": {"source_channel": "第三方数据平台"}}
    answer = client.patch(f"/api/v1/customers/{key}", told, content_type="application/json")
    assert answer.status_code == 400
    assert "合法来源" in answer.json()["error"]
    assert Customer.objects.get(pk=key).source_channel == ""


def _by_file(who: dict[str, Viewer], folder: Path) -> None:
    hand_over(who["管理员"], folder, MORE, source=SOURCE)


def _by_form(who: dict[str, Viewer], _folder: Path) -> None:
    typed = {"interactions.happened_on": "2024-06-01", "interactions.summary": "来电"}
    entry = propose_entry("interactions", [typed], playbook=active_playbook(), owners={})
    enter(who["王磊"], entry.proposal, customer_id=id_of("K1"), at=timezone.now())


def _by_api(who: dict[str, Viewer], _folder: Path) -> None:
    told = {"rows": [{"客户名称": "癸江公司"}], "channel": "官网", "collector": "网站"}
    answer = client_of(who["管理员"]).post(
        "/api/v1/intake/customers", told, content_type="application/json"
    )
    assert answer.status_code == 200, answer.content


def _by_public_form(who: dict[str, Viewer], _folder: Path) -> None:
    values = {"customers.name": "子山公司"}
    key = hand_in(Handed(values=values, channel="展会问卷"), at=timezone.now())
    told = run_now("take_hand_ins", who["管理员"], ids=[key])
    assert told["taken"] == [key], told


@pytest.mark.parametrize(
    ("come_in", "channel", "collector"),
    [
        (_by_file, "展会问卷", "小赵"),
        (_by_form, "手工录入", "王磊"),
        (_by_api, "线上表单", "网站"),
        (_by_public_form, "展会问卷", "客户自己修改"),
    ],
)
def test_no_way_in_leaves_a_record_without(
    book: dict[str, Viewer], tmp_path: Path, come_in: Any, channel: str, collector: str
) -> None:
    before = {noun.name: _rows(noun) for noun in NOUNS.values()}
    come_in(book, tmp_path)
    fresh = [row for noun in NOUNS.values() for row in _rows(noun) - before[noun.name]]
    assert fresh
    for row in fresh:
        told = of_record(row)
        assert (told.channel, told.collector) == (channel, collector), row
        assert told.at


def _rows(noun: Noun) -> set[Any]:
    return set(noun.model._default_manager.all())
