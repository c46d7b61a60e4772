"""A page that stood open too long: the house's own page, nothing written, nothing lost."""

import json

import pytest
from django.test import Client
from web.small_book import client_of, said

from zhike.records.customer.models import Customer
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
NEW = "/entries/customers/new/"


def test_an_old_sign_is_told_and_renewed(boss: Viewer) -> None:
    client = client_of(boss, strict=True)
    whole = client.post(NEW, {"name": "甲公司"})
    assert whole.status_code == 403
    assert "写的都还在" in said(whole)
    assert whole.cookies["csrftoken"].value  # the next try is good
    part = client.post(NEW, {"name": "甲公司"}, headers={"HX-Request": "true"})
    assert part.status_code == 204
    assert "请再按一次" in json.loads(part["HX-Trigger"])["zhike:said"]["text"]
    assert not Customer.objects.exists()


def test_a_login_that_ran_out_keeps_the_page(boss: Viewer) -> None:
    del boss
    told = Client().post(NEW, {"name": "甲公司"})
    assert told.status_code == 401
    assert "在新窗口登录" in said(told)
    assert Client().get(NEW)["Location"] == f"/login/?next={NEW}"
    part = Client().post(NEW, {"name": "甲公司"}, headers={"HX-Request": "true"})
    assert part.status_code == 302  # the script says it and leaves the panel as it is
