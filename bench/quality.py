"""How long 数据质量 takes from the snapshot of a book of 1,000,000 customers; SQLite.

    python bench/quality.py [--customers 100000] [--rounds 5] [--full]

In one warm process: the errand behind the page by each split, and the whole page as somebody who
sees all, a team's or the own customers opens it; beside that bare SQL that counts the same flags by
team in the same Parquet. Medians of the rounds: seconds, and CPU seconds of all threads together. A
page's first time is printed as well: it brings the snapshot up to date. The rate is compared with
what the database counts itself.
Gate: every page ≤ 1 s.
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
GATE_S = 1.0
WHO = {"all": "管理员", "team": "销售经理", "own": "销售顾问"}


def timed(act: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Return the seconds of the first time, the median of the others and of their CPU seconds."""
    took = []
    for _ in range(rounds + 1):
        start, cpu = perf_counter(), process_time()
        act()
        took.append((perf_counter() - start, process_time() - cpu))
    walls, cpus = zip(*took[1:], strict=True)
    return took[0][0], statistics.median(walls), statistics.median(cpus)


def measure(rounds: int) -> float:
    """Measure in this process, whose home is a big book; returns the slowest page."""
    from zhike.jobs.boot import start_django  # noqa: PLC0415 - only the process with the book

    start_django()
    from zhike.access.viewer import viewer_for  # noqa: PLC0415
    from zhike.jobs.run import run_now  # noqa: PLC0415
    from zhike.records.account.models import Account  # noqa: PLC0415
    from zhike.records.quality.groups import SPLITS  # noqa: PLC0415

    people = {
        scope: viewer_for(Account.objects.filter(role__scope=scope).order_by("id")[0].pk)
        for scope in WHO
    }
    print("| what | first s | then s | CPU s |\n|:--|--:|--:|--:|")
    print(line("bare SQL", *timed(bare(), rounds)))
    for by in SPLITS:
        act = lambda by=by: run_now("measure_quality", people["all"], by=by)  # noqa: E731
        print(line(f"errand 按{by}", *timed(act, rounds)))
    slowest = 0.0
    for scope, viewer in people.items():
        first, then, cpu = timed(page_of(viewer.account_id), rounds)
        slowest = max(slowest, then)
        print(line(f"page, sees {scope}", first, then, cpu))
    agree(run_now("measure_quality", people["all"]), run_now("measure_completeness", people["all"]))
    return slowest


def line(what: str, *seconds: float) -> str:
    """Return one line of the table."""
    return f"| {what} | {' | '.join(f'{each:.3f}' for each in seconds)} |"


def bare() -> Callable[[], object]:
    """Return what counts the flags by team by hand-written SQL."""
    import duckdb  # noqa: PLC0415

    from zhike.access.viewer import viewer_named  # noqa: PLC0415
    from zhike.jobs.errand import silent  # noqa: PLC0415
    from zhike.jobs.errands.refresh import refreshed  # noqa: PLC0415
    from zhike.jobs.run import errand_of  # noqa: PLC0415

    manifest = refreshed(errand_of(viewer_named(None), tell=silent))
    table = next(one for one in manifest.tables if one.name == "fullness")
    sums = ", ".join(f'sum("{name}"::INT)' for name in table.columns if name.startswith("has_"))
    asked = f"SELECT team_id, count(*), {sums} FROM {table.sql(manifest.folder)} GROUP BY ALL"
    return lambda: duckdb.sql(asked).fetchall()


def page_of(account_id: int) -> Callable[[], object]:
    """Return what opens the page as somebody."""
    from django.test import Client  # noqa: PLC0415 - Django is started by now

    from zhike.records.account.models import Account  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(Account.objects.get(pk=account_id), backend=backend)

    def open_page() -> None:
        answer = client.get("/clean/")
        if answer.status_code != 200 or "核心完整率" not in answer.content.decode():
            raise SystemExit(f"the page answers {answer.status_code}")

    return open_page


def agree(found: dict[str, object], told: dict[str, object]) -> None:
    """Stop when the snapshot and the database count differently."""
    if found["rate"] != told["rate"]:
        raise SystemExit(f"{found['rate']} in the snapshot, {told['rate']} in the database")


def main() -> None:
    """Make the book in a home of its own and measure there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--full", action="store_true", help="1 M customers")
    parser.add_argument("--inside", action="store_true", help="the home is there already")
    given = parser.parse_args()
    if given.inside:
        slowest = measure(given.rounds)
        print(f"\nslowest page: {slowest:.3f} s (gate {GATE_S} s)")
        raise SystemExit(0 if slowest <= GATE_S else 1)
    customers = 1_000_000 if given.full else given.customers
    with tempfile.TemporaryDirectory(dir=os.environ.get("ZHIKE_BENCH_IN")) as name:
        house = House(Path(name))
        make = [sys.executable, str(HERE / "quality_book.py"), "--customers", str(customers)]
        subprocess.run(make, env=house.environment, check=True, stdout=subprocess.DEVNULL)
        again = [sys.executable, __file__, "--inside", "--rounds", str(given.rounds)]
        raise SystemExit(subprocess.run(again, env=house.environment, check=False).returncode)


if __name__ == "__main__":
    main()
