"""A small book in which every column of every table is filled, shared by two consultants."""

from datetime import timedelta
from pathlib import Path

import polars as pl
from django.utils import timezone
from web.two_books import AT, fresh_house

from zhike.access.viewer import viewer_for
from zhike.collect.template.samples import sample_of
from zhike.jobs.run import run_now
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Head, print_named
from zhike.records.account.changes import create_account, create_team
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.interaction.changes import Note, add_follow_up
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.score.changes import keep_run
from zhike.records.tag.changes import set_tag
from zhike.words.stamp import Stamp
from zhike.words.viewer import Viewer

TODAY = timezone.localdate()
KINDS = (
    "客户", "联系人", "跟进", "订单", "订单明细", "产品", "行为", "问题单", "报价", "合同", "回款",
    "需求", "竞品接触", "活动", "竞争对手", "转介绍", "渠道费用",
)  # fmt: skip
OWN = {
    "customers.external_id": "K1", "customers.name": "甲州精密机械有限公司",
    "customers.owner": "王磊", "customers.remark": "=1+1 爱比价",
    "customers.source_channel": "转介绍",
    "customers.demand_text": "多终端同步,\n含离线", "contacts.wechat": "zhao_jz",
    "contacts.external_id": "P1", "contacts.name": "赵一鸣", "contacts.phone": "13800001111",
    "interactions.by_text": "王磊", "interactions.summary": "-要看样机", "cases.by_text": "周小雨",
    "quotes.discount": "4折", "order_lines.quantity": "2.5", "order_lines.amount_fen": "12550.37",
    "referrals.referrer": "孙小美", "referrals.referrer_customer": "K1",
    "channel_costs.month": f"{TODAY:%Y-%m}", "competitors.reps": "王强：价格灵活；李敏：只跑大客户",
}  # fmt: skip


def full_book(folder: Path) -> dict[str, Viewer]:
    """Take every kind in from files, twice: with numbers and without; returns Viewers by name."""
    people = {"管理员": fresh_house()}
    team = create_team("华东组", by=None, at=AT)
    for username, name in (("wanglei", "王磊"), ("zhou", "周小雨")):
        made = create_account(username, name=name, role="销售顾问", team_id=team, by=None, at=AT)
        people[name] = viewer_for(made)
    admin, playbook = people["管理员"], active_playbook()
    take_in(admin, *(_sheet(folder, kind, playbook) for kind in KINDS))
    take_in(admin, _more_customers(folder))
    take_in(admin, _loose(folder))
    _by_hand(people)
    _keep_run(admin)
    return people


def _keep_run(admin: Viewer) -> None:
    """Keep what an analysis would find, in small: a score, two letters, a tag by rule each."""
    ids = list(Customer.objects.order_by("id").values_list("id", flat=True))
    schemes = (("优先级", 86.5, "S"), ("价值分层", 72.0, "B"))
    scores = [
        {"customer_id": pk, "scheme": scheme, "score": score, "tier": tier, "provisional": False,
         "missing": "", "explanation": "", "parts": "{}"}
        for pk in ids for scheme, score, tier in schemes
    ]  # fmt: skip
    tags = [
        {"customer_id": ids[0], "tag": tag, "family": family, "evidence": ""}
        for tag, family in (
            ("老客户", "新老客户"),
            ("核心客户Top5%", "核心客户"),
            ("特殊标注", "特殊标注"),
        )
    ]
    standings = pl.DataFrame(
        {"customer_id": ids, "recency_days": [1] * len(ids), "frequency": [1] * len(ids),
         "amount_fen": [100] * len(ids), "rfm": ["333"] * len(ids), "segment": [""] * len(ids),
         "abc": ["A"] * len(ids), "share": [0.1] * len(ids)}
    )  # fmt: skip
    keep_run(
        {"standings": standings, "scores": pl.DataFrame(scores), "tags": pl.DataFrame(tags)},
        stamp=Stamp(TODAY, 1, "t"), summary={}, by=admin.account_id, at=timezone.now(),
        progress=lambda *_: None,
    )  # fmt: skip


