"""收集 → 渠道, 竞争对手, 转介绍: one small book, its figures worked out by hand."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from web.small_book import client_of, id_of, said
from web.two_books import AT, empty_house, fresh_house

from zhike.access.viewer import viewer_for
from zhike.cli.entry import zhike
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account
from zhike.records.channel_cost.models import ChannelCost
from zhike.records.competitor.models import Competitor
from zhike.records.customer.models import Customer
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.referral.models import Referral
from zhike.records.referrers.lookups import referrers_for, silent_days, silent_for
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
FILES = {
    "客户": """\
客户编号,客户名称,接触渠道,首次接触时间,跟进人
K1,甲州精密机械有限公司,展会,2024-05-02,王磊
K2,乙城物流有限公司,展会,2024-05-09,王磊
K3,丙江食品有限公司,协会,2024-06-01,周小雨
""",
    "订单": "订单号,客户编号,订单日期,金额\nO1,K1,2024-05-20,12000\nO2,K3,2024-06-20,800\n",
    "渠道费用": "月份,渠道,费用,费用说明\n2024-05,展会,3000,展位\n2024年6月,展会问卷,1500,\n",
    "转介绍": """\
客户编号,介绍日期,介绍人,介绍人所属客户,介绍费,致谢日期
K2,2024-05-09,赵经理,K1,200,
K3,2024-06-01,甲州精密机械有限公司,,,2024-06-03
K1,2024-01-05,孙大山,,,
""",
    "竞争对手": """\
竞争对手名称,客户满意度,销售代表名字及销售特点,销售代表与客户关系,VIP客户(ABC),信息来源
甲码科技,一般,王强：价格灵活；李敏：只跑大户,王强与采购每月见面,A：丁公司、戊公司；B：己公司,展会
""",
    "竞品接触": """\
客户编号,接触日期,竞争对手,竞品产品,竞品报价
K1,2024-05-10,甲码科技,打印机,1万
K3,2024-04-01,甲码科技,,
K2,2024-06-02,乙印设备,,
""",
    "报价": """\
