"""One customer: facts with their cell, follow-ups, edits two people make at once, full phones."""

import re
from datetime import date
from typing import Any

import polars as pl
import pytest
from django.utils import timezone
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said

from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.interaction.models import Interaction
from zhike.records.score.changes import keep_run
from zhike.words.stamp import Stamp
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
NOTE = {"way": "电话", "summary": "要报价", "feedback": "积极", "next_step": "3日内给方案"}


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book with K1 and K2 of 王磊 and K3 of 周小雨."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"))
    return people


def typed(page: str, name: str) -> str:
    """Return what a field of the edit form holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def undo_of(answer: Any) -> str:
    """Return the undo address of the last message."""
    return [str(message.extra_tags) for message in answer.context["messages"]][-1]


def test_another_consultants_customer_is_nowhere(book: dict[str, Viewer]) -> None:
    client, foreign = client_of(book["王磊"]), id_of("K3")
    for address in ("", "panel/", "edit/"):
        answer = client.get(f"/customers/{foreign}/{address}")
        assert answer.status_code == 404
        assert "丙江" not in said(answer)
    assert client.get(f"/follow-up/?customer={foreign}").status_code == 404
    for address, told in (("", NOTE), ("tag/", {"tag": "x"})):
        answer = client.post(
            f"/customers/{foreign}/{address}", told | {"happened_on": "2024-05-01"}
        )
        assert answer.status_code == 404
    assert Interaction.objects.filter(customer_id=foreign).count() == 1  # the imported one


def test_a_fact_names_the_cell_it_came_from(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["王磊"]).get(f"/customers/{id_of('K1')}/"))
    assert "来自 客户.csv!2 区域" in page
    assert "原值 <code>华东</code>" in page


def test_people_are_masked_until_asked_for_and_then_noted(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    page = said(client.get(f"/customers/{mine}/"))
    assert "138****1111" in page
    assert "13800001111" not in page
    contact = re.search(r"/contacts/(\d+)/phone/", page)
    assert contact is not None
    assert "13800001111" in said(client.post(contact[0]))
    line = HistoryLine.objects.get(action="查看完整电话")
    assert (line.by_id, line.customer_id) == (book["王磊"].account_id, mine)


def test_a_foreign_phone_stays_hidden(book: dict[str, Viewer]) -> None:
    page = said(client_of(book["周小雨"]).get(f"/customers/{id_of('K3')}/"))
    contact = re.search(r"/contacts/(\d+)/phone/", page)
    assert contact is not None
    answer = client_of(book["王磊"]).post(contact[0])
    assert answer.status_code == 404
    assert "13800003333" not in said(answer)


def test_a_note_is_kept_shown_and_taken_back(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K2")
    day = timezone.localdate()
    answer = client.post(f"/customers/{mine}/", NOTE | {"happened_on": day}, follow=True)
    assert "要报价" in said(answer)
    kept = Interaction.objects.get(summary="要报价")
    assert (kept.next_due_on - day).days == 3
    assert Customer.objects.get(pk=mine).last_follow_on == day
    client.post(undo_of(answer))
    assert Customer.objects.get(pk=mine).last_follow_on == date(2024, 6, 25)


def test_a_note_without_words_or_from_tomorrow_is_asked_for_again(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    empty = client.post(f"/customers/{mine}/", NOTE | {"summary": " ", "happened_on": "2024-05-01"})
    assert empty.status_code == 422
    assert "请写下说了什么" in said(empty)
    assert "3日内给方案" in said(empty)  # what was typed is still there
    later = client.post(f"/customers/{mine}/", NOTE | {"happened_on": "2999-01-01"})
    assert (later.status_code, "要报价" in said(later)) == (422, True)


def test_saving_and_going_on(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    told = NOTE | {"happened_on": "2024-06-30", "again": "1"}
    answer = client.post(f"/follow-up/?customer={mine}", told)
    assert answer["Location"] == "/follow-up/"
    rows = said(client.get("/follow-up/?q=甲州", headers={"HX-Request": "true"}))
    assert f"/follow-up/?customer={mine}" in rows
    assert "<html" not in rows


def test_an_edit_says_what_changed_and_is_undone(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    form = Customer.objects.get(pk=mine)
    told = {"name": form.name, "customer_type": "成交", "region": "华中", "potential": 5,
            "remark": form.remark, "rev": form.rev}  # fmt: skip
    answer = client.post(f"/customers/{mine}/edit/", told, follow=True)
    assert "已修改 区域" in said(answer)
    assert "区域：华东 → 华中" in said(answer)  # on the timeline
    client.post(undo_of(answer))
    assert Customer.objects.get(pk=mine).region == "华东"


def test_another_word_for_the_industry_is_classed_anew_and_given_back(
    book: dict[str, Viewer],
) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    form = Customer.objects.get(pk=mine)
    told = {"name": form.name, "customer_type": "成交", "rev": form.rev}
    assert form.industry_text == "机械"
    answer = client.post(
        f"/customers/{mine}/edit/", told | {"industry_text": "食品制造业"}, follow=True
    )
    assert "已修改 所属行业，归入 C14 食品制造业" in said(answer)
    assert "所属行业：机械 → 食品制造业" in said(answer)  # on the timeline
    now = Customer.objects.get(pk=mine)
    assert (now.industry_code, now.industry_group) == ("C14", "制造业")
    client.post(undo_of(answer))
    now = Customer.objects.get(pk=mine)
    assert (now.industry_text, now.industry_code) == ("机械", form.industry_code)
    told |= {"industry_text": "阿巴阿巴", "rev": now.rev}
    answer = client.post(f"/customers/{mine}/edit/", told, follow=True)
    assert "还没有归类" in said(answer)
    now = Customer.objects.get(pk=mine)
    assert (now.industry_code, now.industry_group) == ("", "")


def test_an_old_page_that_does_not_say_what_it_saw_is_held_back(book: dict[str, Viewer]) -> None:
    mine, first, second = id_of("K1"), client_of(book["王磊"]), client_of(book["李敏"])
    page = said(first.get(f"/customers/{mine}/edit/"))
    told = {"name": "甲州精密机械有限公司", "customer_type": "成交", "region": "华中",
            "rev": typed(page, "rev")}  # fmt: skip
    assert second.post(f"/customers/{mine}/edit/", told).status_code == 302
    late = first.post(f"/customers/{mine}/edit/", told | {"region": "西南"})
    assert late.status_code == 409
    assert "李敏" in said(late)
    assert "<td>华中</td><td>西南" in said(late)
    assert typed(said(late), "region") == "西南"
    assert Customer.objects.get(pk=mine).region == "华中"
    again = told | {"region": "西南", "rev": typed(said(late), "rev")}
    assert first.post(f"/customers/{mine}/edit/", again).status_code == 302
    assert Customer.objects.get(pk=mine).region == "西南"


def test_an_edit_that_makes_no_sense_is_kept_in_the_form(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    told = {"name": "", "customer_type": "成交", "potential": 9, "remark": "写了很久", "rev": 1}
    answer = client.post(f"/customers/{mine}/edit/", told)
    assert answer.status_code == 422
    assert "写了很久" in said(answer)


def test_scores_show_their_line_and_their_factors(book: dict[str, Viewer]) -> None:
    mine = id_of("K1")
    parts = (
        '{"to_next": 5.0, "factors": [{"name": "续约次数", "value": 3, "unit": "次", "points": 80, '
        '"weight": 0.25}]}'
    )
    found = {
        "standings": pl.DataFrame({"customer_id": [mine], "segment": ["重要价值"], "abc": ["A"]}),
        "scores": pl.DataFrame(
            {"customer_id": [mine], "scheme": ["优先级"], "score": [80.0], "tier": ["A"],
             "provisional": [False], "missing": [""], "explanation": ["80.0 = (续约 80)/1"],
             "parts": [parts]}
        ),
        "tags": pl.DataFrame({"customer_id": [mine], "tag": ["高价值"], "family": ["价值标签"],
                              "evidence": ["累计消费金额 12万"]}),
    }  # fmt: skip
    stamp = Stamp(date(2024, 6, 30), 1, "default@x")
    keep_run(found, stamp=stamp, summary={}, by=book["管理员"].account_id, at=timezone.now(),
             progress=lambda *_: None)  # fmt: skip
    page = said(client_of(book["王磊"]).get(f"/customers/{mine}/"))
    for words in ("80.0 = (续约 80)/1", "3 次", "×25%", "再高 5.0 分升一级", "累计消费金额 12万",
                  "重要价值"):  # fmt: skip
        assert words in page
    assert "优先级 A" in said(
        client_of(book["管理员"]).get("/customers/")
    )  # a choice, with a count


def test_hand_tags_come_and_go(book: dict[str, Viewer]) -> None:
    client, mine = client_of(book["王磊"]), id_of("K1")
    client.post(f"/customers/{mine}/tag/", {"tag": "年会"})
    assert "年会" in said(client.get("/customers/?tag=年会"))
    answer = client.post(f"/customers/{mine}/untag/", {"tag": "年会"}, follow=True)
    assert "没有符合的客户" in said(client.get("/customers/?tag=年会"))
    assert "放回去了" in said(client.post(undo_of(answer), follow=True))


def test_the_panel_looks_without_leaving(book: dict[str, Viewer]) -> None:
    panel = said(client_of(book["王磊"]).get(f"/customers/{id_of('K1')}/panel/"))
    assert "<html" not in panel
    assert "要看样机" in panel
    assert "13800001111" not in panel