def take_in(viewer: Viewer, *files: Path) -> None:
    """Take files in; everything in them must go in."""
    answer = run_now("propose_import", viewer, paths=[str(file) for file in files])
    assert answer["rejected"] + answer["unclear"] == 0, answer["problems"]
    run_now("accept_import", viewer, batch=answer["batch"])


def _sheet(folder: Path, kind: str, playbook: Playbook) -> Path:
    """Write two rows of a kind: one with its own number, one without."""
    one = print_named(playbook, kind)
    rows = [[_cell(head, one.noun, at, playbook) for head in one.heads] for at in (0, 1)]
    return write(folder / f"{kind}.csv", [head.head for head in one.heads], rows[: _rows(kind)])


def _rows(kind: str) -> int:
    return 1 if kind == "客户" else 2


def _cell(head: Head, noun: str, at: int, playbook: Playbook) -> str:
    spec = head.spec
    assert spec is not None
    if at and spec.noun == noun and spec.name == "external_id":
        return ""
    if at and spec.path == "orders.external_id":
        return ""
    if at and spec.path == "contacts.title":
        return "厂长"
    if at and spec.path in ("contacts.name", "competitors.name"):
        return "钱总" if spec.noun == "contacts" else "另一家竞争公司"
    if spec.path == "orders.ordered_on" and noun == "order_lines":
        return str(TODAY - timedelta(days=40 - 8 * at))  # the loose lines have a day of their own
    if spec.kind == "date":
        return str(TODAY - timedelta(days=40 - 3 * at))
    if spec.kind == "moment":
        return f"{TODAY - timedelta(days=30)} 1{'012'[at]}:30"
    return OWN.get(spec.path) or sample_of(head, playbook) or f"{spec.label}{at + 1}"


def _more_customers(folder: Path) -> Path:
    heads = ["客户名称", "客户性质", "联系人", "联系电话", "跟进人", "企业规模", "累计交易金额(元)"]
    heads += ["最近跟进时间", "跟进记录", "接触渠道", "合法来源说明"]
    long_ago = str(TODAY - timedelta(days=90))
    rows = [
        [
            "乙城物流有限公司",
            "企业",
            "钱总",
            "021-55667788",
            "周小雨",
            "中小企业",
            "1234.56",
            long_ago,
            "等预算",
        ],
        ["张三丰", "个人", "张三丰", "13900002222", "王磊", "", "", long_ago, "", "", ""],
        [
            "丁记食品厂",
            "企业",
            "张伟",
            "13700003333",
            "王磊",
            "50-100人",
            "88000",
            "",
            "",
            "第三方数据平台",
            "公开名录",
        ],
    ]
    return write(folder / "名单.csv", heads, rows)


def _loose(folder: Path) -> Path:
    """Write two orders of one customer's day without numbers, and a number that stands alone."""
    day = str(TODAY - timedelta(days=20))
    rows = [
        ["丁记食品厂", day, "100.10"],
        ["丁记食品厂", day, "200.20"],
        ["丁记食品厂", day, "200.20"],
    ]
    return write(folder / "散单.csv", ["客户名称", "订单日期", "金额"], rows)


def _by_hand(people: dict[str, Viewer]) -> None:
    """Write down what never stood in a sheet: follow-ups, a second contact, tags."""
    mine = people["王磊"]
    one = Customer.objects.get(external_id="K1")
    note = Note(TODAY - timedelta(days=2), "电话", "约了下周看机", "积极", "3日内给方案")
    add_follow_up(mine, one.pk, note, at=timezone.now())
    twin = Contact.objects.filter(customer=Customer.objects.get(name="丁记食品厂")).get()
    Contact.objects.create(
        customer_id=twin.customer_id, identity="手工:2", rev=1, name="张明", phone="13700003334",
        phone_kind="手机", created_at=timezone.now(),
    )  # fmt: skip
    for tag in ("高潜力", "竞品接触中", "降本增效"):
        set_tag(mine, one.pk, tag, at=timezone.now())


def write(file: Path, heads: list[str], rows: list[list[str]]) -> Path:
    """Write a csv file as Excel does and return its path."""
    quoted = [[f'"{cell}"' for cell in row] for row in (heads, *rows)]
    file.write_text("\n".join(",".join(row) for row in quoted), "utf-8-sig")
    return file
