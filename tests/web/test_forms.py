"""Public forms: built, filled in by somebody outside, judged, and taken in like a file."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from web.small_book import client_of, said
from web.two_books import AT, empty_house, fresh_house

from zhike.access.viewer import viewer_for
from zhike.collect.form.design import Design, Item
from zhike.records.account.changes import create_account, create_team
from zhike.records.customer.models import Customer
from zhike.records.form import knocks
from zhike.records.form.changes import add_link, create_form, publish_form, stop_form
from zhike.records.form.models import FormLink, Knock
from zhike.records.handin.models import HandIn
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.pages import public_form
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db

ASKED = Design(
    title="展会登记",
    items=(
        Item("a", "field", label="您的公司", path="customers.name", required=True),
        Item("b", "field", label="怎么称呼您", path="contacts.name"),
        Item("c", "field", label="电话", path="contacts.phone", required=True),
        Item("d", "field", label="城市", path="customers.city"),
        Item("q", "satisfaction", label="总体满意吗？"),
        Item("m", "multi", label="看重什么", choices=("价格", "质量")),
        Item("t", "text", label="还想说什么"),
    ),
    consent="我同意用于联系。",
)
TYPED = {"a": "新城自动化有限公司", "b": "马工", "c": "13812340001", "consent": "on"}


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Viewer]]:
    """Return an administrator, a manager with a consultant, and one alone; an empty book.

    Built once: what a test writes is rolled back after it.
    """
    with django_db_blocker.unblock():
        admin = fresh_house()
        one, two = (create_team(name, by=None, at=AT) for name in ("一部", "二部"))
        named = [("李敏", "销售经理", one), ("王磊", "销售顾问", one), ("周小雨", "销售顾问", two)]
        ids = {
            name: create_account(f"u{at}", name=name, role=role, team_id=team, by=None, at=AT)
            for at, (name, role, team) in enumerate(named)
        }
        yield {"管理员": admin} | {name: viewer_for(account) for name, account in ids.items()}
        empty_house()


@pytest.fixture
def boss(house: dict[str, Viewer], db: None) -> Viewer:
    """Return the administrator."""
    cache.clear()
    return house["管理员"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests hand in without waiting; one test waits for real."""
    monkeypatch.setattr(public_form, "SHORTEST_S", 0)


def opened(boss: Viewer, design: Design = ASKED, channel: str = "展会问卷") -> str:
    """Return the token of a published form."""
    now = timezone.now()
    form = create_form(boss, design, at=now)
    link = add_link(boss, form, channel=channel, label="", at=now)
    publish_form(boss, form, playbook=active_playbook(), at=now)
    return FormLink.objects.get(pk=link).token


def stamp_of(answer: Any) -> str:
    """Return the sign hidden in a shown form."""
    return str(answer.content.decode().split('name="stamp" value="')[1].split('"')[0])


def filled(token: str, typed: dict[str, Any] | None = None, **more: Any) -> Any:
    """Open a form as a stranger and hand it in."""
    stranger = Client(enforce_csrf_checks=True)
    stamp = stamp_of(stranger.get(f"/f/{token}/"))
    return stranger.post(f"/f/{token}/", {"stamp": stamp, **(typed or TYPED), **more})


def test_a_stranger_hands_in_and_a_person_takes_it_in(boss: Viewer) -> None:
    token = opened(boss)
    answer = filled(token, q="4", m=["价格", "质量"], t="很好")
    assert answer.status_code == 200
    assert "收到了" in said(answer)
    assert not answer.cookies
    row = HandIn.objects.get()
    assert row.values == {
        "customers.name": "新城自动化有限公司",
        "contacts.name": "马工",
        "contacts.phone": "13812340001",
    }
    assert row.consent["text"] == "我同意用于联系。"
    client = client_of(boss)
    page = said(client.get("/collect/waiting/"))
    assert "新客户" in page
    assert "138****0001" in page
    assert "13812340001" not in page
    taken = client.post("/collect/waiting/act/", {"do": f"take:{row.pk}"}, follow=True)
    customer = Customer.objects.get()
    assert (customer.name, customer.source_channel) == ("新城自动化有限公司", "展会问卷")
    assert customer.customer_type == "潜在"
    assert customer.place == f"表单 展会登记#客户!{row.pk}"
    call = customer.interactions.get()
    assert (call.feedback, call.feedback_words) == ("积极", "很好")
    row.refresh_from_db()
    assert (row.batch.channel, row.batch.collector) == ("展会问卷", "表单“展会登记”")
    assert "我同意用于联系。" in row.batch.consent
    assert "没有待收的表单" in said(taken)
    undo = next(iter(client.session["undo"]))
    client.post(f"/undo/{undo}/")
    assert not Customer.objects.live().exists()
    assert "新客户" in said(client.get("/collect/waiting/"))  # it waits again


