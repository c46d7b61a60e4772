"""The bell: a number on every page, a drawer, lines that leave when they are done."""

from datetime import UTC, datetime

import pytest
from records.conftest import people  # noqa: F401 - a fixture
from web.small_book import client_of, said

from zhike.records.notice.changes import tell
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
AT = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)
DRAWER = {"HX-Request": "true", "HX-Target": "panel"}


def test_the_bell_counts_and_the_drawer_empties(people: dict[str, Viewer]) -> None:  # noqa: F811
    ensure_playbook(at=AT)
    client = client_of(people["王磊"])
    tell(people["王磊"].account_id, "张三申请协作", link="/customers/7/", at=AT)
    tell(people["王磊"].account_id, "导入完成", at=AT)
    assert said(client.get("/tasks/")).count('<b class="bell-count">2</b>') == 2  # rail and phone
    drawer = client.get("/notices/", headers=DRAWER)
    assert '<a href="/customers/7/"' in said(drawer)
    assert "bell-count" not in said(client.get("/tasks/"))
    first = drawer.context["rows"][0].id
    left = client.post("/notices/done/", {"notice": first}, headers=DRAWER)
    assert [row.id for row in left.context["rows"]] == [drawer.context["rows"][1].id]
    gone = client.post("/notices/done/", follow=True)
    assert "没有新通知" in said(gone)
    assert gone.redirect_chain == [("/notices/", 302)]
