"""The demo: cards, the switch of roles, the guide that ticks itself off, and leaving it."""

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from records.conftest import people  # noqa: F401 - a fixture
from web.small_book import client_of, id_of, open_book, said

from zhike.jobs.leaving import go_on_leaving, leaving_now
from zhike.jobs.run import carry_out, run_now
from zhike.jobs.sample import is_sample_made
from zhike.records.account.models import Account, Team
from zhike.records.company.clearing import ZIP, rows_left
from zhike.records.company.lookups import company_name
from zhike.records.company.plan import is_leaving
from zhike.records.customer.models import Customer
from zhike.records.demo import is_demo, mark_demo
from zhike.records.guide.models import GuideStep
from zhike.records.history.models import HistoryLine
from zhike.records.home import Home
from zhike.records.job.models import Job
from zhike.records.listing.lookups import find
from zhike.sample import ugly
from zhike.sample.try_out import write_try_out
from zhike.web.forms.company import read_people
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
LIST = "姓名,角色,团队\n李明，管理员，\n王芳\t销售经理\t华北\n王方,销售顾问,华北\n\n"
OWN = {"company": "安测仪器", "trade": "制造业", "teams": "华北，售后", "people": LIST}


@pytest.fixture
def home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """Return a home of its own in which the demo runs."""
    settings.HOME = Home(tmp_path / "home").ensure()
    monkeypatch.setenv("ZHIKE_DEMO", "1")
    mark_demo(settings.HOME)
    (settings.HOME.path / "demo" / "客户.xlsx").write_bytes(b"ugly")
    cache.clear()
    yield settings.HOME
    cache.clear()


@pytest.fixture
def demo(home: Home, people: dict[str, Viewer], tmp_path: Path) -> dict[str, Viewer]:  # noqa: F811
    """Return the people of a demo with three customers."""
    open_book(people["管理员"], tmp_path)
    return people


def test_one_click_a_role_and_the_switch_leads_home(demo: dict[str, Viewer]) -> None:
    client = Client()
    door = said(client.get("/login/"))
    assert door.count('class="role"') == 3  # the roles this small book has people for
    assert "周一" in door
    assert client.post("/login/demo/", {"username": "u3"})["Location"] == "/"
    page = said(client.get("/"))
    assert "示例数据" in page
    assert "换一个角色看" in page
    assert client.post("/login/demo/", {"role": "管理员"})["Location"] == "/"
    assert "早上好" in (page := said(client.get("/"))) or "好，管理员" in page
    assert client.get("/login/demo/").status_code == 405


def test_a_switch_never_leads_to_another_site(demo: dict[str, Viewer]) -> None:
    to = {"role": "管理员", "next": "https://example.com/"}
    assert Client().post("/login/demo/", to)["Location"] == "/"
    to["next"] = "/company/"
    assert Client().post("/login/demo/", to)["Location"] == "/company/"


def test_the_guide_ticks_off_what_was_really_done(demo: dict[str, Viewer]) -> None:
    client, other = client_of(demo["王磊"]), client_of(demo["周小雨"])
    assert "还剩 5 步" in said(client.get("/"))
    client.post("/home/guide/cell/")
    client.post("/home/guide/export/")  # this one has to be done, not said
    client.post("/collect/example/")
    assert set(GuideStep.objects.values_list("step", flat=True)) == {"cell", "sheet"}
    assert "还剩 3 步" in said(client.get("/"))
    assert "还剩 5 步" in said(other.get("/"))


def test_the_original_workbooks_are_there_to_take(demo: dict[str, Viewer]) -> None:
    client = client_of(demo["王磊"])
    assert "客户.xlsx" in said(client.get("/company/sheets/"))
    assert handed_out(client, "/company/sheets/客户.xlsx") == b"ugly"
    assert client.get("/company/sheets/zhike.db").status_code == 400


def test_files_to_try_lie_beside_them(demo: dict[str, Viewer], home: Home) -> None:
    write_try_out(home.path / "demo" / "try")
    client = client_of(demo["王磊"])
    page = said(client.get("/company/sheets/"))
    assert all(name in page for name in ("T0.csv", "seed_q2-订单.csv", ugly.NAME))
    assert handed_out(client, "/company/sheets/T1-1.csv").startswith("\ufeff".encode())


def handed_out(client: Client, address: str) -> bytes:
    """Return a file as it is handed out."""
    return b"".join(client.get(address).streaming_content)  # type: ignore[arg-type]


def test_a_list_of_people_is_checked_line_by_line() -> None:
    found, wrong = read_people(["李明，管理员", "王芳,经理,华东", "张三,市场,,a", ",市场"])
    assert found == [{"name": "李明", "role": "管理员", "team": "", "username": "lm"}]
    assert [line.split("”：")[1] for line in wrong] == [
        "没有“经理”这个角色，可用：管理员、总经理、销售经理、销售顾问、客服主管、产品经理、市场。",
        "登录名“a”要用 2 到 64 个字母、数字或 . _ - @ +。",
        "没有姓名。",
    ]
    same, _ = read_people(["李明,管理员", "李敏,市场", "刘梅,市场,华东,lm"])
    assert [person["username"] for person in same] == ["lm", "lm2"]


