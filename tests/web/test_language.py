"""The pages in three languages: every word of the page follows, the customers' data stays."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from records.proposals import PROBLEMS, part
from web.small_book import said as text_of
from web.two_books import AT, empty_house, fresh_house, logged_in

from zhike.jobs.run import run_now
from zhike.records.customer.models import Customer
from zhike.records.finding.models import Finding
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.said import money, said, summed
from zhike.web.forms.known import FORMS
from zhike.web.shown.why import why_url
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
HAN = re.compile(r"[\u4e00-\u9fff]+")
DATA = (  # what the book itself holds, in the language it was written in
    "知客", "简体中文", "繁體中文", "管理员", "机械", "客户名称", "3日内", "华东，华南", "李明，",
    "“发现”", ".csv", "跟进高潜力客户", "高潜力客户，", "目前没有", "编号K", "通用",
)  # fmt: skip
NAMES = ("Acme Machines", "Best Logistics", "Crown Foods", "Delta Metals")
TITLES = {  # page: its title in English and in 繁體
    "home": ("Today", "今天"),
    "customers": ("Customers", "客戶"),
    "collect": ("Collect", "收集"),
    "clean": ("Clean up", "整理"),
    "measure": ("Tags &amp; metrics", "標籤與指標"),
    "analyse": ("Analysis", "分析"),
    "reports": ("Reports", "報表"),
    "tasks": ("Act", "行動"),
    "settings": ("Settings", "設定"),
}


@pytest.fixture(scope="module")
def admin(django_db_setup: None, django_db_blocker: Any) -> Iterator[Viewer]:
    """Return the administrator of a book of firms with English names, analysed."""
    with django_db_blocker.unblock():
        viewer = fresh_house()
        _take_in(viewer)
        run_now("analyse", viewer, as_of="2024-06-30")
        yield viewer
        empty_house()


def _take_in(viewer: Viewer) -> None:
    customers = [
        {"_file": "book.csv", "_row": row, "_identity": f"编号:K{row}", "external_id": f"K{row}",
         "name": name, "region": "华东", "customer_type": "成交", "size_label": "大客户",
         "industry_group": "制造业", "source_channel": "协会", "potential": 5,
         "first_contact_on": date(2024, 2, 1), "owner_id": viewer.account_id}
        for row, name in enumerate(NAMES, 2)
    ]  # fmt: skip
    orders = [
        {"_file": "book.csv", "_sheet": "o",
         "_row": row * 9 + month, "external_id": f"O{row}{month}",
         "_identity": f"订单号:O{row}{month}", "_parent": f"编号:K{row}",
         "ordered_on": date(2024, month, 3), "amount_fen": row * 1_234_567}
        for row, _ in enumerate(NAMES, 2)
        for month in range(3, 7)
    ]  # fmt: skip
    book = Proposal(
        "customers", ("book.csv",), (part("customers", customers), part("orders", orders)),
        PROBLEMS, (), {"new": len(NAMES)}, {},
    )  # fmt: skip
    home, by = settings.HOME, viewer.account_id
    batch = open_batch(book, home=home, playbook_version="t", about={}, by=by, at=AT)
    accept_batch(batch, book, home=home, by=by, at=AT, progress=lambda *_: None)


class Drawn(HTMLParser):
    """Gathers what a page says, without what it marks as being in Chinese (lang="zh-Hans")."""

    SINGLE = frozenset({"meta", "link", "input", "img", "br", "hr"})
    SPOKEN = ("placeholder", "aria-label", "alt")

    def __init__(self) -> None:
        """Begin outside everything."""
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag itself says, and whether what is inside counts."""
        named = dict(attrs)
        out = bool(self.open and self.open[-1][1]) or tag in ("script", "style")
        out |= tag != "html" and (named.get("lang") or "").lower().startswith("zh")
        if not out:
            self.said += [str(named[key]) for key in self.SPOKEN if named.get(key)]
        if tag not in self.SINGLE:
            self.open.append((tag, out))

    def handle_endtag(self, tag: str) -> None:
        """Leave the tag and whatever was left open inside."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note what stands between the tags."""
        if data.strip() and not (self.open and self.open[-1][1]):
            self.said.append(" ".join(data.split()))


def chinese_on(page: str) -> list[str]:
    """Return what a page says in Chinese that is not the book's data."""
    drawn = Drawn()
    drawn.feed(page)
    return [
        one
        for one in drawn.said
        if len(HAN.sub("", one)) < len(one) > 1 and not any(word in one for word in DATA)
    ]


def client_in(viewer: Viewer, language: str) -> Client:
    """Return a browser of somebody who chose a language."""
    client = logged_in(viewer.account_id)
    answer = client.post(reverse("set_language"), {"language": language, "next": "/settings/"})
    assert answer.status_code == 302
    return client


