"""Events over HTTP: one client, one key, batches of 1,000, on SQLite; how many are kept a second.

    python bench/events.py [--events 200000] [--batch 1000] [--customers 5000] [--full]

A real `zhike serve` with one page process takes newline-delimited events over one connection. Each
is checked, known by its id, kept and answered before the next batch goes out. What the snapshot
then counts is compared with what was sent. Gate: ≥ 5,000 events a second.
"""

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

from houses import House

GATE = 5_000
BOOK = """
from zhike.jobs.boot import start_django
start_django()
from django.utils import timezone
from zhike.access.viewer import viewer_named
from zhike.jobs.run import run_now
from zhike.records.key.changes import make_key
admin = viewer_named(None)
batch = run_now("propose_import", admin, paths=[{path!r}])["batch"]
run_now("accept_import", admin, batch=batch)
print(make_key(admin, "bench", account_id=admin.account_id, may_accept=True,
               at=timezone.now()).secret)
"""
COUNT = """
from zhike.jobs.boot import start_django
start_django()
from zhike.access.viewer import viewer_named
from zhike.jobs.errands.refresh import refreshed
from zhike.jobs.run import errand_of
from zhike.records.customer.scope import sight_for
from zhike.store.tables import tables_for
admin = viewer_named(None)
tables = tables_for(sight_for(admin), refreshed(errand_of(admin)))
print(tables.run(tables.events.count().as_table()).to_pylist()[0].popitem()[1])
"""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def batch_of(first: int, size: int, customers: int) -> bytes:
    """Return a body of events, a line each."""
    events = (
        {
            "id": f"e-{at}",
            "kind": ("官网访问", "参与活动", "资料下载")[at % 3],
            "customer": f"K{at * 7919 % customers:06d}",
            "at": f"2024-{at % 12 + 1:02d}-{at % 28 + 1:02d}T10:{at % 60:02d}:00+08:00",
            "detail": f"/page/{at % 97}",
        }
        for at in range(first, first + size)
    )
    return "\n".join(json.dumps(event, ensure_ascii=False) for event in events).encode()


def send(port: int, secret: str, bodies: list[bytes]) -> list[float]:
    """Send the bodies one after the other; returns how long each took."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/x-ndjson"}
    took = []
    for body in bodies:
        began = perf_counter()
        link.request("POST", "/api/v1/events", body, headers)
        answer = link.getresponse()
        told = json.loads(answer.read())
        took.append(perf_counter() - began)
        if answer.status != 200 or told["problem_count"]:
            raise SystemExit(f"{answer.status}: {str(told)[:400]}")
    return took


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("the server ended")
        try:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            link.request("GET", "/login/")
            link.getresponse().read()
            return
        except OSError:
            sleep(0.1)
    raise SystemExit("the server does not answer")


def measure(given: argparse.Namespace, folder: Path) -> float:
    """Return how many events a second were kept; prints the distribution."""
    house = House(folder / "home").ready()
    path = folder / "客户.csv"
    lines = "\n".join(f"K{at:06d},客户{at:06d}有限公司" for at in range(given.customers))
    path.write_text(f"客户编号,客户名称\n{lines}\n", "utf-8")
    secret, port = house.python(BOOK.format(path=str(path))), free_port()
    command = [sys.executable, "-m", "zhike.cli", "serve", "--port", str(port), "--workers", "1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, env=house.environment, **quiet)  # type: ignore[call-overload]
    try:
        wait_for(port, server)
        send(port, secret, [batch_of(10**9, given.batch, given.customers)])  # warm
        starts = range(0, given.events, given.batch)
        bodies = [batch_of(first, given.batch, given.customers) for first in starts]
        began = perf_counter()
        took = sorted(send(port, secret, bodies))
        rate = given.events / (perf_counter() - began)
    finally:
        server.terminate()
        server.wait()
    p95 = took[int(len(took) * 0.95)]
    kept = int(house.python(COUNT))
    if kept != given.events + given.batch:
        raise SystemExit(f"sent {given.events + given.batch:,}, the snapshot counts {kept:,}")
    load = os.getloadavg()[0]
    print(f"{given.events:,} events in batches of {given.batch:,}, {given.customers:,} customers")
    print("\n| events/s | batch p50 ms | p95 ms | longest ms | load |\n|--:|--:|--:|--:|--:|")
    times = [f"{1000 * each:.0f}" for each in (statistics.median(took), p95, took[-1])]
    print(f"| {rate:,.0f} | {' | '.join(times)} | {load:.1f} |")
    return rate


def main() -> None:
    """Measure in a home of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--batch", type=int, default=1_000)
    parser.add_argument("--customers", type=int, default=5_000)
    parser.add_argument("--full", action="store_true", help="2 M events, 100 k customers")
    given = parser.parse_args()
    if given.full:
        given.events, given.customers = 2_000_000, 100_000
    with tempfile.TemporaryDirectory() as name:
        rate = measure(given, Path(name))
    print(f"\nkept: {rate:,.0f} events/s (gate {GATE:,})")
    raise SystemExit(0 if rate >= GATE else 1)


if __name__ == "__main__":
    main()
