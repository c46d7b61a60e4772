"""Refresh the snapshot after 0.02 % of the rows changed, against writing it whole; SQLite.

    python bench/refresh.py [--customers 100000] [--lines 2000000] [--rounds 3] [--full]

Each round changes 0.02 % of the customers, orders, order lines and follow-ups, spread over all of
them, then refreshes one snapshot and writes another one whole, in one warm process; their answers
are compared. A changed customer's and order's own rows are read again with it. CPU is user + system
of all threads. Gate: refresh ÷ whole ≤ 1/10.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from houses import House

HERE = Path(__file__).parent
CHANGED = 0.0002
GATE = 0.1
TABLES = ("customer", "order_", "order_line", "interaction")


def measure(rounds: int) -> float:
    """Measure in this process, whose home is a big book; prints a table, returns the ratio."""
    from zhike.jobs.boot import start_django  # noqa: PLC0415 - only the process with the book

    start_django()
    from django.utils import timezone  # noqa: PLC0415

    from zhike.jobs.errands.refresh import book_address  # noqa: PLC0415
    from zhike.records.extracts import extracts_for  # noqa: PLC0415
    from zhike.records.playbook_version.lookups import active_playbook  # noqa: PLC0415
    from zhike.records.revision.lookups import current_token  # noqa: PLC0415
    from zhike.store.manifest import Manifest  # noqa: PLC0415
    from zhike.store.snapshot import refresh_snapshot, write_snapshot  # noqa: PLC0415

    extracts, home = extracts_for(active_playbook()), Path(os.environ["ZHIKE_HOME"])

    def run(make: Callable[..., Manifest], name: str) -> tuple[Manifest, float, float]:
        cpu, wall = process_time(), perf_counter()
        made = make(
            home / name, extracts, database=book_address(), token=current_token(), at=timezone.now()
        )
        return made, process_time() - cpu, perf_counter() - wall

    ours, _, _ = run(refresh_snapshot, "refreshed")
    print(f"{sum(table.rows for table in ours.tables):,} rows in {len(ours.tables)} tables\n")
    print("| changed rows | refresh CPU s | wall s | whole CPU s | wall s | ratio CPU | wall |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    ratios = []
    for round_ in range(rounds):
        changed = change_some(round_)
        ours, cpu, wall = run(refresh_snapshot, "refreshed")
        whole, whole_cpu, whole_wall = run(write_snapshot, "whole")
        equal(ours, whole)
        ratios.append(cpu / whole_cpu)
        said = [f"{each:.2f}" for each in (cpu, wall, whole_cpu, whole_wall)]
        said += [f"{cpu / whole_cpu:.3f}", f"{wall / whole_wall:.3f}"]
        print(f"| {changed:,} | {' | '.join(said)} |")
    return statistics.median(ratios)


def change_some(round_: int) -> int:
    """Give every so many-th row of the big tables a new revision; returns how many."""
    from django.db import connection, transaction  # noqa: PLC0415 - Django is started by now

    from zhike.records.revision.changes import next_rev  # noqa: PLC0415

    changed = 0
    every = round(1 / CHANGED)
    with transaction.atomic(), connection.cursor() as cursor:
        rev = next_rev()
        for table in TABLES:
            value = "region = '华中'" if table == "customer" else value_of(table)
            cursor.execute(
                f"UPDATE {table} SET {value}, rev = %s WHERE id %% {every} = %s",
                [rev, (round_ + 5) * 701 % every],
            )
            changed += cursor.rowcount
    return changed


def value_of(table: str) -> str:
    """Return a change that shows in the snapshot."""
    return "way = '面谈'" if table == "interaction" else "amount_fen = amount_fen + 1"


def equal(ours: "object", whole: "object") -> None:
    """Stop when the refreshed snapshot and the one written whole differ in any row."""
    from zhike.store.engine import fresh_cursor  # noqa: PLC0415
    from zhike.store.manifest import Manifest  # noqa: PLC0415

    assert isinstance(ours, Manifest)
    assert isinstance(whole, Manifest)
    with fresh_cursor() as cursor:
        for one, other in zip(ours.tables, whole.tables, strict=True):
            sums = [
                cursor.execute(f"SELECT count(*), sum(hash(t)) FROM {each} AS t").fetchall()
                for each in (one.sql(ours.folder), other.sql(whole.folder))
            ]
            if sums[0] != sums[1]:
                raise SystemExit(f"{one.name} differs: {sums}")


def main() -> None:
    """Make the book in a home of its own and measure there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--full", action="store_true", help="500 k customers, 10 M lines")
    parser.add_argument("--inside", action="store_true", help="the home is there already")
    given = parser.parse_args()
    if given.inside:
        ratio = measure(given.rounds)
        print(f"\nrefresh ÷ whole, CPU, median: {ratio:.3f} (gate {GATE})")
        raise SystemExit(0 if ratio <= GATE else 1)
    if given.full:
        given.customers, given.lines = 500_000, 10_000_000
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name))
        sizes = ["--customers", str(given.customers), "--lines", str(given.lines)]
        make = [sys.executable, str(HERE / "big_book.py"), *sizes]
        subprocess.run(make, env=house.environment, check=True, stdout=subprocess.DEVNULL)
        again = [sys.executable, __file__, "--inside", "--rounds", str(given.rounds)]
        raise SystemExit(subprocess.run(again, env=house.environment, check=False).returncode)


if __name__ == "__main__":
    main()