def test_what_cannot_be_read_is_said_beside_it_and_kept(boss: Viewer) -> None:
    answer = filled(opened(boss), {"a": "甲公司", "c": "123", "t": "留着"})
    page = said(answer)
    assert answer.status_code == 422
    assert "电话“123”看不懂" in page
    assert "提交前请勾选同意" in page
    assert 'value="甲公司"' in page
    assert "留着" in page
    assert not HandIn.objects.exists()


def test_nobody_learns_who_is_known(boss: Viewer) -> None:
    token = opened(boss)
    filled(token)
    client_of(boss).post("/collect/waiting/act/", {"do": f"take:{HandIn.objects.get().pk}"})
    known, stranger = filled(token), filled(token, TYPED | {"a": "没来过公司", "c": "13812349999"})
    assert said(known) == said(stranger)
    assert known.status_code == stranger.status_code == 200


def test_two_clicks_are_one_hand_in(boss: Viewer) -> None:
    token, stranger = opened(boss), Client(enforce_csrf_checks=True)
    sent = TYPED | {"stamp": stamp_of(stranger.get(f"/f/{token}/"))}
    assert [stranger.post(f"/f/{token}/", sent).status_code for _ in range(2)] == [200, 200]
    assert HandIn.objects.count() == 1
    assert FormLink.objects.get().handed_in == 1


def test_stale_foreign_and_made_up_stamps_are_asked_again(boss: Viewer) -> None:
    token, stranger = opened(boss), Client()
    old = signing.dumps([token, "once", 0], salt=public_form.SALT)
    other = signing.dumps(["another", "once", 2_000_000_000], salt=public_form.SALT)
    for stamp in (old, other, "made-up", ""):
        answer = stranger.post(f"/f/{token}/", TYPED | {"stamp": stamp})
        assert answer.status_code == 422
        assert "打开太久了" in said(answer)
        assert "新城自动化" in said(answer)
    again = stranger.post(f"/f/{token}/", TYPED | {"stamp": stamp_of(answer)})
    assert again.status_code == 200
    assert HandIn.objects.count() == 1


def test_who_is_faster_than_people_is_asked_to_look(
    boss: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_form, "SHORTEST_S", 2)
    answer = filled(opened(boss))
    assert answer.status_code == 422
    assert "提交得太快了" in said(answer)


def test_who_fills_the_trap_is_spam_and_gone_after_a_month(boss: Viewer) -> None:
    token = opened(boss)
    assert filled(token, homepage="http://spam").status_code == 200
    client = client_of(boss)
    assert HandIn.objects.get().state == "垃圾"
    assert "没有待收" in said(client.get("/collect/waiting/"))
    assert "新城自动化" in said(client.get("/collect/waiting/?state=垃圾"))
    HandIn.objects.update(at=timezone.now() - timedelta(days=31))
    filled(token)
    assert HandIn.objects.get().state == "待收"


def test_too_much_is_refused_before_it_is_read(boss: Viewer) -> None:
    token = opened(boss)
    answer = filled(token, t="长" * (1 << 20))
    assert answer.status_code == 413
    assert "太长" in said(answer)
    assert filled(token, t="长" * 3000).status_code == 422


def test_an_address_may_hand_in_so_often_an_hour(
    boss: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knocks, "MOST_AN_HOUR", 2)
    token = opened(boss)
    assert [filled(token).status_code for _ in range(3)] == [200, 200, 429]
    kept = Knock.objects.get()
    assert "127.0.0.1" not in kept.digest
    assert len(kept.digest) == 32


@pytest.mark.parametrize(
    ("design", "said_so"),
    [
        (replace(ASKED, closes_on=date(2024, 1, 31)), "已于 2024-01-31 截止"),
        (replace(ASKED, most=1), "已经收满"),
    ],
)
def test_over_and_full_forms_say_so(boss: Viewer, design: Design, said_so: str) -> None:
    token = opened(boss, design)
    if design.most:
        filled(token)
    for answer in (Client().get(f"/f/{token}/"), Client().post(f"/f/{token}/", TYPED)):
        assert answer.status_code == 410
        assert said_so in said(answer)