报价单号,客户编号,报价日期,产品,报价金额,客户答复,答复日期,理由
B1,K1,2024-06-01,打印机,8000,拒绝,2024-06-10,太贵
B2,K1,2024-01-01,打印机,7000,拒绝,2024-01-10,太贵
B3,K2,2024-06-01,碳带,500,拒绝,2024-06-10,选了甲码科技
""",
}


@pytest.fixture(scope="module")
def book(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Viewer]]:
    """Return the people of a book with every table of FILES, committed for the snapshot to read."""
    folder = tmp_path_factory.mktemp("tables")
    paths = [str(folder / f"{name}.csv") for name in FILES]
    with django_db_blocker.unblock():
        people = {"管理员": fresh_house()}
        for username, name in (("wanglei", "王磊"), ("zhou", "周小雨")):
            made = create_account(username, name=name, role="销售顾问", by=None, at=AT)
            people[name] = viewer_for(made)
        for path, text in zip(paths, FILES.values(), strict=True):
            Path(path).write_text(text, "utf-8")
        answer = run_now("import_files", people["管理员"], paths=paths, asked={})
        assert answer["rejected"] == 0, answer["problems"]
        yield people
        empty_house()


def answer_of(viewer: Viewer, period: str = "2024Q2") -> dict[str, Any]:
    """Return the figures of the channels."""
    found: dict[str, Any] = run_now("read_channels", viewer, period=period)
    return found


def test_figures_of_each_channel(book: dict[str, Viewer]) -> None:
    fair, union = answer_of(book["管理员"])["channels"]
    assert (fair["channel"], fair["group"], fair["records"], fair["share"]) == (
        "展会问卷", "新客户", 2, 0.667,
    )  # fmt: skip
    told = (fair["new"], fair["won_of_new"], fair["conversion"], fair["few"], fair["sales"])
    assert told == (2, 1, 0.5, "样本不足", 12000)
    assert (fair["cost"], fair["cost_per_new"], fair["cost_per_won"]) == (4500, 2250, 4500)
    assert (union["channel"], union["cost"], union["cost_per_new"]) == ("协会", None, None)
    # 编号与名称 apart, K1 lacks industry, type stands, contacts are missing: 2 of 5 cells filled.
    assert fair["completeness"] == pytest.approx(0.4)


def test_the_same_numbers_everywhere(book: dict[str, Viewer]) -> None:
    asked = {"names": ["渠道费用", "获客成本"], "by": ["渠道"], "period": "2024Q2"}
    row, _ = run_now("measure", book["管理员"], **asked)["rows"][::-1]
    assert row == {"渠道": "展会问卷", "渠道费用": 4500, "获客成本": 2250}
    client = client_of(book["管理员"])
    assert (
        client.get("/api/v1/channels?period=2024Q2").json()["channels"]
        == (answer_of(book["管理员"])["channels"])
    )
    page = said(client.get("/collect/channels/?period=2024Q2"))
    for text in ("4,500", "2,250", "50.0%", "n=2 样本不足", "最多的是展会问卷"):
        assert text in page, text
    why = said(client.get("/why/?metric=渠道费用&period=2024Q2&渠道=展会问卷"))
    assert "3,000" in why
    table = client.get("/collect/channels.csv?period=2024Q2")
    assert "展会问卷,新客户,2,0.667" in said(table)
    typed = CliRunner().invoke(zhike, ["channels", "--period", "2024Q2"])
    assert "展会问卷  客户 2  完整率 40.0%  新增 2  新客转化率 50.0%（样本不足）" in typed.output
    assert "获客成本 2,250.00 元" in typed.output
    typed = CliRunner().invoke(zhike, ["channels", "--period", "2024Q2", "--json"])
    assert json.loads(typed.output)["channels"] == answer_of(book["管理员"])["channels"]


def test_who_sees_a_part_is_shown_no_costs(book: dict[str, Viewer]) -> None:
    answer = answer_of(book["王磊"])
    assert not answer["has_costs"]
    assert {row["cost"] for row in answer["channels"]} == {None}
    client = client_of(book["王磊"])
    assert "4,500" not in said(client.get("/collect/channels/?period=2024Q2"))
    assert "3,000" not in said(client.get("/collect/channels/costs/"))
    assert client.post("/entries/channel-costs/new/", {}).status_code == 403


def test_referrers_with_what_is_due(book: dict[str, Viewer]) -> None:
    today = date(2024, 8, 1)
    firm, person = referrers_for(book["管理员"], as_of=today)
    assert (firm.name, firm.customer_id) == ("甲州精密机械有限公司", id_of("K1"))
    assert (len(firm.brought), firm.won, firm.amount_fen, firm.due_fen) == (2, 1, 800_00, 200_00)
    assert (firm.days, firm.is_silent) == (61, False)
    assert (person.name, person.customer_id, person.days) == ("孙**", None, 209)
    assert person.is_silent
    assert silent_days(active_playbook()) == 90
    later = date(2024, 9, 1)
    mine = silent_for(book["王磊"], as_of=later, silent=90)
    # K3 is 周小雨's: 王磊 knows of the referral of K2 only, the firm is silent since May for him.
    assert [(one.name, len(one.brought)) for one in mine] == [
        ("甲州精密机械有限公司", 1), ("孙**", 1),
    ]  # fmt: skip
    client = client_of(book["王磊"])
    page = said(client.get("/collect/referrals/"))
    assert "孙大山" not in page
    assert "丙江食品" not in page
    assert "待致谢" in page


def test_a_referral_entered_by_form_finds_its_referrer(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    told = {"referrer": "钱总", "referrer_customer": "K2", "referred_on": "2024-07-01"}
    assert post(client, "referrals", told | {"customer": str(id_of("K1"))}).status_code == 302
    row = Referral.objects.get(referrer="钱总")
    assert row.brought_by_id == id_of("K2")
    again = told | {"referrer_customer": "K1", "rev": row.rev}
    assert client.post(f"/entries/referrals/{row.pk}/", again).status_code == 302
    row.refresh_from_db()
    assert row.brought_by_id == id_of("K1")
    page = said(client.get(f"/customers/{id_of('K1')}/"))
    assert "由 *总 · K1 介绍" in page


def post(client: Client, noun: str, typed: dict[str, Any]) -> Any:
    """Return the answer to a form sent off."""
    return client.post(f"/entries/{noun.replace('_', '-')}/new/", typed)


def test_a_referrer_merged_away_stays_the_survivor(book: dict[str, Viewer]) -> None:
    run_now("merge", book["管理员"], survivor="K2", others=["K1"])
    told = (
        Referral.objects.live().exclude(referrer="孙大山").values_list("brought_by_id", flat=True)
    )
    assert set(told) == {Customer.objects.get(external_id="K2").pk}


def test_competitors_with_what_we_know(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    page = said(client.get("/collect/competitors/"))
    assert "甲码科技" in page
    assert "乙印设备" in page
    sheet = said(client.get(f"/collect/competitors/{Competitor.objects.get().pk}/"))
    for text in ("王*：价格灵活；李*：只跑大户", "王*与采购每月见面", "丁公司、戊公司"):
        assert text in sheet, text
    assert "王强" not in sheet
    assert "太贵" in sheet
    assert "选了甲码科技" in sheet
    assert "2 份" in sheet
    assert "丙江食品" not in sheet  # 周小雨's, who met it too
    assert "王强" not in said(client.get(f"/source/competitors/{Competitor.objects.get().pk}/"))


def test_a_competitor_by_form(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    form = said(client.get("/entries/competitors/new/?name=乙印设备"))
    assert "诋毁" in form
    kept = post(client, "competitors", {"name": "乙印设备", "learned_from": "客户所说"})
    assert kept.status_code == 302
    assert Competitor.objects.get(name="乙印设备").learned_from == "客户所说"


def test_a_cost_by_form_is_counted(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    told = {"month": "2024-06", "channel": "协会", "amount_fen": "900"}
    assert post(client, "channel_costs", told).status_code == 302
    assert post(client, "channel_costs", told | {"month": "2024"}).status_code == 422
    assert ChannelCost.objects.get(channel="协会").amount_fen == 900_00
    assert "900.00" in said(client.get("/collect/channels/costs/"))


def test_the_same_over_http(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    rivals = client.get("/api/v1/competitor-sheets").json()["competitors"]
    told = [(one["name"], one["contacts"], one["lost"], one["lost_amount"]) for one in rivals]
    assert told == [("乙印设备", 1, 0, 0), ("甲码科技", 1, 2, 8500)]
    sheet = client.get(f"/api/v1/competitor-sheets/{Competitor.objects.get().pk}").json()
    assert sheet["vip"] == [["A", ["丁公司", "戊公司"]], ["B", ["己公司"]]]
    assert "王强" not in str(sheet)
    found = client.get("/api/v1/referrers").json()
    assert found["silent_days"] == 90
    assert {one["name"] for one in found["referrers"]} == {"甲州精密机械有限公司", "孙**"}
    assert "孙大山" not in str(found)


def test_the_day_and_the_page_tell_of_a_referrer(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    page = said(client.get("/"))
    assert "久没介绍的介绍人 2 位" in page
    firm = said(client.get(f"/customers/{id_of('K1')}/"))
    assert "介绍来的客户" in firm
    assert "乙城物流" in firm
    assert "丙江食品" not in firm