def addresses() -> list[str]:
    """Return the main pages, a customer, its form and panel, a why, a report, every entry form."""
    one = Customer.objects.order_by("id").first()
    assert one is not None
    found = [reverse(name) for name in (*TITLES, "tiers", "findings", "follow_up")]
    found += [reverse(name, args=[one.pk]) for name in ("customer", "customer_edit")]
    found += [reverse("customer_panel", args=[one.pk]), f"{reverse('customers')}?cols=t0"]
    found += [f"{reverse('customers')}?region=华东&tier=优先级:S", reverse("review_duplicates")]
    found += [why_url("总销售额", period="2024Q2"), why_url("复购率", period="2024Q2")]
    found += [f"{reverse('report', args=['客户概况报表'])}?period=2024Q2"]
    found += [reverse(f"entry_{noun}") for noun in FORMS]
    return found + [reverse("finding", args=[row.pk]) for row in Finding.objects.all()[:2]]


def test_an_english_page_says_nothing_in_chinese(admin: Viewer) -> None:
    client = client_in(admin, "en")
    left = {}
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = text_of(answer)
        assert '<html lang="en">' in page or "<html" not in page, address
        if found := chinese_on(page):
            left[address] = found
    assert left == {}


@pytest.mark.parametrize(("language", "at"), [("en", 0), ("zh-hant", 1)])
def test_titles_and_rail_are_in_the_language(admin: Viewer, language: str, at: int) -> None:
    client = client_in(admin, language)
    for name, titles in TITLES.items():
        page = text_of(client.get(reverse(name)))
        assert f'<html lang="{language}">' in page
        assert f"<title>{titles[at]} · " in page
        assert all(f"<span>{other[at]}</span>" in page for other in TITLES.values())


def test_buttons_heads_labels_and_toasts_follow(admin: Viewer) -> None:
    client = client_in(admin, "en")
    one = Customer.objects.get(name=NAMES[0])
    listed = text_of(client.get(reverse("customers")))
    for words in ("Customer name", "Priority", "12-month amount (10k)", "Export", "East", "Won"):
        assert words in listed
    form = text_of(client.get(reverse("customer_edit", args=[one.pk])))
    for words in ("Channel", "Potential score", "1–5 points", "Prospect", "Save"):
        assert words in form
    answer = client.post(
        f"{reverse('follow_up')}?customer={one.pk}",
        {"way": "电话", "summary": "fine", "happened_on": "2024-06-01", "feedback": "积极"},
        follow=True,
    )
    assert "Kept the follow-up of 2024-06-01 by" in text_of(answer)
    refused = client.post(reverse("customers_act"), {"tag": "x"}, follow=True)
    assert "No customers selected" in text_of(refused)
    assert one.interactions.get(summary="fine").way == "电话"  # the data stays as the book has it


def test_traditional_chinese_keeps_the_customers_data(admin: Viewer) -> None:
    Customer.objects.filter(name=NAMES[1]).update(name="简体有限公司", remark="数据与联系人")
    one = Customer.objects.get(name="简体有限公司")
    page = text_of(client_in(admin, "zh-hant").get(reverse("customer", args=[one.pk])))
    assert "简体有限公司" in page
    assert "数据与联系人" in page
    assert "聯絡人" in page
    assert "联系人</h2>" not in page


def test_the_switch_stands_in_the_menu_on_settings_and_at_the_login(admin: Viewer) -> None:
    client = client_in(admin, "zh-hans")
    page = text_of(client.get(reverse("tasks")))
    assert page.count('name="language"') == 3
    assert all(f"<span>{name}</span>" in page for name in ("简体中文", "繁體中文", "English"))
    assert f'<input type="hidden" name="next" value="{reverse("tasks")}">' in page
    assert text_of(client.get(reverse("settings"))).count('name="language"') == 6
    stranger = Client()
    assert '<html lang="zh-hans">' in text_of(stranger.get(reverse("login")))
    answer = stranger.post(reverse("set_language"), {"language": "en", "next": "/login/"})
    assert answer["Location"] == "/login/"
    door = text_of(stranger.get(reverse("login")))
    assert '<html lang="en">' in door
    assert "Log in" in door
    assert chinese_on(door) == []
    kept = stranger.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert kept["max-age"] >= 30 * 24 * 3600


def test_the_browsers_own_wish_does_not_switch(admin: Viewer) -> None:
    client = logged_in(admin.account_id)
    page = text_of(client.get(reverse("tasks"), headers={"accept-language": "en"}))
    assert '<html lang="zh-hans">' in page


def test_words_and_amounts_are_drawn_in_english() -> None:

    with override("en"):
        drawn = {
            word: said(word) for word in ("2024年第二季度", "2024年5月", "127.6万", "成交", "Acme")
        }
        assert list(drawn.values()) == ["2024 Q2", "2024-05", "1,276.0k", "Won", "Acme"]
        assert said("2024-01-01 至 2024-06-30") == "2024-01-01 to 2024-06-30"
        assert said("新增客户数（个）") == "New customers (pcs)"
        assert (money(28_500_000), summed(28_500_000), summed(744_300)) == (
            "285.0k", "CNY 285.0k", "CNY 7,443.00",
        )  # fmt: skip
        assert said("") == ""
    with override("zh-hant"):
        assert (said("成交"), money(28_500_000)) == ("成交", "28.5萬")
    assert (said("成交"), money(28_500_000), summed(28_500_000)) == ("成交", "28.5万", "28.5万元")
