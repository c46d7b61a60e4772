"""A report: each figure opens its why, its rows lead to customers, its files hold the same."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
from playwright.sync_api import Download, Page, expect

from browser.conftest import Visitors
from browser.seen import JOB_MS, REPORT

ENDINGS = {"Excel": ".xlsx", "PDF": ".pdf", "长图": ".png"}
FIRST_BYTES = {".xlsx": b"PK", ".pdf": b"%PDF", ".png": b"\x89PNG"}


def test_a_figure_opens_its_formula_its_values_and_its_rows(enter: Visitors) -> None:
    page = enter("管理员", REPORT)
    shown = figure(page, "客户转化率")
    page.locator(".figure", has_text="客户转化率").locator("a.why").click()
    panel = page.locator("#panel")
    formulas = panel.locator(".formula")
    expect(formulas.first).to_have_text("成交客户数 ÷ 新增客户数 × 100%")
    told = re.fullmatch(r"([\d,]+) ÷ ([\d,]+) × 100% = ([\d.]+)%", formulas.last.inner_text())
    assert told
    won, new = (Decimal(one.replace(",", "")) for one in told.groups()[:2])
    assert shown_as("(%)", float(won / new)) == f"{told[3]}%" == shown
    assert [figure(page, name) for name in ("成交客户数", "新增客户数")] == [told[1], told[2]]
    customer = panel.locator(".lines a").first
    name = customer.inner_text()
    customer.click()
    expect(page.locator(".headline h1")).to_have_text(name)


def test_the_files_hold_what_the_page_shows(enter: Visitors, tmp_path: Path) -> None:
    page = enter("管理员", REPORT)
    for label, ending in ENDINGS.items():
        file = keep(export(page, label), tmp_path)
        assert file.suffix == ending
        assert file.read_bytes().startswith(FIRST_BYTES[ending])
    heads, told = head_and_figures(next(tmp_path.glob("*.xlsx")))
    units = page.locator(".figure").all_inner_texts()
    assert len(units) == len(told) == 6
    for name, value in zip(heads, told, strict=True):
        assert shown_as(name, value) == figure(page, name.split("(")[0])
    page.goto("/reports/")
    expect(page.locator(".chip", has_text="PDF").first).to_be_visible()


def export(page: Page, label: str) -> Download:
    """Ask for a file and wait on the page until it is there."""
    page.locator("summary", has_text="导出").click()
    page.locator(".menu-list").get_by_role("button", name=label).click()
    ready = page.locator("#export a[download]", has_text=ENDINGS[label])
    expect(ready).to_be_visible(timeout=JOB_MS)
    with page.expect_download() as got:
        ready.click()
    return got.value


def keep(download: Download, folder: Path) -> Path:
    """Keep a download under the name it was given."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def head_and_figures(path: Path) -> tuple[list[str], list[float]]:
    """Return the figure columns of the template's first sheet and their values."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(place for place, line in enumerate(lines) if line[0] == "报表名称")
    picked = [place for place, head in enumerate(lines[at]) if head and "(" in str(head)]
    return [str(lines[at][place]) for place in picked], [
        float(str(lines[at + 1][place])) for place in picked
    ]


def shown_as(head: str, value: float) -> str:
    """Return a workbook's value as the page writes it: halves go up."""
    worth = Decimal(repr(value)) * (100 if "%" in head else 1)
    places = "0.1" if "%" in head or "万元" in head else "0.01" if "元" in head else "1"
    rounded = worth.quantize(Decimal(places), ROUND_HALF_UP)
    return f"{rounded:,}%" if "%" in head else f"{rounded:,}"


def figure(page: Page, name: str) -> str:
    """Return a figure of the page as it is written."""
    exact = page.locator("dt", has_text=re.compile(f"^{name}$"))
    return page.locator(".figure", has=exact).locator("a.why").inner_text()


def test_an_empty_period_offers_one_with_data(enter: Visitors) -> None:
    page = enter("管理员", "/reports/销售分析报表/?period=2019Q1")
    expect(page.locator(".empty-why")).to_contain_text("没有订单")
    page.locator(".empty a.btn").click()
    expect(page.locator(".figure")).to_have_count(6)
