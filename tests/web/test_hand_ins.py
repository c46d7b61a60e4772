"""Building forms, and judging what was handed in: taken in like a file, or sent back."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from web.form_book import ASKED, TYPED, filled, opened
from web.small_book import client_of, said

from zhike.collect.form.design import Design
from zhike.records.customer.models import Customer
from zhike.records.form.models import FormLink
from zhike.records.handin.models import HandIn
from zhike.records.history.models import HistoryLine
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db


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


def test_whom_it_looks_like_is_said_too_among_ones_own(boss: Viewer) -> None:
    token = opened(boss)
    filled(token)
    client = client_of(boss)
    client.post("/collect/waiting/act/", {"do": "all"})
    filled(token, TYPED | {"a": "新城自动化", "b": "马工", "c": "13812340007"})
    filled(token, TYPED | {"a": "无名食品有限公司", "b": "牛工", "c": "13999990000"})
    told = said(client.get("/collect/waiting/"))
    assert told.count("可能是同一家：") == 1
    assert "手机号只差一位" in told
    assert "已有同" not in told


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


def test_who_looks_at_a_whole_number_is_noted(boss: Viewer) -> None:
    filled(opened(boss))
    key, client = HandIn.objects.get().pk, client_of(boss)
    assert "显示全号" in said(client.get("/collect/waiting/"))
    full = client.post(f"/collect/waiting/{key}/full/", headers={"HX-Request": "true"})
    assert "13812340001" in said(full)
    assert HistoryLine.objects.filter(action="查看完整电话", record_id=key).exists()


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
    assert "<svg viewBox=" in page
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
