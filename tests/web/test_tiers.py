"""方案对照: counts across two schemes within one's own rows, and the why of both letters."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from django.utils import timezone
from records.conftest import people  # noqa: F401 - a fixture
from web.small_book import client_of, id_of, open_book, said

from zhike.records.score.changes import keep_run
from zhike.words.stamp import Stamp
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
LETTERS = {"K1": ("S", "D", 900_000_00), "K2": ("A", "A", 100_00), "K3": ("S", "A", None)}


@pytest.fixture
def book(people: dict[str, Viewer], tmp_path: Any) -> dict[str, Viewer]:  # noqa: F811
    """Return the people of a book whose three customers have letters in two schemes."""
    open_book(people["管理员"], tmp_path)
    scores = [
        {"customer_id": id_of(key), "scheme": scheme, "score": 80.0, "tier": letter,
         "provisional": False, "missing": "", "explanation": f"{scheme}的算式{key}", "parts": "{}"}
        for key, letters in LETTERS.items()
        for scheme, letter in zip(("优先级", "价值分层"), letters, strict=False)
    ]  # fmt: skip
    standings = [
        {"customer_id": id_of(key), "recency_days": 1, "frequency": 1, "amount_fen": amount,
         "rfm": "", "segment": "", "abc": "", "share": None}
        for key, (_, _, amount) in LETTERS.items()
    ]  # fmt: skip
    tags = pl.DataFrame(
        schema=dict.fromkeys(("tag", "family", "evidence"), pl.String) | {"customer_id": pl.Int64}
    )
    found = {"standings": pl.DataFrame(standings), "scores": pl.DataFrame(scores), "tags": tags}
    keep_run(
        found, stamp=Stamp(date(2024, 6, 30), 1, "v"), summary={},
        by=people["管理员"].account_id, at=timezone.now(), progress=lambda *_: None,
    )  # fmt: skip
    return people


def cells(page: Any) -> dict[tuple[str, str], int]:
    """Return the counts of the table by their two letters, those that are not 0."""
    return {
        (line["word"], column): cell["count"]
        for line in page.context["table"]
        for column, cell in zip(page.context["columns"], line["cells"], strict=True)
        if cell["count"]
    }


def test_two_schemes_across_each_other(book: dict[str, Viewer]) -> None:
    page = client_of(book["管理员"]).get("/analyse/tiers/?a=优先级&b=价值分层")
    assert cells(page) == {("S", "D"): 1, ("A", "A"): 1, ("S", "A"): 1}
    text = said(page)
    for words in ("1 家在两个方案里差两级以上", "优先级的算式K1", "价值分层的算式K1", "≥ 85"):
        assert words in text
    assert "算式K2" not in text  # A in both: nothing to explain


def test_a_cell_opens_exactly_its_customers(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])
    page = client.get("/analyse/tiers/?a=优先级&b=价值分层")
    line = next(line for line in page.context["table"] if line["word"] == "S")
    url = next(cell["url"] for cell in line["cells"] if cell.get("apart"))
    listed = client.get(url)
    assert [row["id"] for row in listed.context["grid"]["rows"]] == [id_of("K1")]
    assert "优先级 S · 价值分层 D" in said(listed)


def test_only_ones_own_customers_count(book: dict[str, Viewer]) -> None:
    page = client_of(book["周小雨"]).get("/analyse/tiers/?a=优先级&b=价值分层")
    assert cells(page) == {("S", "A"): 1}
    assert "甲州" not in said(page)


def test_without_an_analysis_it_says_what_to_do(people: dict[str, Viewer]) -> None:  # noqa: F811
    assert "要先分析一次" in said(client_of(people["管理员"]).get("/analyse/tiers/"))