def test_only_an_administrator_leaves_and_a_list_without_one_is_refused(
    demo: dict[str, Viewer],
) -> None:
    assert client_of(demo["王磊"]).get("/company/").status_code == 403
    client = client_of(demo["管理员"])
    refused = client.post("/company/", OWN | {"people": "王芳,销售经理,华北"})
    assert refused.status_code == 422
    assert "至少要有一位管理员" in said(refused)
    assert "王芳,销售经理,华北" in said(refused)
    forged = client.post("/company/", OWN | {"start": "1", "passwords": "a b c"})
    assert forged.status_code == 400
    assert Customer.objects.exists()


def begin(client: Client) -> str:
    """Check the own company and begin; returns the first password."""
    page = said(client.post("/company/", OWN))
    assert "暂用通用" in page
    passwords = page.split('name="passwords" value="')[1].split('"')[0]
    begun = client.post("/company/", OWN | {"start": "1", "passwords": passwords})
    assert begun["Location"] == "/"
    return passwords.split()[0]


def test_leaving_the_demo_empties_the_book_and_opens_the_own_one(
    demo: dict[str, Viewer], home: Home
) -> None:
    client = client_of(demo["管理员"])
    password = begin(client)
    assert "正在换成自己的公司" in said(client.get("/customers/"))
    assert Client().post("/login/demo/", {"role": "管理员"}).status_code == 200  # the progress
    carry_out(Job.objects.get(errand="leave_demo").pk, stopping=threading.Event())
    assert Job.objects.get().state == "完成", Job.objects.get().trouble
    assert rows_left() == 3  # the playbook, and two lines that say what happened
    assert not Customer.objects.exists()
    assert set(Account.objects.values_list("username", flat=True)) == {"lm", "wf", "wf2"}
    assert set(Team.objects.values_list("name", flat=True)) == {"华北", "售后"}
    acts = set(HistoryLine.objects.values_list("action", flat=True))
    assert acts == {"换成自己的公司", "启用手册"}
    assert zipfile.ZipFile(home.path / ZIP).namelist() == ["客户.xlsx"]
    assert not (home.path / "demo").exists()
    assert not list((home.path / "batches").iterdir())
    assert company_name() == "安测仪器"
    assert not is_demo(home)
    assert Client().post("/login/demo/", {"role": "管理员"}).status_code == 404
    assert client.get("/")["Location"] == "/login/?next=/"  # whoever was in is out
    own = Client()
    assert enter(own, password)
    assert "导入第一张表" in said(own.get("/"))
    assert handed_out(own, "/company/sample.zip").startswith(b"PK")
    assert find(demo["管理员"], "甲州") == []


def enter(client: Client, password: str) -> bool:
    """Log in as people do."""
    answer = client.post("/login/", {"username": "lm", "password": password})
    return answer.status_code == 302


def test_a_kill_half_way_is_gone_on_with_at_the_next_start(
    demo: dict[str, Viewer], home: Home
) -> None:
    begin(client_of(demo["管理员"]))

    def killed(done: int, _total: int, _said: str) -> None:
        if done > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_now("leave_demo", demo["管理员"], tell=killed)
    assert is_leaving(home)
    assert is_sample_made(demo["管理员"])  # nobody makes the sample anew meanwhile
    Job.objects.update(state="中断", trouble="服务停止时它还没有做完")
    assert "接着换" in said(Client().get("/"))
    go_on_leaving()
    job = leaving_now()
    assert job is not None
    assert job.state == "排队"
    go_on_leaving()
    assert Job.objects.filter(state="排队").count() == 1
    carry_out(job.id, stopping=threading.Event())
    assert not is_leaving(home)
    assert not Customer.objects.exists()
    assert set(Account.objects.values_list("username", flat=True)) == {"lm", "wf", "wf2"}
    assert zipfile.ZipFile(home.path / ZIP).namelist() == ["客户.xlsx"]


def test_the_sample_is_never_made_over_an_own_company(demo: dict[str, Viewer]) -> None:
    begin(client_of(demo["管理员"]))
    carry_out(Job.objects.get(errand="leave_demo").pk, stopping=threading.Event())
    account = Account.objects.get(username="lm")
    viewer = Viewer(account.pk, account.name, "管理员", "all", may=frozenset({"settings"}))
    with pytest.raises(Refused, match="已有自己的数据"):
        is_sample_made(viewer)


def test_every_page_of_the_demo_says_so(demo: dict[str, Viewer]) -> None:
    client = client_of(demo["管理员"])
    pages = ["/", "/customers/", "/collect/", "/settings/", f"/customers/{id_of('K1')}/", "/tasks/"]
    assert not [page for page in pages if "示例数据" not in said(client.get(page))]
    assert "示例数据" in said(Client().get("/login/"))
