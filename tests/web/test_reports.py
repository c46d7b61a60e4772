"""The report page says what the document says, links every figure, and leads to the files."""

import re
import threading
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client
from web.two_books import logged_in

from zhike.jobs.run import carry_out
from zhike.records.job.lookups import next_queued
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
PAGE = "/reports/销售分析报表/"


@pytest.fixture
def admin(quarter: dict[str, Viewer]) -> Client:
    """Return the administrator's browser."""
    return logged_in(quarter["管理员"].account_id)


def read(client: Client, url: str) -> str:
    """Return a page's text; it must be there."""
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_page_says_the_quarter(admin: Client) -> None:
    page = read(admin, f"{PAGE}?period=2024Q2")
    shown = dict(
        re.findall(r"<dt>([^<]+)</dt>.*?data-panel=\"[^\"]+\">([^<]+)</a>", page, re.DOTALL)
    )
    assert shown == {
        "新增客户数": "120", "成交客户数": "45", "总销售额": "285.0", "客单价": "63,333.33",
        "客户转化率": "37.5%", "复购率": "42.2%",
    }  # fmt: skip
    assert "华东转化率最高：45.0%" in page
    assert "5月总销售额环比下降 12.0%" in page
    assert "差异显著" not in page  # 48 % against 35 % is no proof


def test_without_a_period_the_newest_whole_quarter_is_shown(admin: Client) -> None:
    assert "2024年第二季度" in read(admin, PAGE)


def test_every_figure_and_table_cell_opens_its_why(admin: Client) -> None:
    page = read(admin, f"{PAGE}?period=2024Q2")
    whys = set(re.findall(r'data-panel="(/why/[^"]+)"', page))
    assert len(whys) >= 6 + 3 + 4  # six figures, three months, four regions at least
    for why in sorted(whys):
        assert admin.get(why, headers={"HX-Request": "true"}).status_code == 200, why


def test_an_empty_period_names_the_nearest_one(admin: Client) -> None:
    page = read(admin, f"{PAGE}?period=2020Q1")
    assert "2020年第一季度没有订单。最早的数据在 2024年4月。" in page
    assert f"{quote(PAGE)}?period=2024Q2" in page
    assert "换成2024年第二季度" in page


def test_an_unreadable_period_is_said(admin: Client) -> None:
    answer = admin.get(f"{PAGE}?period=上季度")
    assert answer.status_code == 400
    assert "看不懂周期“上季度”" in answer.content.decode()


def test_a_consultant_sees_the_own_rows_and_it_says_so(quarter: dict[str, Viewer]) -> None:
    page = read(logged_in(quarter["王磊"].account_id), f"{PAGE}?period=2024Q2")
    assert "我的客户 60 家" in page
    assert ">120<" not in page


def test_an_export_leads_to_its_file(admin: Client) -> None:
    asked = {"period": "2024Q2", "format": "xlsx"}
    bar = admin.post(f"{PAGE}export/", asked, headers={"HX-Request": "true"})
    job = next_queued()
    assert f"/reports/progress/{job}/" in bar.content.decode()
    carry_out(job, stopping=threading.Event())
    done = read(admin, f"/reports/progress/{job}/")
    assert "销售分析报表_2024年第二季度.xlsx" in done
    made = admin.get(re.findall(r'href="([^"]+)"', done)[0], follow=True)
    assert b"".join(made.streaming_content)[:2] == b"PK"
    assert "2024" in read(admin, "/reports/")


def test_an_unknown_format_is_refused_and_nothing_asked_for(admin: Client) -> None:
    answer = admin.post(f"{PAGE}export/", {"period": "2024Q2", "format": "doc"})
    assert answer.status_code == 400
    assert next_queued() is None


def test_the_list_shows_all_three_reports(admin: Client) -> None:
    page = read(admin, "/reports/")
    for name in ("销售分析报表", "客户分层分析表", "客户概况报表"):
        assert f"/reports/{quote(name)}/" in page or f"/reports/{name}/" in page


def test_tiers_are_named_within_the_persons_own_customers(quarter: dict[str, Viewer]) -> None:
    address = "/reports/客户分层分析表/?period=2024Q2"
    whole = read(logged_in(quarter["管理员"].account_id), address)
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', whole)
    assert heads[8:] == [
        "客户编号", "客户名称", "客户价值评分", "分层结果", "核心行为特征", "主要问题点",
    ]  # fmt: skip
    assert "测试客户001有限公司" in whole
    assert "另有 15 行" in whole  # 45 bought
    counts = {
        name: int(
            re.findall(r"从高到低，共 (\d+) 家", read(logged_in(viewer.account_id), address))[0]
        )
        for name, viewer in quarter.items()
    }
    assert counts["王磊"] + counts["周小雨"] == counts["管理员"] == 45
    assert 0 < counts["王磊"] < 45


def test_the_overview_counts_everybody(admin: Client) -> None:
    page = read(admin, "/reports/客户概况报表/?period=2024Q2")
    shown = re.findall(r"<dt>([^<]+)</dt>.*?data-panel=\"[^\"]+\">([^<]+)</a>", page, re.DOTALL)
    assert dict(shown)["客户总数"] == "120"
    assert "各月新增与成交客户" in page
