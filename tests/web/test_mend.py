"""Mending an import in the browser: causes, cells, answers, each of them taken back again."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from records.conftest import people  # noqa: F401 - a fixture
from web.handing import followed, hand_over, open_house, step
from web.small_book import client_of, said

from zhike.records.account.models import Account
from zhike.records.customer.models import Customer
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
HEADS = "客户编号,客户名称,企业性质,跟进人,首次接触时间,联系电话"
UGLY = f"""\
{HEADS}
K1,甲州精密机械有限公司,国营老厂,小王,2024-02-30,13800001111
K2,乙城物流有限公司,国营老厂,王磊,2024-05-01,1380000222
K3,丙江食品有限公司,民营,小王,2024-05-01,13800003333
,,民营,王磊,2024-05-01,13800004444
"""


@pytest.fixture
def book(people: dict[str, Viewer]) -> dict[str, Viewer]:  # noqa: F811 - the fixture's own name
    """Return the people of a book without customers."""
    open_house()
    return people


@pytest.fixture
def client(book: dict[str, Viewer]) -> Client:
    """Return the administrator's browser."""
    return client_of(book["管理员"])


def mend(client: Client, batch: int, way: str, **told: str) -> Any:
    """Answer a cause as the page does; returns the part of the page that comes back."""
    return client.post(
        f"/collect/{batch}/mend/{way}/", told, headers={"HX-Request": "true", "HX-Target": "mend"}
    )


def undo(client: Client, answer: Any) -> None:
    """Press 撤销 on what the answer says happened."""
    address = json.loads(answer["HX-Trigger"])["zhike:said"]["undo"]
    assert client.post(address).status_code == 302


def cell(row: int, head: str) -> str:
    """Return the name of a cell's box."""
    return json.dumps(["cell", "客户.csv", "", row, head], ensure_ascii=False)


def test_a_word_is_mended_in_all_its_cells_and_taken_back(client: Client) -> None:
    batch = hand_over(client, UGLY)
    page = step(client, batch, "problems")
    assert "<b>“国营老厂”</b>" in page
    assert "应用到 2" in page
    told = {"path": "customers.ownership", "value": "国营老厂", "meant": "国有", "times": "2"}
    answer = mend(client, batch, "word", **told)
    assert "<b>“国营老厂”</b>" not in said(answer)
    assert "企业性质 “国营老厂” → 国有" in said(answer)  # listed, to be put back
    undo(client, answer)
    assert "<b>“国营老厂”</b>" in step(client, batch, "problems")


def test_a_word_is_learnt_only_when_asked_to(client: Client) -> None:
    told = {"path": "customers.ownership", "value": "国营老厂", "meant": "国有", "learn": "1"}
    batch = hand_over(client, UGLY)
    mend(client, batch, "word", **told)
    followed(client, client.post(f"/collect/{batch}/accept/"))
    assert set(Customer.objects.values_list("ownership", flat=True)) == {"国有", "民营"}
    again = hand_over(client, UGLY.replace("K", "X").replace("有限公司", "商行"))
    assert "“国营老厂”" not in step(client, again, "problems")


def test_an_unknown_colleague_gets_an_account_of_the_team(client: Client) -> None:
    batch = hand_over(client, UGLY)
    wanglei = Account.objects.get(name="王磊")
    assert f'<option value="{wanglei.username}"' in step(client, batch, "problems")
    mend(client, batch, "owner", value="小王", meant=wanglei.username, times="2")
    followed(client, client.post(f"/collect/{batch}/accept/"))
    assert Customer.objects.get(external_id="K1").owner_id == wanglei.pk


