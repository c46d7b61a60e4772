"""Kept cells read again: a dry look, the change with its undo, one rule taken back (S3-44)."""

import json
import threading
from datetime import UTC, datetime

import pytest
from checksum import book_checksum
from click.testing import CliRunner
from web.small_book import client_of, id_of, open_book, said

from zhike.access.viewer import viewer_for
from zhike.cli.entry import zhike
from zhike.jobs.run import carry_out, run_now
from zhike.playbook.synonyms import with_synonyms
from zhike.records.account.changes import create_account, ensure_roles
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.records.job.models import Job
from zhike.records.payment.models import Payment
from zhike.records.playbook_version.editing import edit_playbook
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.words.problem import Refused

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)
SHEET = """\
客户编号,客户名称,联系人,联系电话,企业性质,关系类型,累计交易金额,备注
K1,甲州精密机械有限公司,赵经理,139 1234 5679,村办,上家,12.5万,
K2,乙城物流有限公司,钱总,13800002222,村办,供应链,3000,
K3,丙江食品有限公司,孙女士,(021)69995778,民营,,2万,
"""


@pytest.fixture
def admin():
    ensure_roles()
    return viewer_for(create_account("admin", name="管理员", role="管理员", by=None, at=AT))


@pytest.fixture
def book(admin, tmp_path):
    return open_book(admin, tmp_path, SHEET)


def learn(viewer, *synonyms):
    def more(playbook):
        return with_synonyms(playbook, synonyms)

    edit_playbook(viewer, more, seen=active_version(), why="学会", at=AT)


def of(number):
    return Customer.objects.get(pk=id_of(number))


def write_since(number, **values):
    Customer.objects.filter(pk=id_of(number)).update(**values)


def test_a_new_word_reaches_what_was_left_empty_but_not_what_a_person_wrote_since(admin, book):
    write_since("K2", ownership="外资")
    same = run_now("read_again", admin)  # while rules and words stay the same
    assert (same["changes"], same["kept"], same["unreadable"], same["stuck"]) == (0, 0, 0, 0)
    learn(admin, ("企业性质", "集体", "村办"), ("关系类型", "供应链", "上家"))
    before = book_checksum()
    dry = run_now("read_again", admin)
    assert (dry["changes"], dry["records"], dry["kept"]) == (2, 1, 1)
    assert dry["rules"] == {"S3-13.words": 2}
    assert [(one["raw"], one["before"], one["after"]) for one in dry["samples"]] == [
        ("村办", "", "集体"),
        ("上家", "", "供应链"),
    ]
    assert [(one["before"], one["after"]) for one in dry["since"]] == [("外资", "集体")]
    assert book_checksum() == before  # looking changes nothing

    done = run_now("read_again", admin, write=True)
    assert (of("K1").ownership, of("K1").own["关系类型"]) == ("集体", "供应链")
    assert of("K2").ownership == "外资"
    assert run_now("read_again", admin)["changes"] == 0

    run_now("undo_import", admin, batch=done["batch"])
    assert book_checksum() == before


def test_a_rule_taken_back_leaves_what_it_wrote_empty_or_as_it_was_before(admin, book, tmp_path):
    again = SHEET.replace("K2,乙城物流有限公司,钱总,13800002222,村办,供应链,3000", "K2,,,,,,4万")
    open_book(admin, tmp_path, again.replace("K1,", "K8,午山").replace("K3,", "K9,未水"))
    write_since("K3", stated_amount_fen=5_000_00)
    assert of("K2").stated_amount_fen == 40_000_00
    before = book_checksum()
    dry = run_now("read_again", admin, rule="S0-09.unit", take_back=True)
    assert {(one["raw"], one["after"]) for one in dry["samples"]} == {
        ("12.5万", ""), ("4万", "3000"), ("2万", "")
    }  # fmt: skip
    assert [one["before"] for one in dry["since"]] == ["5000"]

    done = run_now("read_again", admin, rule="S0-09.unit", take_back=True, write=True)
    assert of("K1").stated_amount_fen is None
    assert of("K2").stated_amount_fen == 3_000_00
    assert of("K3").stated_amount_fen == 5_000_00
    run_now("undo_import", admin, batch=done["batch"])
    assert book_checksum() == before


def test_own_fields_and_phones_are_taken_back_too(admin, book):
    learn(admin, ("关系类型", "供应链", "上家"))
    run_now("read_again", admin, write=True)
    run_now("read_again", admin, rule="S3-13.words", take_back=True, write=True)
    assert of("K1").own.get("关系类型") is None
    run_now("read_again", admin, rule="S3-07.mobile", take_back=True, write=True)
    contact = of("K1").contacts.get()
    assert (contact.phone, contact.phone_kind) == ("", "")


def test_a_row_that_cannot_be_without_a_value_keeps_it_and_is_counted(admin, book, tmp_path):
    text = "回款编号,客户编号,回款日期,回款金额\nP1,K1,2024-05-01,3万\nP2,K1,2024-05-02,500\n"
    open_book(admin, tmp_path, text)
    dry = run_now("read_again", admin, rule="S0-09.unit", take_back=True, write=True)
    assert (dry["changes"], dry["stuck"]) == (2, 1)  # of the customers' amounts; one payment
    assert sorted(Payment.objects.values_list("amount_fen", flat=True)) == [50_000, 3_000_000]


