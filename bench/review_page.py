"""Go through 查重 in a big book: how long until the page stands, for each step of the work.

    python bench/review_page.py [--rows 100000] [--full] [--times 30] [--seed 1]

The invented book (duplicate_book.py) in a fresh SQLite home, with owners in four teams and amounts
of an analysis, compared once. Then the real pages are asked for through Django's client, as an
administrator and as a manager who sees a quarter of the book: the first page after a comparison,
the first page again, the next page, a group from its middle, a judgement and the page it leads to,
the rules with what each would merge.
`--full` takes 1,000,000 rows. Goal: p95 of each ≤ 1 s.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from time import perf_counter, process_time

from check_on_entry import build, said, share_of
from duplicate_book import invented_book

import polars as pl  # isort: skip - settings stand since check_on_entry
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from zhike.access.viewer import viewer_for
from zhike.jobs.ready import make_ready
from zhike.jobs.run import run_now
from zhike.records.account.changes import create_account, create_team, ensure_roles
from zhike.records.account.models import Account
from zhike.records.customer.models import Customer
from zhike.records.inserting import insert_rows
from zhike.records.match.models import MatchGroup, MatchPair
from zhike.records.match.ready import remembered
from zhike.records.score.models import AnalysisRun, Standing
from zhike.words.viewer import Viewer

P95_MS = 1000.0
TEAMS, EACH = 4, 5
LIST, RULES, JUDGE = "/clean/same/", "/clean/same/rules/", "/clean/same/judge/"
Step = Callable[[], object]


def people() -> tuple[Viewer, Viewer]:
    """Give the book an administrator and teams that own its customers; returns the administrator
    and the manager of the first team.
    """
    at = timezone.now()
    ensure_roles()
    owners, managers = [], []
    for team in range(TEAMS):
        pk = create_team(f"{team} 部", by=None, at=at)
        managers.append(_account(f"m{team}", "销售经理", pk))
        owners += [_account(f"o{team}_{one}", "销售顾问", pk) for one in range(EACH)]
    whose = " ".join(f"WHEN {at} THEN {owner}" for at, owner in enumerate(owners))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE customer SET owner_id = CASE (id * 7 / 3) % {len(owners)} {whose} END"
        )
    return viewer_for(_account("admin0", "管理员", None)), viewer_for(managers[0])


def _account(username: str, role: str, team: int | None) -> int:
    return create_account(
        username, name=username, role=role, team_id=team, by=None, at=timezone.now()
    )


def earn(viewer: Viewer) -> None:
    """Give a third of the customers amounts of an analysis, no two the same."""
    now = timezone.now()
    run = AnalysisRun.objects.create(
        as_of=now.date(), token=0, playbook_version="", made_at=now, by_id=viewer.account_id,
        state="当前",
    )  # fmt: skip
    ids = pl.Series("customer_id", list(Customer.objects.values_list("id", flat=True)))
    rows = ids.to_frame().filter(pl.col("customer_id") % 3 == 0)
    amount = (pl.col("customer_id") * 7919 % 1_000_003) * 100
    insert_rows(Standing, rows.select("customer_id", run_id=pl.lit(run.pk), amount_fen=amount))


def compare(viewer: Viewer) -> float:
    """Compare the whole book; returns the CPU seconds."""
    begun, cpu = perf_counter(), process_time()
    run_now("find_matches", viewer)
    took, cpu = perf_counter() - begun, process_time() - cpu
    pairs, groups = MatchPair.objects.count(), MatchGroup.objects.count()
    print(f"compared in {took:.1f} s (CPU {cpu:.1f}): {pairs:,} pairs, {groups:,} groups")
    return cpu


def client_of(viewer: Viewer) -> Client:
    """Return somebody's browser."""
    client = Client(headers={"host": "localhost"})
    client.force_login(Account.objects.get(pk=viewer.account_id))
    return client


def steps(client: Client) -> Iterator[tuple[str, Step]]:
    """Yield the steps of the work by name, each to be done again and again."""
    page = {"text": ""}

    def show(address: str) -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        page["text"] = answer.content.decode()

    def judge() -> None:
        ids, following = (_value(page["text"], name) for name in ("ids", "following"))
        told = {"ids": ids, "following": following, "said": "不同"}
        show(client.post(JUDGE, told).headers["location"])

    def show_anew() -> None:
        remembered.cache_clear()
        show(LIST)

    yield "first after a comparison", show_anew
    yield "first page", lambda: show(LIST)
    yield "next page", lambda: show(LIST + _found(page["text"], r'rel="next" href="([^"]+)"'))
    yield "a group", lambda: show(LIST + _found(page["text"], r'<li><a href="([^"]+)"'))
    yield "judged → next", judge
    yield "rules", lambda: show(RULES)


def _value(text: str, name: str) -> str:
    return _found(text, rf'name="{name}" value="([\d,]+)"')


def _found(text: str, pattern: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"the page lacks {pattern}")
    return found[1]


def measure(who: str, viewer: Viewer, times: int) -> bool:
    """Do each step some times; print how long it took and say whether the goal is met."""
    met, client = True, client_of(viewer)
    client.get(LIST)  # what a process loads once
    for name, step in steps(client):
        walls, cpus = [], []
        for _ in range(times):
            begun, cpu = perf_counter(), process_time()
            step()
            walls.append((perf_counter() - begun) * 1000)
            cpus.append((process_time() - cpu) * 1000)
        met &= share_of(walls, 0.95) <= P95_MS
        print(f"{who}, {name}: {said('wall', walls)}; {said('CPU', cpus)}")
    return met


def main() -> None:
    """Measure in a home of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--full", action="store_true", help="1,000,000 rows")
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make_ready()
    build(invented_book(1_000_000 if given.full else given.rows, seed=given.seed))
    admin, manager = people()
    earn(admin)
    compare(admin)
    met = [measure(who, one, given.times) for who, one in (("all", admin), ("a team", manager))]
    print("goal met" if all(met) else "the goal is missed")
    sys.exit(not all(met))


if __name__ == "__main__":
    main()
