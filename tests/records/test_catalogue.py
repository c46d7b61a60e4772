"""How much records use what the playbook describes, on either database."""

import json
from functools import partial

import pytest
from django.db import connection
from records.conftest import AT
from records.test_batch import People
from records.test_goals import customer

from zhike.playbook.editing import add_field, hide_field
from zhike.records.catalogue.changes import new_field
from zhike.records.catalogue.usage import filled_of, times_used
from zhike.records.customer.models import Customer
from zhike.records.own import OwnText, has_own
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.playbook_version.editing import PlaybookChanged, edit_playbook, return_to
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.records.playbook_version.models import PlaybookVersion
from zhike.words.problem import Refused

pytestmark = pytest.mark.django_db


def test_own_values_are_found_however_their_names_are_written(people: People) -> None:
    one, two = customer(1, own={"信用状况": "良好"}), customer(2)
    table, said = Customer._meta.db_table, json.dumps({"信用状况": "较差"})  # escaped
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET own = %s WHERE id = %s", [said, two.pk])
    customer(3)
    found = Customer.objects.annotate(said=OwnText("信用状况")).values_list("said", flat=True)
    assert sorted(found, key=str) == [None, "良好", "较差"]
    assert Customer.objects.filter(has_own("信用状况")).count() == 2
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT own FROM {table} WHERE id = %s", [one.pk])
        assert "\\u" not in str(cursor.fetchone()[0])


def test_words_and_fields_are_counted(people: People) -> None:
    ensure_playbook(at=AT)
    playbook = active_playbook()
    customer(1, own={"信用状况": "良好", "年营收": 1}, size_label="大型企业", size_text="大型企业")
    customer(2, own={"信用状况": "良好"}, source_channel="转介绍")
    customer(3, remark="无")
    assert times_used(playbook, "信用状况", ["良好", "较差"]) == {"良好": 2}
    assert times_used(playbook, "规模", ["大型企业"]) == {"大型企业": 1}
    assert times_used(playbook, "接触渠道", ["转介绍", "协会"]) == {"转介绍": 1}
    rows, filled = filled_of("customers", playbook.fields("customers"))
    assert rows == 3
    assert (filled["信用状况"], filled["年营收"], filled["source_channel"]) == (2, 1, 1)
    assert (filled["remark"], filled["number"], filled["potential"]) == (0, 3, 0)


def test_a_change_is_a_version_that_the_next_must_have_seen(people: People) -> None:
    admin, seen = people["管理员"], ensure_playbook(at=AT)
    add = partial(add_field, noun="customers", label="返点", kind="percent")
    before, now = edit_playbook(admin, add, seen=seen, why="新增栏目 客户.返点", at=AT)
    assert (before, now) == (seen, active_version())
    row = PlaybookVersion.objects.get(version=now)
    assert (row.by_id, row.note, row.at) == (admin.account_id, "新增栏目 客户.返点", AT)
    with pytest.raises(PlaybookChanged, match="管理员 刚改过手册（新增栏目 客户"):
        edit_playbook(admin, add, seen=seen, why="再来", at=AT)
    with pytest.raises(PlaybookChanged):
        return_to(admin, before, seen=before, at=AT)
    return_to(admin, before, seen=now, at=AT)
    assert active_version() == seen


def test_a_change_that_changes_nothing_writes_nothing(people: People) -> None:
    seen = ensure_playbook(at=AT)
    show = partial(hide_field, path="customers.remark", hidden=False)
    assert edit_playbook(people["管理员"], show, seen=seen, why="启用", at=AT) == (seen, seen)
    assert PlaybookVersion.objects.count() == 1


def test_only_who_may_change_settings_changes_the_playbook(people: People) -> None:
    seen = ensure_playbook(at=AT)
    with pytest.raises(Refused, match="只有管理员可以修改手册"):
        new_field(
            people["李敏"], "customers", words=(), seen=seen, at=AT, label="返点", kind="percent"
        )