def test_cells_are_corrected_in_place(client: Client) -> None:
    batch = hand_over(client, UGLY)
    told = {cell(3, "联系电话"): "13800002222", f"was {cell(3, '联系电话')}": "1380000222"}
    told |= {cell(5, "客户名称"): "丁溪茶业有限公司", f"was {cell(5, '客户名称')}": ""}
    told |= {cell(2, "首次接触时间"): "2024-02-30", f"was {cell(2, '首次接触时间')}": "2024-02-30"}
    answer = mend(client, batch, "cells", **told)
    assert "可以导入 4 行" in said(answer)
    marks = said(answer).split('id="mend-marks"')[1]
    assert "首次接触时间" not in marks  # not changed, so not said
    undo(client, answer)
    assert "1 行还导不进去" in step(client, batch, "problems")


def test_the_last_of_two_people_wins_a_cell_and_both_are_counted(
    book: dict[str, Viewer], client: Client
) -> None:
    batch = hand_over(client, UGLY)
    second = client_of(book["管理员"])
    phone, name = cell(3, "联系电话"), cell(5, "客户名称")
    mend(client, batch, "cells", **{phone: "13811112222", f"was {phone}": "1380000222"})
    answer = mend(second, batch, "cells", **{phone: "13899992222", f"was {phone}": "1380000222"})
    assert "13899992222" in said(answer)
    answer = mend(client, batch, "cells", **{name: "丁溪茶业有限公司", f"was {name}": ""})
    assert "可以导入 4 行" in said(answer)
    assert "13811112222" not in step(second, batch, "problems")


def test_one_mend_of_many_is_put_back(client: Client) -> None:
    batch = hand_over(client, UGLY)
    mend(client, batch, "owner", value="小王", meant="", times="2")
    mend(client, batch, "word", path="customers.ownership", value="国营老厂", meant="-", times="2")
    page = step(client, batch, "problems")
    assert "跟进人 “小王” → 待分配" in page
    answer = mend(client, batch, "back", entry='["owners", "小王"]')
    assert "<b>“小王”</b>" in said(answer)
    assert "<b>“国营老厂”</b>" not in said(answer)


def test_a_repeated_number_is_answered_beside_what_it_may_be(client: Client) -> None:
    lines = ["K1,甲州精密机械有限公司", "K1,另一家公司", "K1,再一家公司"]
    batch = hand_over(client, "\n".join([HEADS, *(f"{line},民营,,," for line in lines)]))
    page = step(client, batch, "problems")
    assert "是不是同一家" in page
    assert "都先不导" in page
    identity = page.split('class="pair"')[1].split('name="identity" value="')[1].split('"')[0]
    answer = mend(client, batch, "answer", identity=identity, do="skip")
    assert said(answer).count('class="pair"') == 1
    assert "都先不导" not in said(answer)  # one is answered for itself
    undo(client, answer)
    assert step(client, batch, "problems").count('class="pair"') == 2


def test_a_step_of_a_batch_that_was_accepted_leads_to_its_end(client: Client) -> None:
    batch = hand_over(client, UGLY)
    followed(client, client.post(f"/collect/{batch}/accept/"))
    for name in ("files", "columns", "problems", "preview"):
        page = client.get(f"/collect/{batch}/{name}/", follow=True)
        assert page.redirect_chain[-1][0] == f"/collect/{batch}/done/"
        assert "这一批现在是“已接收”，这一步不能再改" in said(page)
    answer = mend(client, batch, "owner", value="小王", meant="")
    told = json.loads(answer["HX-Trigger"])["zhike:said"]
    assert (answer.status_code, told["kind"]) == (204, "problem")
    assert "不能再改" in told["text"]


