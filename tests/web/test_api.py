"""The HTTP API answers as the pages do, refuses in one sentence, and wants the CSRF token."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web.two_books import logged_in

from zhike.records.listing.lookups import find
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
API = "/api/v1"
SHEET = "客户编号,客户名称,客户类型,所属行业\nN001,新来精工有限公司,潜在,制造业\n"


@pytest.fixture
def admin(quarter: dict[str, Viewer]) -> Client:
    """Return the administrator's browser."""
    return logged_in(quarter["管理员"].account_id)


def told(client: Client, address: str, status: int = 200) -> Any:
    """Return the JSON an address answers with."""
    answer = client.get(f"{API}/{address}")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_measure_has_the_shape_of_the_command(admin: Client) -> None:
    found = told(admin, "measure?name=转化率&name=总销售额&by=区域&period=2024Q2")
    assert found["total"] == {"转化率": 0.375, "总销售额": 2_850_000.0}
    assert [row["区域"] for row in found["rows"]] == ["华东", "华北", "华南", "西南"]
    assert found["definitions"]["转化率"]["unit"] == "%"


def test_report_figures(admin: Client) -> None:
    found = told(admin, "reports/销售分析报表?period=2024Q2")
    assert found["figures"]["客单价"] == pytest.approx(63_333.33, abs=0.01)
    assert {line["wording"] for line in found["conclusions"]}.isdisjoint({"显著"})


def test_customers_are_asked_like_the_list(admin: Client) -> None:
    assert told(admin, "customers?region=华东")["total"] == 40
    page = told(admin, "customers?page=3")
    assert (page["page"], page["pages"], len(page["customers"])) == (3, 3, 20)
    one = page["customers"][0]
    assert told(admin, f"customers/{one['id']}")["name"] == one["name"]


def test_a_missing_customer_is_not_found(admin: Client) -> None:
    assert told(admin, "customers/999999", 404) == {"error": "没有这个客户，或它不在您的范围内。"}


def test_completeness_duplicates_batches_tasks(admin: Client) -> None:
    assert told(admin, "completeness")["fields"][0]["cells"] == 120
    found = told(admin, "duplicates")
    assert (found["pairs"], found["groups"], found["behind"]) == ([], [], True)  # not compared yet
    assert told(admin, "batches")["batches"][0]["files"] == ["五月.xlsx"]
    assert told(admin, "tasks") == {"tasks": []}


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("measure?name=总销售而", 400, "手册里没有指标“总销售而”"),
        ("measure?name=总销售额&period=去年", 400, "看不懂周期“去年”"),
        ("measure", 422, "参数不对：name"),
        ("analyse", 400, "还没有分析过"),
        ("nothing/here", 404, "API 里没有地址 nothing/here"),
        ("batches/999", 404, "没有批次 999"),
    ],
)
def test_errors_are_one_sentence(admin: Client, address: str, status: int, said: str) -> None:
    found = told(admin, address, status)
    assert list(found) == ["error"]
    assert said in found["error"]


def test_strangers_are_asked_to_log_in() -> None:
    answer = Client().get(f"{API}/customers")
    assert answer.status_code == 401
    assert answer.json() == {"error": "请先登录。"}
    assert Client().get(f"{API}/docs").status_code == 302


def test_a_write_needs_the_csrf_token(quarter: dict[str, Viewer]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = logged_in(quarter["管理员"].account_id).cookies
    answer = client.post(f"{API}/batches/1/undo")
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["error"]


def test_a_file_is_proposed_accepted_and_undone(admin: Client, quarter: dict[str, Viewer]) -> None:
    file = SimpleUploadedFile("新客户.csv", SHEET.encode())
    waiting = admin.post(f"{API}/import", {"file": file}).json()
    assert (waiting["new"], waiting["rejected"]) == (1, 0)
    assert find(quarter["管理员"], "新来精工") == []
    batch = waiting["batch"]
    assert admin.post(f"{API}/batches/{batch}/accept").json()["new"] == 1
    assert [hit["number"] for hit in find(quarter["管理员"], "新来精工")] == ["N001"]
    assert admin.post(f"{API}/batches/{batch}/undo").json() == {"batch": batch, "left": []}
    assert find(quarter["管理员"], "新来精工") == []


def test_the_documentation_needs_no_other_site(admin: Client) -> None:
    page = admin.get(f"{API}/docs").content.decode()
    assert "http://" not in page
    assert "https://" not in page
    paths = told(admin, "openapi.json")["paths"]
    assert f"{API}/customers" in paths


def test_a_mapping_never_names_a_file_of_the_server(admin: Client) -> None:
    file = SimpleUploadedFile("n.csv", SHEET.encode())
    told = {"file": file, "mapping": "/etc/a=b.yaml"}
    answer = admin.post(f"{API}/import", told)
    assert answer.status_code == 400
    assert "YAML" in answer.json()["error"]
