"""Who came and is no customer yet goes through the ordinary import, with the activity's channel."""

import re

import pytest
from web.small_book import client_of, said

from zhike.jobs.run import run_now
from zhike.playbook.load import load_builtin
from zhike.records.activity.models import Activity
from zhike.records.attendance.lookups import activity_for
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.records.job.models import Job
from zhike.runs.guests import Guest, guests
from zhike.words.viewer import Viewer

LINES = (
    ("公司", "联系人", "电话"),
    ("13812340001", "新城自动化有限公司", "马工", "设备主管"),
    ("周明明", "138 1234 0002"),
    ("13812340003",),
)


def test_lines_are_understood_without_heads() -> None:
    assert guests(LINES, playbook=load_builtin("default")) == [
        Guest("新城自动化有限公司", "马工", "13812340001", "设备主管"),
        Guest("周明明", "", "13812340002"),
    ]


@pytest.mark.django_db
def test_strangers_become_customers_who_came(boss: Viewer) -> None:
    client = client_of(boss)
    made = {"name": "苏州工业展", "activity_kind": "展会", "held_on": "2024-06-20"}
    assert client.post("/entries/activities/new/", made).status_code == 302
    held = Activity.objects.get().pk
    page = client.post(f"/activities/{held}/came/", {"cells": "\n".join(map("\t".join, LINES))})
    assert "作为新客户导入" in said(page)
    sent = [
        text.replace("&#x27;", "'")
        for text in re.findall(r'name="guest" value="([^"]*)"', said(page))
    ]
    assert len(sent) == 4
    answer = client.post(f"/activities/{held}/import/", {"guest": sent})
    asked = Job.objects.get(pk=int(answer["Location"].split("/")[-2])).arguments
    told = run_now("propose_import", boss, **asked)
    assert (told["new"], told["rejected"]) == (4, 0)
    assert not Customer.objects.exists()  # first a person looks at it
    run_now("accept_import", boss, batch=told["batch"])
    kept = Customer.objects.order_by("id")
    assert [(one.name, one.source_channel, f"{one.first_contact_on}") for one in kept] == [
        ("新城自动化有限公司", "展会问卷", "2024-06-20"), ("周明明", "展会问卷", "2024-06-20"),
    ]  # fmt: skip
    row = activity_for(boss, held)
    assert (row.came, row.new) == (2, 2)
    assert Batch.objects.get(pk=told["batch"]).channel == "展会问卷"
    refused = client.post(f"/activities/{held}/import/", {"guest": ["13812340003"]})
    assert "没有名称" in said(refused)
