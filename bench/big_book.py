"""Fill a fresh home with a big invented book by a few statements; SQLite, run inside the home.

    ZHIKE_HOME=… python bench/big_book.py --customers 100000 --lines 2000000

Rows are plausible in number and spread, not in meaning: 3 orders and 3 follow-ups a customer, a
current run with standings, five scores and two tags each, 20 people in four teams. With --sessions
everybody is logged in, and the cookies are printed as JSON: `[{"cookie", "scope"}]`.
"""

import argparse
import json
from collections.abc import Mapping

import polars as pl

from zhike.jobs.boot import start_django

start_django()

from django.conf import settings  # noqa: E402 - settings first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from zhike.jobs.ready import make_ready  # noqa: E402
from zhike.records.account.changes import create_account, create_team  # noqa: E402
from zhike.records.account.models import Account  # noqa: E402
from zhike.records.batch.models import Batch  # noqa: E402
from zhike.records.contact.models import Contact  # noqa: E402
from zhike.records.customer.models import Customer  # noqa: E402
from zhike.records.customer.pieces import refresh_search  # noqa: E402
from zhike.records.interaction.models import Interaction  # noqa: E402
from zhike.records.order.models import Order, OrderLine  # noqa: E402
from zhike.records.revision.changes import next_rev  # noqa: E402
from zhike.records.score.models import AnalysisRun, Score, Standing  # noqa: E402
from zhike.records.tag.models import Tag  # noqa: E402
from zhike.records.task.models import Task  # noqa: E402

ORDERS_EACH, TALKS_EACH, TASKS = 3, 3, 4_000
FILE = "客户.csv"
SELLERS, LEADERS, OTHERS = 14, 3, 3
SCHEMES = {
    "优先级": "SABC", "价值分层": "ABCD", "金字塔": "铂金铁铅",
    "价值标签": "高中低", "流失风险": "高中低",
}  # fmt: skip
TODAY = timezone.localdate()
Said = Mapping[str, str]


def pick(words: list[str], number: str) -> str:
    """Return SQL for one of some words, the one a number falls on."""
    cases = " ".join(f"WHEN {at} THEN '{word}'" for at, word in enumerate(words))
    return f"CASE ({number}) % {len(words)} {cases} END"


def days_ago(number: str, *, most: int) -> str:
    """Return SQL for a day within the last so many."""
    return f"date('{TODAY}', '-' || (({number}) % {most}) || ' days')"


def fill(model: type[models.Model], count: int, said: Said) -> None:
    """Insert `count` rows; `said` gives columns as SQL over the running number `n` from 1."""
    values = {str(f.column): _default(f) for f in model._meta.concrete_fields if not f.primary_key}
    values |= {"id": "n", **said}
    names = ", ".join(f'"{name}"' for name in values)
    rows = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %s)"
    statement = f'INSERT INTO "{model._meta.db_table}" ({names}) {rows} SELECT '
    with connection.cursor() as cursor:
        cursor.execute(
            f"{statement}{', '.join(values.values())} FROM c".replace("% ", "%% "), [count]
        )


def _default(field: "models.Field[object, object]") -> str:
    if not field.has_default() or field.get_default() is None:
        return "NULL" if field.null else "''"
    value = field.get_default()
    return "'{}'" if isinstance(field, models.JSONField) else f"'{value}'"