def test_another_one_reads_and_writes_only_his_own_batches(admin, book):
    learn(admin, ("企业性质", "集体", "村办"))
    wang = viewer_for(create_account("wang", name="王磊", role="销售顾问", by=None, at=AT))
    assert run_now("read_again", wang, write=True)["changes"] == 0
    assert Batch.objects.count() == 1


def test_who_may_not_import_may_not_read_again(admin):
    ming = viewer_for(create_account("ming", name="阿明", role="产品经理", by=None, at=AT))
    with pytest.raises(Refused, match="不能"):
        run_now("read_again", ming)


def test_pages_look_first_then_write_and_offer_the_undo(admin, book):
    client = client_of(admin)
    learn(admin, ("企业性质", "集体", "村办"))
    job = asked(client, "/clean/reread/", rule="")
    page = said(client.get(f"/clean/reread/{job}/"))
    assert "会改 2 个值（2 条记录），还没有写" in page
    assert "<code>村办</code>" in page
    assert of("K1").ownership == ""
    job = asked(client, f"/clean/reread/{job}/write/")
    page = said(client.get(f"/clean/reread/{job}/"))
    assert "改了 2 个值（2 条记录）" in page
    batch = Batch.objects.latest("id").pk
    assert f"/collect/{batch}/undo/" in page
    assert client.get(f"/collect/{batch}/", follow=True).status_code == 200
    source = said(client.get(f"/source/customers/{id_of('K1')}/"))
    assert '<td>村办</td><td data-label="存为">集体</td>' in source
    assert "客户.csv!2" in source
    assert of("K1").ownership == "集体"


def test_a_rule_taken_back_on_its_page_is_off_afterwards(admin, book):
    client = client_of(admin)
    job = asked(client, "/clean/reread/", rule="S3-07.mobile", take_back="1")
    page = said(client.get(f"/clean/reread/{job}/"))
    assert "<code>••• •••• ••••</code>" in page
    assert "139 1234 5679" not in page
    asked(client, f"/clean/reread/{job}/write/")
    assert of("K1").contacts.get().phone == ""
    assert active_playbook().rules_off == ("S3-07.mobile",)


def asked(client, address, **sent):
    """Post, have the queued rereading carried out, and return its job."""
    assert client.post(address, sent).status_code == 302
    job = Job.objects.filter(errand="read_again").latest("id").pk
    carry_out(job, stopping=threading.Event())
    return job


def test_the_command_looks_writes_and_takes_back(admin, book):
    Batch.objects.filter(pk=book).update(channel="展会问卷", collector="王磊")
    learn(admin, ("企业性质", "集体", "村办"))
    looked = CliRunner().invoke(zhike, ["reread"])
    assert "会改 2 个值，0 个后来有人改过，不动。" in looked.output
    assert "客户.csv#!2 企业性质：村办 → 集体" in looked.output
    told = json.loads(CliRunner().invoke(zhike, ["reread", "--write", "--json"]).output)
    assert told["changes"] == 2
    batch = Batch.objects.get(pk=told["batch"])
    assert (batch.channel, batch.collector) == ("展会问卷", "王磊")  # where the cells came from
    assert batch.files == ["清洗规则：按现在的规则重读"]
    assert of("K1").ownership == "集体"
    wrong = CliRunner().invoke(zhike, ["reread", "--take-back"])
    assert (wrong.exit_code, "--rule" in wrong.output) == (2, True)


ADDRESSED = """\
客户编号,客户名称,联系电话,城市,详细地址
A1,甲州精密机械有限公司,13800001111,,江苏省苏州市吴中区木渎镇1号
A2,乙城物流有限公司,13800002222,,江苏省苏州市吴中区木渎镇2号
A3,丙江食品有限公司,13800003333,杭州,江苏省苏州市吴中区木渎镇3号
"""


def place(number):
    row = of(number)
    return row.province, row.city, row.district


def test_kept_addresses_say_their_place_when_read_again_and_it_goes_back(admin, book, tmp_path):
    edit_playbook(
        admin, lambda book: book.revised(rules_off=("S3-14.address",)),
        seen=active_version(), why="停用", at=AT,
    )  # fmt: skip
    open_book(admin, tmp_path, ADDRESSED)
    write_since("A2", province="浙江省", city="杭州市")
    edit_playbook(
        admin, lambda book: book.revised(rules_off=()), seen=active_version(), why="启用", at=AT
    )
    assert run_now("read_again", admin, write=True)["rules"] == {"S3-14.address": 4}
    assert place("A1") == ("江苏省", "苏州市", "吴中区")
    assert place("A2") == ("浙江省", "杭州市", "")
    assert place("A3") == ("浙江省", "杭州市", "")
    assert run_now("read_again", admin)["changes"] == 0
    run_now("read_again", admin, rule="S3-14.address", take_back=True, write=True)
    assert place("A1") == ("", "", "")


def test_an_address_never_moves_a_customer_that_is_kept_elsewhere(admin, tmp_path):
    text = "客户编号,客户名称,联系电话,城市\nA1,甲州精密机械有限公司,13800001111,杭州\n"
    open_book(admin, tmp_path, text + "A2,乙城物流有限公司,13800002222,苏州\n")
    open_book(
        admin, tmp_path, ADDRESSED.replace(",城市", "").replace(",,", ",").replace("杭州,", "")
    )
    assert place("A1") == ("浙江省", "杭州市", "")
    assert of("A1").own["详细地址"] == "江苏省苏州市吴中区木渎镇1号"
    assert place("A2") == ("江苏省", "苏州市", "吴中区")
    assert place("A3") == ("江苏省", "苏州市", "吴中区")