def test_all_or_nothing_leads_back_to_what_is_left(client: Client) -> None:
    batch = hand_over(client, UGLY)
    page = step(client, batch, "preview")
    assert "全部修好后导入 4 行" in page
    assert "只导入合格的 3 行" in page
    answer = client.post(f"/collect/{batch}/accept/", {"whole": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/collect/{batch}/problems/"
    assert "还有 1 行导不进去" in said(answer)
    assert not Customer.objects.exists()


def test_a_login_in_between_says_what_was_lost(client: Client) -> None:
    batch = hand_over(client, UGLY)
    page = client.get(f"/collect/{batch}/accept/", follow=True)
    assert page.redirect_chain[-1][0] == f"/collect/{batch}/files/"
    assert "登录刚才过期了" in said(page)
    assert client.get("/collect/paste/")["Location"] == "/collect/"


def test_a_column_gets_an_own_field_in_place(client: Client, book: dict[str, Viewer]) -> None:
    batch = hand_over(client, "客户编号,客户名称,展会届数(次)\nK1,甲州精密机械有限公司,3\n")
    address = f"/collect/{batch}/columns/new/?column=0-2"
    assert address in step(client, batch, "columns")
    page = said(client.get(address))
    assert 'value="展会届数"' in page
    assert 'value="whole" selected' in page
    version = page.split('name="version" value="')[1].split('"')[0]
    told = {"version": version, "label": "展会届数", "kind": "whole", "unit": "次"}
    assert client.post(address, told)["Location"] == f"/collect/{batch}/columns/"
    page = step(client, batch, "columns")
    assert "已新建栏目“展会届数”" in page
    assert address not in page
    back = page.split('<form method="post" action="/undo/')[1].split('"')[0]
    assert "没有留下" in said(client.post(f"/undo/{back}", follow=True))
    assert address in step(client, batch, "columns")
    assert client_of(book["王磊"]).get(address).status_code == 403


def test_a_sheet_is_taken_for_another_kind(client: Client) -> None:
    batch = hand_over(client, UGLY)
    told = {"kind-0": "contacts", "source-channel": "", "source-collector": "李四"}
    assert client.post(f"/collect/{batch}/files/", told)["Location"].endswith("/columns/")
    assert "<small>联系人表 · " in step(client, batch, "columns")
    assert 'value="李四"' in step(client, batch, "files")


def test_a_source_that_is_not_lawful_is_refused_and_kept_on_the_page(client: Client) -> None:
    batch = hand_over(client, UGLY)
    told = {"source-channel": "第三方数据平台", "source-collector": "李四"}
    answer = client.post(f"/collect/{batch}/files/", told)
    assert answer.status_code == 422
    assert 'value="李四"' in said(answer)
    assert "来源" in said(answer).split('class="trouble"')[1].split("</p>")[0]


def test_a_mapping_is_kept_used_again_and_left(client: Client) -> None:
    sheet = "代号,户名\nK1,甲州精密机械有限公司\n"
    batch = hand_over(client, f"{sheet.replace('户名', '客户名称')}")
    told = {"field-0-0": "customers.external_id", "remember": "1", "name": "老系统导出"}
    answer = client.post(f"/collect/{batch}/columns/", told)
    assert answer["Location"].endswith("/problems/")
    client.post(f"/collect/{batch}/drop/")
    again = hand_over(client, "代号,客户名称\nK9,乙城物流有限公司\n", "下月.csv")
    page = step(client, again, "columns")
    assert "照存好的对应“老系统导出”（管理员）读的" in page
    assert '<option value="customers.external_id" selected>' in page
    client.post(f"/collect/{again}/columns/saved/", {"saved": "0"})
    page = step(client, again, "columns")
    assert "照“老系统导出”（管理员）读" in page
    assert '<option value="customers.external_id" selected>' not in page


def test_days_of_one_form_get_their_order_once(client: Client) -> None:
    rows = "".join(f"K{n},第{n}家机械有限公司,{n}/{n + 2}/2024\n" for n in range(1, 6))
    batch = hand_over(client, f"客户编号,客户名称,首次接触时间\n{rows}")
    page = step(client, batch, "problems")
    assert "分不清年月日的先后" in page
    assert "“*”" not in page
    told = {"path": "customers.first_contact_on", "value": "*", "meant": "日/月/年", "times": "5"}
    assert "首次接触时间 的日子按 日/月/年 读" in said(mend(client, batch, "word", **told))
    followed(client, client.post(f"/collect/{batch}/accept/"))
    assert Customer.objects.get(external_id="K1").first_contact_on == date(2024, 3, 1)
