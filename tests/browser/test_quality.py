"""整理 → 数据质量: from a rate to its formula and its customers, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browser.conftest import Visitors
from browser.seen import PHONE, WIDE, fits, total


def gaps(page: Page, group: str, field: str) -> int:
    """Return how many customers of a group lack a field, as the table says."""
    line = page.locator("table.heat tbody tr", has=page.locator("th", has_text=group)).first
    said = line.locator(f'td[data-label="{field}"] .heat-missing').inner_text()
    return int(re.sub(r"\D", "", said) or 0)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_a_gap_leads_to_its_customers(enter: Visitors, size: ViewportSize) -> None:
    page = enter("管理员", "/clean/", viewport=size)
    expect(page.locator(".quality-rate a.why")).to_have_text(re.compile(r"^\d+\.\d%$"))
    expect(page.locator(".quality-plan")).to_contain_text("达标")
    whole = gaps(page, "全部", "联系电话")
    groups = page.locator("table.heat tbody th").all_inner_texts()[1:]
    assert sum(gaps(page, group, "联系电话") for group in groups) == whole > 0

    page.locator('table.heat tr.heat-whole td[data-label="联系电话"] a.why').click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text(re.compile(r"÷ [\d,]{5} ="))
    expect(panel.get_by_role("link", name="在列表里打开")).to_be_visible()
    fits(page)
    page.set_viewport_size(size)
    panel.get_by_role("link", name="在列表里打开").click()
    expect(page.locator(".chip").filter(has_text="缺联系电话")).to_be_visible()
    assert total(page) == whole


def test_the_same_cells_split_another_way(enter: Visitors) -> None:
    page = enter("管理员", "/clean/")
    whole = gaps(page, "全部", "所属行业")
    page.get_by_role("link", name="渠道", exact=True).click()
    expect(page.locator("table.heat thead th").first).to_have_text("渠道")
    assert gaps(page, "全部", "所属行业") == whole
    page.get_by_role("link", name="看每位收集人带来的质量").click()
    expect(page.locator("table.collectors tbody tr").first).to_be_visible()
    fits(page)


def test_a_consultant_sees_the_own_gaps(enter: Visitors) -> None:
    page = enter("销售顾问", "/clean/?by=跟进人")
    name = page.locator(".rail-name").inner_text().split("\n")[0]
    assert set(page.locator("table.heat tbody th").all_inner_texts()) == {"全部", name}
    expect(page.get_by_role("link", name=re.compile("分派补充"))).to_have_count(0)