def test_stopped_unknown_and_unpublished_forms_say_so(boss: Viewer) -> None:
    token = opened(boss)
    link = FormLink.objects.get()
    stop_form(boss, link.form_id, at=timezone.now())
    assert Client().get(f"/f/{token}/").status_code == 410
    unknown = Client().get("/f/no-such/")
    assert unknown.status_code == 404
    assert "没有这个表单" in said(unknown)
    draft = create_form(boss, ASKED, at=timezone.now())
    fresh = add_link(boss, draft, channel="转介绍", label="", at=timezone.now())
    token = FormLink.objects.get(pk=fresh).token
    assert Client().get(f"/f/{token}/").status_code == 404


def test_script_in_words_is_text_and_formulas_stay_cells(boss: Viewer) -> None:
    evil = "<script>alert(1)</script>"
    design = replace(ASKED, title=evil, intro=evil, thanks=evil)
    token = opened(boss, design)
    shown = said(Client().get(f"/f/{token}/")) + said(filled(token, t="=cmd|' /C calc'!A0"))
    client = client_of(boss)
    form = FormLink.objects.get().form_id
    for page in ("", "links/", "results/"):
        shown += said(client.get(f"/collect/forms/{form}/{page}"))
    shown += said(client.get("/collect/waiting/")) + said(client.get("/collect/forms/"))
    assert "<script>alert" not in shown
    csv = client.get(f"/collect/forms/{form}/results.csv").content.decode("utf-8-sig")
    assert ",'=cmd|" in csv
    sheet = load_workbook(io.BytesIO(client.get(f"/collect/forms/{form}/results.xlsx").content))
    cell = sheet.active.cell(2, 5)
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")


