"""Handing files over: read, look, change a column, accept, mend by a list, take back."""

import io
import re
import threading

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from records.conftest import people  # noqa: F401 - a fixture
from web.handing import followed, hand_over, open_house, step
from web.small_book import SHEET, client_of, said

from zhike.jobs.run import carry_out
from zhike.records.account.models import Account, Role
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.records.job.models import Job
from zhike.records.order.models import Order
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
UGLY = """\
公司全名字,手机,首次接触时间,备注
甲州精密机械有限公司,13800001111,2024-02-30,=cmd()
乙城物流有限公司,1380000,2024-03-01,
,13800003333,,没有写是谁
"""


@pytest.fixture
def book(people: dict[str, Viewer]) -> dict[str, Viewer]:  # noqa: F811 - the fixture's own name
    """Return the people of a book without customers."""
    open_house()
    return people


def test_a_file_is_looked_at_before_anything_is_written(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    batch = hand_over(client, SHEET)
    assert client.get(f"/collect/{batch}/")["Location"] == f"/collect/{batch}/files/"
    assert '<option value="customers" selected>客户表</option>' in step(client, batch, "files")
    page = step(client, batch, "columns")
    assert '<option value="customers.name" selected>客户名称</option>' in page
    assert "甲州精密机械有限公司" in page
    assert "导入 3 行" in step(client, batch, "preview")
    assert Customer.objects.count() == 0
    original = client.get(f"/collect/{batch}/original/1/")
    assert b"".join(original.streaming_content).decode() == SHEET


def test_accepting_writes_and_undoing_takes_back(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    batch = hand_over(client, SHEET)
    followed(client, client.post(f"/collect/{batch}/accept/"))
    assert Job.objects.filter(errand="analyse", state="排队").exists()
    page = step(client, batch, "done")
    assert "撤销本次导入" in page
    assert f"/customers/?batch={batch}" in page
    assert "共 3 家" in said(client.get(f"/customers/?batch={batch}"))
    followed(client, client.post(f"/collect/{batch}/undo/"))
    assert "这次导入已撤销" in step(client, batch, "done")
    assert Customer.objects.live().count() == 0


def test_a_consultant_hears_who_will_not_be_seen(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    text = "客户名称,跟进人\n丁溪茶业有限公司,\n戊山食品有限公司,查无此人\n"
    batch = hand_over(client, text)
    followed(client, client.post(f"/collect/{batch}/accept/"))
    page = step(client, batch, "done")
    assert "1 家没有写您是跟进人" in page
    assert "没有写您是跟进人" not in step(client_of(book["管理员"]), batch, "done")


def test_the_same_file_again_writes_nothing(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    followed(client, client.post(f"/collect/{hand_over(client, SHEET)}/accept/"))
    page = step(client, hand_over(client, SHEET, "另一个名字.csv"), "preview")
    assert "没有要写入的行" in page
    assert "/accept/" not in page


def test_a_pasted_block_is_read(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    cells = "客户名称\t联系电话\n丁溪茶业有限公司\t13900001234\n"
    batch = followed(client, client.post("/collect/paste/", {"cells": cells}))
    assert "丁溪茶业有限公司" in step(client, batch, "columns")
    alone = client.post("/collect/paste/", {"cells": "只有一行"})
    assert (alone.status_code, "至少两行" in said(alone)) == (400, True)


def test_a_column_is_given_a_meaning_by_hand(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    told = "编号,客户名称,谁介绍来的\nK1,甲州精密机械有限公司,展会\n"
    batch = hand_over(client, told)
    page = step(client, batch, "columns")
    assert re.search(r'name="field-0-2"[^>]*><option value="">', page)
    again = client.post(f"/collect/{batch}/columns/", {"field-0-2": "customers.source_channel"})
    assert followed(client, again) == batch  # the same batch, judged anew
    followed(client, client.post(f"/collect/{batch}/accept/"))
    assert Customer.objects.get().source_channel == "展会问卷"  # the vocabulary's word


def test_a_column_can_be_left_unread(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    batch = hand_over(client, "客户编号,客户名称,备注\nK1,甲州精密机械有限公司,私下的话\n")
    followed(client, client.post(f"/collect/{batch}/columns/", {"field-0-2": ""}))
    followed(client, client.post(f"/collect/{batch}/accept/"))
    assert Customer.objects.get().remark == ""


def test_problems_are_grouped_and_handed_out_safely(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    batch = hand_over(client, UGLY.replace("公司全名字", "客户名称"))
    page = step(client, batch, "problems")
    for cause in ("日期", "手机", "缺少编号或名称"):
        assert f"{cause} <b>" in page
    text = client.get(f"/collect/{batch}/problems.csv").content.decode("utf-8-sig")
    assert "2024-02-30" in text
    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/collect/{batch}/problems.xlsx").content)
    ).active
    assert [cell.value for cell in sheet[1]][:3] == ["文件", "表", "行"]
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_an_unreadable_file_says_why(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    answer = client.post("/collect/files/", {"file": SimpleUploadedFile("照片.jpg", b"\xff\xd8")})
    carry_out(int(answer["Location"].split("/")[2]), stopping=threading.Event())
    page = said(client.get(answer["Location"]))
    assert "照片.jpg 的格式不认识" in page
    assert not Batch.objects.exists()


def test_the_ugly_example_finds_its_problems(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    assert "用示例脏表试一次" in said(client.get("/collect/"))
    batch = followed(client, client.post("/collect/example/"))
    page = step(client, batch, "columns") + step(client, batch, "problems")
    assert "青松仓储设备" in page
    assert "2024-02-30" in page


def test_giving_up_leaves_nothing(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    batch = hand_over(client, SHEET)
    assert "什么也没有写入" in said(client.post(f"/collect/{batch}/drop/", follow=True))
    assert client.post(f"/collect/{batch}/drop/").status_code == 400
    assert Customer.objects.count() == 0


def test_a_template_is_read_again_whole(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    body = client.get("/collect/template/客户.xlsx").content
    workbook = openpyxl.load_workbook(io.BytesIO(body))
    sheet = workbook.active
    heads = [cell.value for cell in sheet[1]]
    assert heads[:2] == ["客户编号", "客户名称"]
    sheet.cell(2, 1).value, sheet.cell(2, 2).value = "K9", "戊山纸业有限公司"
    filled = io.BytesIO()
    workbook.save(filled)
    upload = SimpleUploadedFile("客户表.xlsx", filled.getvalue())
    batch = followed(client, client.post("/collect/files/", {"file": upload}))
    page = step(client, batch, "columns")
    assert f"读 {len(heads)} 列，共 {len(heads)} 列" in page


def test_anothers_batch_is_not_there(book: dict[str, Viewer]) -> None:
    batch = hand_over(client_of(book["管理员"]), SHEET)
    client = client_of(book["王磊"])
    assert client.get(f"/collect/{batch}/").status_code == 404
    for name in ("files", "columns", "problems", "preview", "done"):
        assert client.get(f"/collect/{batch}/{name}/").status_code == 404
    assert client.get(f"/collect/{batch}/problems.csv").status_code == 404
    for act in ("accept", "undo", "drop", "columns", "files"):
        assert client.post(f"/collect/{batch}/{act}/").status_code == 404
    job = Job.objects.first()
    assert job is not None
    assert client.get(f"/jobs/{job.pk}/").status_code == 404
    assert "客户.csv" not in said(client.get("/collect/"))


def test_a_role_without_the_right_hands_nothing_over(book: dict[str, Viewer]) -> None:
    reader = Role.objects.create(name="只读", scope="own", rights=[])
    Account.objects.filter(pk=book["王磊"].account_id).update(role=reader)
    client = client_of(book["王磊"])
    upload = {"file": SimpleUploadedFile("客户.csv", SHEET.encode())}
    assert client.post("/collect/files/", upload).status_code == 403
    assert "不能导入" in said(client.get("/collect/"))


def test_handing_over_needs_the_token_of_the_page(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"], strict=True)
    upload = {"file": SimpleUploadedFile("客户.csv", SHEET.encode())}
    assert client.post("/collect/files/", upload).status_code == 403
    assert not Job.objects.exists()


def test_a_job_is_stopped_by_its_owner(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    answer = client.post("/collect/files/", {"file": SimpleUploadedFile("a.csv", SHEET.encode())})
    assert client.post(f"{answer['Location']}cancel/").status_code == 204
    assert "取消" in said(client.get(answer["Location"]))


def test_two_files_of_one_name_are_both_read(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    other = SHEET.replace("K", "X").replace("有限公司", "商行")
    files = [SimpleUploadedFile("客户.csv", text.encode()) for text in (SHEET, other)]
    batch = followed(client, client.post("/collect/files/", {"file": files}))
    assert "导入 6 行" in step(client, batch, "preview")


LINES = """\
订单号,客户编号,订单日期,产品,件数,单价,金额
O1,K1,2024-05-01,甲,6,2.55,
O2,K1,2024-05-02,乙,两件,3,
"""


def test_a_column_is_reckoned_by_a_formula(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    batch = hand_over(client, LINES)
    lost = client.post(f"/collect/{batch}/columns/", {"formula-0": "件数×单价"})
    assert lost.status_code == 422
    assert "请选公式“件数×单价”算的是哪一栏" in said(lost)
    chosen = {"reckoned-0": "orders.amount_fen", "formula-0": "件数×单价", "create_customers": "1"}
    assert followed(client, client.post(f"/collect/{batch}/columns/", chosen)) == batch
    page = step(client, batch, "columns") + step(client, batch, "problems")
    assert "= 件数×单价" in page
    assert "件数 6 × 单价 2.55 = 15.3" in page
    assert "“两件”不是数，按“件数×单价”算不出金额，请改成数" in page
    followed(client, client.post(f"/collect/{batch}/accept/"))
    assert Order.objects.get().amount_fen == 1530


def test_a_table_without_its_amount_is_mended_by_a_formula(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    batch = hand_over(client, LINES.replace(",金额", "").replace(",2.55,", ",2.55"))
    page = step(client, batch, "columns")
    assert "没有要写入的行" not in step(client, batch, "preview")
    assert '<option value="orders.amount_fen">订单：金额</option>' in page
    assert "<b>整张表</b>" in step(client, batch, "problems")  # a note on it has no row
    chosen = {"reckoned-0": "orders.amount_fen", "formula-0": "件数×单价", "create_customers": "1"}
    assert followed(client, client.post(f"/collect/{batch}/columns/", chosen)) == batch
    assert "<small>订单明细表 · " in step(client, batch, "columns")


def test_files_of_different_kinds_dropped_together(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    told = {
        "跟进.csv": "客户编号,互动时间,互动方式,沟通内容摘要\nK1,2024-05-03,电话,要报价\n",
        "订单.csv": "订单号,客户编号,订单日期,金额\nO1,K1,2024-05-01,100\n",
        "客户.csv": SHEET,
    }
    files = [SimpleUploadedFile(name, text.encode()) for name, text in told.items()]
    batch = followed(client, client.post("/collect/files/", {"file": files}))
    page = step(client, batch, "columns")
    for kind in ("跟进表", "订单表", "客户表"):
        assert f"<small>{kind} · " in page
    assert "导入 5 行" in step(client, batch, "preview")
    followed(client, client.post(f"/collect/{batch}/accept/"))
    order = Order.objects.get()
    assert order.customer.external_id == "K1"
    followed(client, client.post(f"/collect/{batch}/undo/"))
    assert Customer.objects.live().count() == 0
    assert not Order.objects.filter(gone_at__isnull=True).exists()
