"""Public forms as strangers meet them: what is said, what is kept, what is kept out."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from web.form_book import ASKED, TYPED, filled, opened, stamp_of
from web.small_book import client_of, said

from zhike.collect.form.design import Design
from zhike.records.form import knocks
from zhike.records.form.changes import add_link, create_form, stop_form
from zhike.records.form.models import FormLink, Knock
from zhike.records.handin.models import HandIn
from zhike.web.pages import public_form
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db


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
