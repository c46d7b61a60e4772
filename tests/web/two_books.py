"""Two consultants with customers of their own, whose every value can be told apart."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from records.proposals import PROBLEMS, part
from web.small_book import open_book

from zhike.access.viewer import viewer_for
from zhike.collect.form.design import Design, Item
from zhike.jobs.run import carry_out, enqueue, run_now
from zhike.records.account.changes import create_account, create_team, ensure_roles
from zhike.records.account.models import Account
from zhike.records.attendance.changes import attend
from zhike.records.blocking.table import clear_blocking
from zhike.records.collaborator.models import Ask
from zhike.records.contact.models import Contact
from zhike.records.entry.changes import enter
from zhike.records.filing.changes import attach
from zhike.records.fill_in.changes import give_cells
from zhike.records.finding.changes import keep_findings
from zhike.records.finding.models import Finding as KeptFinding
from zhike.records.form.changes import add_link, create_form, publish_form
from zhike.records.handin.changes import Handed, hand_in
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.mapping.recipe import take_in
from zhike.records.match.found import Group
from zhike.records.merge.changes import merge_customers
from zhike.records.merge_round.changes import open_round
from zhike.records.order.models import Order
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.tag.changes import set_tag
from zhike.records.task.changes import create_tasks
from zhike.records.task.models import Task
from zhike.records.view.changes import save_view
from zhike.runs.entry import propose_entry
from zhike.words.finding import Behind, Finding, Reach, customer
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer

AT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)
AS_OF = date(2024, 6, 30)
REPORT, PERIOD = "销售分析报表", "2024Q2"
PEOPLE = ("张三", "李四")  # whom one may call at each of the first customers


@dataclass(frozen=True)
class Marks:
    """Values that only one person's customers carry; `half` finds them without being one."""

    name: str
    half: str
    number: str
    phone: str
    email: str
    summary: str
    remark: str
    order: str
    product: str
    tag: str
    title: str
    file: str
    amount_fen: int
    ordered_on: date

    @property
    def all(self) -> tuple[str, ...]:
        """Return every word that must not be shown to anybody else."""
        whole, wan = self.amount_fen // 100, f"{self.amount_fen / 1_000_000:,.1f}"
        return (
            self.name, self.number, self.phone, self.phone[-4:], self.email, self.summary,
            self.remark, self.order, self.product, self.tag, self.title, self.file,
            f"{whole}", f"{whole:,}", wan,
        )  # fmt: skip


MINE = Marks(
    "青鸾精密轴承厂", "青鸾精密", "QL-310077", "13700005151", "ql@bearing.example", "要看青鸾样册",
    "青鸾爱比价", "QLO-5511", "青鸾滚针", "青鸾标", "回访青鸾", "青鸾名单.xlsx",
    3_141_59, date(2024, 5, 20),
)  # fmt: skip
THEIRS = Marks(
    "鲸落深海勘探社", "鲸落深海", "JL-880099", "13912347788", "jl@deepsea.example", "要改鲸落合同",
    "鲸落怕涨价", "JLO-6622", "鲸落声呐", "鲸落标", "回访鲸落", "鲸落名单.xlsx",
    98_765_432_10, date(2024, 4, 20),
)  # fmt: skip


@dataclass
class Side:
    """One consultant with the ids of everything that is theirs."""

    viewer: Viewer
    username: str
    marks: Marks
    ids: dict[str, Any] = field(default_factory=dict)

    def client(self) -> Client:
        """Return a browser logged in as this person."""
        return logged_in(self.viewer.account_id)