def fill_customers(count: int, rev: int, people: list[int], batch: int) -> None:
    """Insert customers with a person, follow-ups and the pieces they are found by."""
    at = f"'{timezone.now():%Y-%m-%d %H:%M:%S}'"
    kept = {"rev": str(rev), "created_at": at, "born_batch_id": str(batch), "source_row": "n + 1"}
    kept["source"] = f"'{FILE}#'"
    owners = pick([str(each) for each in people], "n * 7919 / 13")
    name = pick(["华兴", "盛泰", "科达", "恒源", "中信", "远大"], "n * 31") + " || n || "
    name += pick(["科技", "商贸", "制造", "信息"], "n / 7") + " || '有限公司'"
    fill(Customer, count, kept | {
        "identity": "'编号:K' || printf('%07d', n)", "external_id": "'K' || printf('%07d', n)",
        "number_month": "202401", "number_seq": "n", "number": "'C202401' || n", "name": name,
        "match_key": name, "owner_id": f"CAST({owners} AS integer)",
        "customer_type": pick(["潜在", "意向", "成交", "成交", "流失"], "n * 17 / 3"),
        "region": pick(["华东", "华南", "华北", "西南", "华中"], "n * 13 / 5"),
        "province": pick(["江苏省", "广东省", "北京市", "四川省"], "n / 3"),
        "size_label": pick(["大型企业", "中小企业", ""], "n / 2"),
        "industry_text": pick(["制造业", "零售业", "科技行业", "服务业", ""], "n * 11"),
        "industry_group": pick(["制造业", "零售业", "科技行业", "服务业", ""], "n * 11"),
        "source_channel": pick(["官网", "转介绍", "行业展会"], "n"),
        "first_contact_on": days_ago("n * 37", most=900), "potential": "1 + n % 5",
        "last_follow_on": days_ago("n * 7919", most=200),
    })  # fmt: skip
    fill(Contact, count, kept | {
        "identity": "'联系:' || n", "customer_id": "n", "name": "'王' || n",
        "phone": "'139' || printf('%08d', n)", "phone_kind": "'手机'",
    })  # fmt: skip
    fill(Interaction, count * TALKS_EACH, kept | {
        "identity": "'互动:' || n", "customer_id": f"1 + (n * 7919) % {count}",
        "happened_on": days_ago("n * 7919", most=800), "way": pick(["电话", "拜访", "微信"], "n"),
        "summary": "'沟通了第 ' || n || ' 次，问交期与报价'",
        "feedback": pick(["积极", "中性", "消极"], "n / 3"),
    })  # fmt: skip
    refresh_search(list(range(1, count + 1)))


def fill_orders(customers: int, lines: int, rev: int) -> None:
    """Insert orders with their lines, spread over two years."""
    at = f"'{timezone.now():%Y-%m-%d %H:%M:%S}'"
    kept, orders = {"rev": str(rev), "created_at": at}, customers * ORDERS_EACH
    day = days_ago("{n} / 7", most=730)
    fill(Order, orders, kept | {
        "identity": "'订单号:' || printf('%09d', n)", "external_id": "'O' || n",
        "customer_id": f"1 + (n * 7919) % {customers}", "ordered_on": day.format(n="n"),
        "amount_fen": "10000 + n * 104729 % 900000", "cost_fen": "5000 + n % 5000",
    })  # fmt: skip
    fill(OrderLine, lines, kept | {
        "identity": "'明细:' || printf('%09d', n)", "order_id": f"1 + (n - 1) % {orders}",
        "product": "'产品' || (n % 200)",
        "category": pick(["设备", "耗材", "软件订阅", "维保"], "n"),
        "quantity": "1 + n % 9", "amount_fen": "1000 + n * 104729 % 90000",
    })  # fmt: skip


