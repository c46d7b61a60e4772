"""An earlier version of a form: looked at, brought back as a new one, and told in the history."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from web.form_book import ASKED, opened
from web.small_book import client_of, said

from zhike.collect.form.design import Item
from zhike.records.form.changes import publish_form, save_draft, stop_form
from zhike.records.form.lookups import form_for
from zhike.records.form.models import PublicForm
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
LATER = replace(ASKED, title="秋季展会", items=(*ASKED.items[:4], *ASKED.items[5:]))


def twice_published(boss: Viewer) -> int:
    """Return a form that asked about satisfaction in its first version only."""
    token = opened(boss)
    form: int = PublicForm.objects.get(links__token=token).pk
    save_draft(boss, form, LATER, at=timezone.now())
    publish_form(boss, form, playbook=active_playbook(), at=timezone.now())
    return form


def test_an_earlier_version_is_shown_and_comes_back_as_a_new_one(boss: Viewer) -> None:
    form, client = twice_published(boss), client_of(boss)
    assert f"/collect/forms/{form}/versions/1/" in said(client.get(f"/collect/forms/{form}/"))
    page = said(client.get(f"/collect/forms/{form}/versions/1/"))
    assert "标题改回当时的" in page
    assert "加回“总体满意吗？”" in page
    answer = client.post(f"/collect/forms/{form}/versions/1/restore/", follow=True)
    assert "已恢复第 1 版的内容，成为第 3 版" in said(answer)
    row = form_for(boss, form)
    assert (row.version, row.design, row.published, row.state) == (3, ASKED, ASKED, "发布")
    line = HistoryLine.objects.get(action="恢复表单版本")
    assert (line.record_id, line.by_id, line.before["version"], line.after["restored"]) == (
        form, boss.account_id, 2, 1,
    )  # fmt: skip
    assert "什么也不会变" in said(client.get(f"/collect/forms/{form}/versions/3/"))
    assert client.get(f"/collect/forms/{form}/versions/9/").status_code == 404


def test_a_stopped_form_stays_stopped_and_what_may_not_be_asked_is_refused(boss: Viewer) -> None:
    form, client = twice_published(boss), client_of(boss)
    stop_form(boss, form, at=timezone.now() + timedelta(minutes=1))
    client.post(f"/collect/forms/{form}/versions/1/restore/")
    assert form_for(boss, form).state == "停用"
    internal = Item("x", "field", label="评级", path="customers.potential")
    row = PublicForm.objects.get(pk=form).versions.get(number=2)
    row.content = replace(LATER, items=(*LATER.items, internal)).plain()
    row.save()
    refused = client.post(f"/collect/forms/{form}/versions/2/restore/")
    assert refused.status_code == 409
    assert "第 2 版不能照样恢复：“评级”现在不能在表单里问" in said(refused)
    assert form_for(boss, form).version == 3