def logged_in(account_id: int) -> Client:
    """Return a browser logged in as an account."""
    client = Client()
    client.force_login(
        Account.objects.get(pk=account_id), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def fresh_house() -> Viewer:
    """Return the administrator of an empty book; the snapshot of an earlier test is gone."""
    shutil.rmtree(settings.HOME.snapshot, ignore_errors=True)
    shutil.rmtree(settings.HOME.events, ignore_errors=True)
    settings.HOME.ensure()
    ensure_roles()
    ensure_playbook(at=AT)
    return viewer_for(create_account("admin", name="管理员", role="管理员", by=None, at=AT))


def empty_house() -> None:
    """Take everything out again, also the tables that are no model's."""
    call_command("flush", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM customer_search")
    clear_blocking()


def consultant(username: str, name: str, marks: Marks) -> Side:
    """Return a consultant alone in a team, with customers taken in and something of everything."""
    team = create_team(f"{name}组", by=None, at=AT)
    account = create_account(username, name=name, role="销售顾问", team_id=team, by=None, at=AT)
    side = Side(viewer_for(account), username, marks)
    _take_in(side)
    _mark(side)
    _write(side)
    _merge(side)
    _ask(side)
    _keep_files(side)
    _report(side)
    return side


def _take_in(side: Side) -> None:
    marks, owner = side.marks, side.viewer.account_id
    book = Proposal(
        "customers", (marks.file,), (*_people(marks, owner), *_orders(marks)), PROBLEMS, (),
        {"new": 2}, {},
    )  # fmt: skip
    home = settings.HOME
    batch = open_batch(book, home=home, playbook_version="t", about={}, by=owner, at=AT)
    accept_batch(batch, book, home=home, by=owner, at=AT, progress=lambda *_: None)
    side.ids["batch_id"] = batch


def _people(marks: Marks, owner: int) -> tuple[Any, ...]:
    first, second = _identities(marks)
    place = {"_file": marks.file}
    customers = [
        {**place, "_identity": first, "external_id": marks.number, "name": marks.name,
         "remark": marks.remark, "region": "华东", "customer_type": "成交", "potential": 5,
         "first_contact_on": date(2024, 4, 10), "owner_id": owner},
        # The same name twice, so that the search for duplicates has something to say.
        {**place, "_identity": second, "external_id": f"{marks.number}B", "name": marks.name,
         "remark": "", "region": "华南", "customer_type": "意向", "potential": 4,
         "first_contact_on": date(2024, 5, 10), "owner_id": owner},
    ]  # fmt: skip
    contact = {**place, "_identity": f"联系人:{first}", "_parent": first, "name": PEOPLE[0],
               "phone": marks.phone, "email": marks.email}  # fmt: skip
    call = {**place, "_identity": f"互动:{first}", "_parent": first, "owner_id": owner,
            "happened_on": date(2024, 5, 2), "way": "电话", "summary": marks.summary}  # fmt: skip
    return part("customers", customers), part("contacts", [contact]), part("interactions", [call])


def _orders(marks: Marks) -> tuple[Any, ...]:
    first, _ = _identities(marks)
    order, place = f"订单号:{marks.order}", {"_file": marks.file}
    bought = {**place, "_identity": order, "_parent": first, "external_id": marks.order,
              "ordered_on": marks.ordered_on, "amount_fen": marks.amount_fen}  # fmt: skip
    line = {**place, "_identity": f"{order}#1", "_parent": order, "product": marks.product,
            "amount_fen": marks.amount_fen, "quantity": 1.0}  # fmt: skip
    return part("orders", [bought]), part("order_lines", [line])


def _identities(marks: Marks) -> tuple[str, str]:
    return f"编号:{marks.number}", f"编号:{marks.number}B"


@dataclass(frozen=True)
class _Draft:
    customer_id: int
    title: str
    why: str
    due_on: date


def _mark(side: Side) -> None:
    """Put a tag and a task on the first customer, and note its ids."""
    run_now("find_matches", side.viewer)
    found = run_now("find_duplicates", side.viewer)
    assert found["pairs"], "the two customers of one name are found"
    customer, contact = _ids(side.marks)
    set_tag(side.viewer, customer, side.marks.tag, at=AT)
    draft = _Draft(customer, side.marks.title, side.marks.remark, date(2024, 7, 3))
    create_tasks(side.viewer, [draft], plan="", run_id=None, at=AT)
    task = Task.objects.get(customer_id=customer).pk
    view = save_view(side.viewer, side.marks.half, {"q": side.marks.half}, at=AT)
    giver = replace(side.viewer, may=side.viewer.may | {"assign"})
    given = give_cells(
        giver, {"contacts.phone": None}, manager_id=None, due_on=date(2024, 7, 8), at=AT,
        why=side.marks.remark,
    )  # fmt: skip
    side.ids |= {"customer_id": customer, "contact_id": contact, "task_id": task, "view_id": view,
                 "giving_id": given.giving_id, "recipe_id": _recipe(side)}  # fmt: skip


def _recipe(side: Side) -> int:
    """Keep how a sheet of theirs is read, with a word of theirs in it."""
    told = {
        "名称": side.marks.title, "种类": "客户", "表头": [side.marks.half],
        "列": {"customers.name": side.marks.half},
        "词": [{"栏目": "customers.remark", "原值": side.marks.remark, "改为": side.marks.summary}],
    }  # fmt: skip
    return take_in(side.viewer, json.dumps(told).encode(), playbook=active_playbook(), at=AT)


def _ids(marks: Marks) -> tuple[int, int]:
    contact = Contact.objects.get(phone=marks.phone)
    return contact.customer_id, contact.pk


def _write(side: Side) -> None:
    """Enter one record of every kind by hand, in words that tell whose it is."""
    marks = side.marks
    day, fen = marks.ordered_on.isoformat(), f"{marks.amount_fen / 100}"
    rows = {
        "interactions": {"happened_on": day, "way": "微信", "summary": marks.summary},
        "cases": {"opened_at": day, "case_kind": "投诉", "detail": marks.remark},
        "quotes": {"quoted_on": day, "product": marks.product, "amount_fen": fen},
        "contracts": {"signed_on": day, "ends_on": day, "name": marks.title, "amount_fen": fen},
        "payments": {"paid_on": day, "amount_fen": fen, "order_ref": marks.order},
        "demands": {"raised_on": day, "need": marks.summary},
        "competitor_contacts": {"happened_on": day, "competitor": marks.title},
        "referrals": {"referred_on": day, "referrer": marks.summary},
    }
    for noun, cells in rows.items():
        told = {f"{noun}.{name}": text for name, text in cells.items()}
        entry = propose_entry(noun, [told], playbook=active_playbook(), owners={})
        kept = enter(side.viewer, entry.proposal, customer_id=side.ids["customer_id"], at=AT)
        side.ids[f"{noun}_id"] = kept.id
    side.ids["orders_id"] = Order.objects.get(external_id=marks.order).pk


def _merge(side: Side) -> None:
    """Enter the first customer once more and merge it in, so that there is a merge to undo."""
    told = {"customers.name": f"{side.marks.name}旧址", "customers.customer_type": "潜在"}
    entry = propose_entry("customers", [told], playbook=active_playbook(), owners={})
    twice = enter(side.viewer, entry.proposal, at=AT).id
    first = side.ids["customer_id"]
    made = merge_customers(side.viewer, first, [twice], at=AT)
    side.ids |= {"merge_id": made, "other_id": first}
    alike = Group(
        first, _ids(side.marks), (), is_sure=True, later=False, amount_fen=side.marks.amount_fen,
        weight=9.0, probability=0.998, relation="", veto="", rules=(),
    )  # fmt: skip
    side.ids["round_id"] = open_round(side.viewer, side.marks.tag, [alike], size=1, at=AT)


def _keep_files(side: Side) -> None:
    """Enter what belongs to the house, who came to an activity, and a file, in telling words."""
    marks = side.marks
    rows = {
        "contacts": {"name": PEOPLE[1], "phone": marks.phone, "email": marks.email},
        "products": {"name": "人人可见", "category": "设备", "state": "停售"},
        "activities": {"name": "人人可见的活动", "held_on": marks.ordered_on.isoformat()},
        "competitors": {"name": f"人人可见的对手{side.username}", "learned_from": "展会"},
    }
    for noun, cells in rows.items():
        told = {f"{noun}.{name}": text for name, text in cells.items()}
        entry = propose_entry(noun, [told], playbook=active_playbook(), owners={})
        whose = side.ids["customer_id"] if noun == "contacts" else None
        kept = enter(side.viewer, entry.proposal, customer_id=whose, at=AT)
        side.ids[f"{noun}_id"] = kept.id
    customer, activity = side.ids["customer_id"], side.ids["activities_id"]
    (event,) = attend(side.viewer, activity, [customer], at=AT)
    words = marks.summary.encode()
    file = attach(
        side.viewer, "customers", customer, name=f"{marks.title}.txt", chunks=[words],
        home=settings.HOME, at=AT,
    )  # fmt: skip
    asker = Account.objects.exclude(pk=side.viewer.account_id).latest("id").pk
    ask = Ask.objects.create(
        customer_id=customer, asker_id=asker, kind="协作", why=marks.remark, at=AT
    )
    cost = {"channel_costs.month": "2024-05", "channel_costs.channel": marks.title,
            "channel_costs.amount_fen": "1"}  # fmt: skip
    entry = propose_entry("channel_costs", [cost], playbook=active_playbook(), owners={})
    spent = enter(replace(side.viewer, scope="all"), entry.proposal, at=AT)
    side.ids |= {"customers_id": customer, "events_id": event, "channel_costs_id": spent.id}
    side.ids |= {"activity_id": activity, "event_id": event, "attachment_id": file,
                 "record_id": customer, "ask_id": ask.pk, "collaborator_id": 1,
                 "card_link_id": 1}  # fmt: skip


def _ask(side: Side) -> None:
    """Publish a form with a link, and have somebody hand it in."""
    marks, builder = side.marks, replace(side.viewer, may=side.viewer.may | {"forms"})
    design = Design(title=marks.title, items=(Item("a", "field", "公司", path="customers.name"),))
    form = create_form(builder, design, at=AT)
    link = add_link(builder, form, channel="转介绍", label=marks.half, at=AT)
    publish_form(builder, form, playbook=active_playbook(), at=AT)
    values = {"customers.name": marks.name, "customers.remark": marks.remark}
    handed = Handed(values, form_id=form, version=1, link_id=link, title=marks.title)
    side.ids |= {"form_id": form, "link_id": link, "hand_in_id": hand_in(handed, at=AT)}
    side.ids["form_version"] = 1


def find_something(side: Side, run_id: int) -> None:
    """Keep a finding about the first customer for the consultant, and note its id."""
    one, scope = side.ids["customer_id"], f"own:{side.viewer.account_id}"
    found = Finding(
        kind="同一客户", title=f"{customer(one)}的发现", text=f"{customer(one)} 成了一家",
        n=1, wording="事实", customer_ids=(one,), behind=(Behind("customers", one, one),),
        reach=Reach("orders", "2024-01-01", "2024-12-31"), plan="核对", definition="口径",
    )  # fmt: skip
    keep_findings(run_id, {scope: [found]})
    side.ids["finding_id"] = KeptFinding.objects.get(scope=scope, content__definition="口径").pk


def _report(side: Side) -> None:
    """Have a report made by the worker, so that there is a job and a file."""
    job = enqueue("make_report", side.viewer, name=REPORT, period=PERIOD, formats=["xlsx"])
    carry_out(job, stopping=threading.Event())
    made = run_now("make_report", side.viewer, name=REPORT, period=PERIOD, formats=["xlsx"])
    side.ids |= {"job_id": job, "report_id": made["report"], "file": Path(made["files"][0]).name}


@contextmanager
def house_of(folder: Path, sheet: str) -> Iterator[Viewer]:
    """Keep a house of one sheet while this lasts; what a test writes on top is rolled back."""
    viewer = fresh_house()
    open_book(viewer, folder, sheet)
    yield viewer
    empty_house()