def fill_run(customers: int, token: int, people: list[int]) -> None:
    """Insert what an analysis would have found, as the current run."""
    run = AnalysisRun.objects.create(
        as_of=TODAY, token=token, playbook_version="1", made_at=timezone.now(), state="当前",
        summary={"customers_count": customers, "orders_count": customers * ORDERS_EACH},
    )  # fmt: skip
    mine = {"run_id": str(run.pk)}
    fill(Standing, customers, mine | {
        "customer_id": "n", "recency_days": "n % 400", "frequency": "n % 9",
        "amount_fen": "n * 104729 % 90000000", "rfm": "'345'", "share": "0.00001",
        "segment": pick(["重要价值", "重要发展", "一般挽留", "一般保持"], "n * 7"),
        "abc": pick(["A", "B", "B", "C", "C", "C"], "n"),
    })  # fmt: skip
    number = f"(n - 1) / {customers}"
    tiers = " ".join(
        f"WHEN {at} THEN {pick(list(tiers), 'n / 3')}" for at, tiers in enumerate(SCHEMES.values())
    )
    fill(Score, customers * len(SCHEMES), mine | {
        "customer_id": f"1 + (n - 1) % {customers}", "scheme": pick(list(SCHEMES), number),
        "score": "n * 31 % 100", "tier": f"CASE {number} {tiers} END",
        "parts": "'{\"factors\": []}'",
        "explanation": "'行业潜力 5 × 40% + 续约次数 3 × 60% = 3.8'",
    })  # fmt: skip
    worth, rest = (
        pick(["高价值", "中价值", "低价值"], "n * 3"),
        pick(["高潜力", *["普通"] * 8], "n * 3"),
    )
    fill(Tag, customers * 2, mine | {
        "customer_id": f"1 + (n - 1) % {customers}", "origin": "'rule'", "family": "'价值标签'",
        "tag": f"CASE (n - 1) / {customers} WHEN 0 THEN {worth} ELSE {rest} END",
        "evidence": "'近12个月销售额 12 万'", "at": f"'{timezone.now():%Y-%m-%d %H:%M:%S}'",
    })  # fmt: skip
    owners = pick([str(each) for each in people], "n")
    fill(Task, TASKS, {
        "customer_id": f"1 + (n * 7919) % {customers}", "title": "'回访'", "plan": "'计划' || n",
        "owner_id": f"CAST({owners} AS integer)", "due_on": days_ago("n", most=20),
        "created_at": f"'{timezone.now():%Y-%m-%d %H:%M:%S}'",
    })  # fmt: skip


def make_batch(customers: int, rev: int) -> int:
    """Keep the file all customers came from, so that their pages can show its cells."""
    heads = {"客户名称": "customers.name", "联系人": "contacts.name", "备注": "customers.remark"}
    batch = Batch.objects.create(
        kind="customers", files=[FILE], state="已接收", by=Account.objects.earliest("id"),
        at=timezone.now(), accepted_at=timezone.now(), accepted_rev=rev, mapping=heads,
    )  # fmt: skip
    rows = pl.DataFrame({"_row": range(2, customers + 2)}).with_columns(
        pl.lit(FILE).alias("_file"),
        pl.lit("").alias("_sheet"),
        *(pl.format(head + "{}", "_row").alias(head) for head in heads),
    )
    folder = settings.HOME.batch(batch.pk)
    folder.mkdir(parents=True)
    rows.write_parquet(folder / "raw-0.parquet")
    return batch.pk


def make_people() -> list[int]:
    """Create 20 people in four teams; returns the sellers' ids."""
    at = timezone.now()
    teams = [create_team(name, by=None, at=at) for name in ("华东", "华南", "大客户", "渠道")]
    roles = ["销售顾问"] * SELLERS + ["销售经理"] * LEADERS + ["管理员"] * OTHERS
    ids = [
        create_account(
            f"bench{i}", name=f"员工{i}", role=role, team_id=teams[i % 4], by=None, at=at
        )
        for i, role in enumerate(roles)
    ]
    return ids[:SELLERS]


def sessions() -> list[dict[str, str]]:
    """Log everybody in; returns the cookies and what each may see."""
    found = []
    for account in Account.objects.filter(username__startswith="bench").select_related("role"):
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        found.append({"cookie": f"sessionid={session.session_key}", "scope": account.role.scope})
    return found


def main() -> None:
    """Make the home ready and fill it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=2_000_000)
    parser.add_argument("--sessions", action="store_true")
    given = parser.parse_args()
    make_ready()
    people = make_people()
    with transaction.atomic():
        rev = next_rev()
        fill_customers(given.customers, rev, people, make_batch(given.customers, rev))
        fill_orders(given.customers, given.lines, rev)
        fill_run(given.customers, rev, people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps(sessions() if given.sessions else [], ensure_ascii=False))


if __name__ == "__main__":
    main()