def test_only_named_sites_may_frame_it(boss: Viewer) -> None:
    token = opened(boss, replace(ASKED, hosts=("www.example.cn",)))
    plain, framed = Client().get(f"/f/{token}/"), Client().get(f"/f/{token}/embed/")
    assert plain["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in plain["Content-Security-Policy"]
    assert "script-src" not in plain["Content-Security-Policy"]
    assert plain["Content-Security-Policy"].startswith("default-src 'none'")
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors www.example.cn" in framed["Content-Security-Policy"]
    closed = opened(boss)
    assert Client().get(f"/f/{closed}/embed/").status_code == 403


def test_the_frame_speaks_three_languages(boss: Viewer) -> None:
    token = opened(boss)
    for code in ("zh-hans", "zh-hant", "en"):
        assert f'<html lang="{code}">' in said(Client().get(f"/f/{token}/?l={code}"))
    browser = Client(headers={"Accept-Language": "zh-TW,zh;q=0.9"})
    assert '<html lang="zh-hant">' in said(browser.get(f"/f/{token}/"))


def test_two_of_one_new_company_become_one_customer(boss: Viewer) -> None:
    token = opened(boss)
    filled(token)
    filled(token, TYPED | {"b": "牛工", "c": "13812340002"})
    ids = list(HandIn.objects.values_list("id", flat=True))
    client_of(boss).post("/collect/waiting/act/", {"do": "take", "id": ids})
    customer = Customer.objects.live().get()
    assert sorted(one.name for one in customer.contacts.all()) == ["牛工", "马工"]


def test_a_person_says_that_it_is_a_customer_kept_already(boss: Viewer) -> None:
    token = opened(boss)
    filled(token)
    client = client_of(boss)
    client.post("/collect/waiting/act/", {"do": f"take:{HandIn.objects.get().pk}"})
    kept = Customer.objects.get()
    filled(token, TYPED | {"a": "新城自动化（苏州）", "d": "苏州"})
    row = HandIn.objects.get(batch=None)
    page = said(client.get("/collect/waiting/"))
    assert "就是它，收进它名下" in page
    client.post("/collect/waiting/act/", {"do": f"take:{row.pk}", f"same-{row.pk}": kept.pk})
    kept.refresh_from_db()
    assert Customer.objects.live().count() == 1
    assert (kept.name, kept.city) == ("新城自动化（苏州）", "苏州市")


def test_what_would_change_is_shown_old_to_new(boss: Viewer) -> None:
    token = opened(boss)
    filled(token, d="上海")
    client = client_of(boss)
    client.post("/collect/waiting/act/", {"do": "all"})
    filled(token, d="苏州")
    page = said(client.get("/collect/waiting/"))
    assert "<del>上海市</del> → 苏州" in page
    assert "会改已有客户" in page
    told = client.post("/collect/waiting/act/", {"do": "all"}, follow=True)
    assert "请看过再单独收下" in said(told)  # nobody overwrites by the dozen
    assert Customer.objects.get().city == "上海市"
    client.post("/collect/waiting/act/", {"do": f"take:{HandIn.objects.last().pk}"})
    assert Customer.objects.get().city == "苏州市"


def test_sent_back_spam_and_put_back(boss: Viewer) -> None:
    token = opened(boss)
    filled(token)
    key, client = HandIn.objects.get().pk, client_of(boss)

    def act(**told: Any) -> str:
        return said(client.post("/collect/waiting/act/", told, follow=True))

    assert "请写一句退回的原因" in act(do=f"return:{key}")
    act(do=f"return:{key}", **{f"reason-{key}": "电话打不通"})
    assert "电话打不通" in said(client.get("/collect/waiting/?state=已退"))
    act(do=f"back:{key}")
    act(do=f"spam:{key}")
    assert HandIn.objects.get().state == "垃圾"
    assert "请先勾选" in act(do="take")


def test_answers_without_a_name_need_nobody(boss: Viewer) -> None:
    survey = Design(title="回访", items=ASKED.questions)
    token = opened(boss, survey)
    for score in ("5", "4", "1"):
        filled(token, {"q": score})
    assert set(HandIn.objects.values_list("state", flat=True)) == {"已收"}
    page = said(client_of(boss).get(f"/collect/forms/{FormLink.objects.get().form_id}/results/"))
    assert "<b>3.33</b>" in page
    assert "样本不足" in page


def test_the_builder_works_with_buttons_alone(boss: Viewer) -> None:
    client = client_of(boss)
    made = client.post("/collect/forms/new/", {"start": "contact"})
    here = made.url

    def send(**told: Any) -> Any:
        form = client.get(here).context["form"]
        items = form.design.items
        told |= {"title": told.get("title", form.design.title), "key": [one.key for one in items]}
        told.setdefault("consent", form.design.consent)
        for one in items:
            told |= {f"kind-{one.key}": one.kind, f"label-{one.key}": one.label}
            told |= {f"path-{one.key}": one.path}
        return client.post(here, told, follow=True)

    send(do="add:customers.city")
    send(do="ask:satisfaction")
    labels = [one.label for one in client.get(here).context["design"].items]
    assert labels[-2:] == ["城市", "您对我们总体满意吗？"]
    last = client.get(here).context["design"].items[-1].key
    send(do=f"up:{last}")
    assert [one.label for one in client.get(here).context["design"].items][-1] == "城市"
    assert "不能放进表单" in said(send(do="add:customers.owner"))
    assert "请写表单标题" in said(send(do="publish", title=""))
    assert "请写同意说明" in said(send(do="publish", title="留言", consent=""))
    published = send(do="publish", title="留言", consent="同意")
    assert "已发布第 1 版" in said(published)


def test_links_have_channels_codes_and_counts(boss: Viewer) -> None:
    opened(boss, replace(ASKED, hosts=("a.cn",)))
    link = FormLink.objects.get()
    client, here = client_of(boss), f"/collect/forms/{link.form_id}/links/"
    Client().get(f"/f/{link.token}/")
    page = said(client.get(here))
    assert "打开 1 次" in page
    assert "<svg width=" in page
    assert f"/f/{link.token}/embed/" in page
    code = client.get(f"{here}{link.pk}/code.png")
    assert code.content.startswith(b"\x89PNG")
    client.post(here, {"channel": "竞赛", "label": "夏季"})
    assert FormLink.objects.filter(label="夏季", channel="特价品和竞赛").exists()
    client.post(f"{here}{link.pk}/close/", {"closed": "1"})
    assert Client().get(f"/f/{link.token}/").status_code == 410


def test_the_api_gives_hand_ins_masked(boss: Viewer) -> None:
    filled(opened(boss))
    told = client_of(boss).get("/api/v1/hand-ins").json()
    assert told["total"] == 1
    one = told["hand_ins"][0]
    assert (one["fate"], one["good"], one["values"]["联系电话"]) == ("new", True, "138****0001")
