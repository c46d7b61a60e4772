"""Seed 003's second quarter as a kept book: 120 customers shared by two consultants, 64 orders."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from records.proposals import PROBLEMS, part
from web.two_books import AT, fresh_house

from zhike.access.viewer import viewer_for
from zhike.records.account.changes import create_account, create_team
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer

FOLDER = Path(__file__).parents[1] / "examples" / "seed_q2"


def quarter_book() -> dict[str, Viewer]:
    """Take the quarter in; returns Viewers by name. 王磊 and 周小雨 own every second customer."""
    people = {"管理员": fresh_house()}
    team = create_team("华东组", by=None, at=AT)
    for username, name, role in (
        ("limin", "李敏", "销售经理"),
        ("wanglei", "王磊", "销售顾问"),
        ("zhou", "周小雨", "销售顾问"),
    ):
        made = create_account(username, name=name, role=role, team_id=team, by=None, at=AT)
        people[name] = viewer_for(made)
    _take_in(people)
    return people


def _take_in(people: dict[str, Viewer]) -> None:
    admin, owners = people["管理员"], (people["王磊"], people["周小雨"])
    customers = [
        {"_file": "五月.xlsx", "_row": row, "_identity": f"编号:{line['客户编号']}",
         "external_id": line["客户编号"], "name": line["客户名称"], "region": line["区域"],
         "size_label": line["企业规模"], "customer_type": line["客户类型"],
         "first_contact_on": date.fromisoformat(line["首次接触时间"]),
         "potential": 5 if row <= 13 else 2, "owner_id": owners[row % 2].account_id}
        for row, line in enumerate(_read("customers.csv"), 2)
    ]  # fmt: skip
    orders = [
        {"_file": "五月.xlsx", "_sheet": "订单", "_row": row, "external_id": line["订单号"],
         "_identity": f"订单号:{line['订单号']}", "_parent": f"编号:{line['客户编号']}",
         "ordered_on": date.fromisoformat(line["订单日期"]),
         "amount_fen": int(line["金额(元)"]) * 100}
        for row, line in enumerate(_read("orders.csv"), 2)
    ]  # fmt: skip
    parts = (part("customers", customers), part("orders", orders))
    book = Proposal("customers", ("五月.xlsx",), parts, PROBLEMS, (), {"new": 120}, {})
    home, by = settings.HOME, admin.account_id
    batch = open_batch(book, home=home, playbook_version="t", about={}, by=by, at=AT)
    accept_batch(batch, book, home=home, by=by, at=AT, progress=lambda *_: None)


def _read(name: str) -> list[dict[str, Any]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
