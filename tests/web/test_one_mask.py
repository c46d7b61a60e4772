"""A contact's name is hidden in one writing wherever it is shown, handed out or told."""

from pathlib import Path

import pytest
from records.conftest import AT
from records.conftest import people as people
from web.small_book import client_of, id_of, open_book, said

from zhike.jobs.run import run_now
from zhike.records.contact.models import Contact
from zhike.records.fill_in.rows import row_of
from zhike.records.merge.wording import row_said
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
NAME, MASK, SURNAME = "邓丽华", "*生产经理", "邓"
SHEET = """\
客户编号,客户名称,联系人ID,联系人,职位,性别,联系电话,客户类型,跟进人
K1,甲州精密机械有限公司,P1,邓丽华,生产经理,女,13800001111,成交,王磊
"""
CHANGED = """\
客户编号,客户名称,联系人ID,联系人,职位,联系电话
K1,甲州精密机械有限公司,P1,邓丽花,生产经理,13800001111
"""


def test_every_page_file_and_answer_hides_a_contact_alike(
    people: dict[str, Viewer], tmp_path: Path
) -> None:
    admin = people["管理员"]
    open_book(admin, tmp_path, SHEET)
    customer, contact = id_of("K1"), Contact.objects.get().pk
    client = client_of(admin)
    address = f"/entries/contacts/{contact}/"
    typed = {"name": "邓丽花", "title": "生产经理", "phone": "138****1111", "sex": "女"}
    client.post(address, typed | {"rev": str(Contact.objects.get().rev)})
    assert Contact.objects.get().name == "邓丽花"
    told = {
        "page": f"/customers/{customer}/",
        "panel": f"/customers/{customer}/panel/",
        "checked": f"/clean/verify/{customer}/",
        "form": address,
        "export": "/collect/export/T0.csv",
        "api": "/api/v1/tables/T0/rows?format=csv",
        "one": f"/api/v1/customers/{customer}",
    }
    pages = {name: said(client.get(path)) for name, path in told.items()}
    filled = row_of(admin, customer, ["contacts.name"], today=AT.date()).cells[0]
    pages |= {"grid": filled.shown, "merge": row_said("contacts", Contact.objects.get())}
    for name, page in pages.items():
        assert MASK in page, name
    pages |= {p: said(client.get(p)) for p in ("/customers/", "/finder/?q=甲州", "/clean/same/")}
    for name, page in pages.items():
        assert SURNAME not in page, name


def test_a_preview_tells_another_name_by_the_same_mask(
    people: dict[str, Viewer], tmp_path: Path
) -> None:
    admin = people["管理员"]
    open_book(admin, tmp_path, SHEET)
    file = tmp_path / "改名.csv"
    file.write_text(CHANGED, "utf-8")
    batch = run_now("propose_import", admin, paths=[str(file)])["batch"]
    told = run_now("read_changes", admin, batch=batch)
    assert SURNAME not in str(told)
    assert MASK in str(told)
