"""Twenty people click through a book of 100,000 customers; how long they wait for their pages.

    python bench/pages.py [--customers 100000] [--people 20] [--seconds 60] [--full]

The real server (`zhike serve`, two workers, SQLite) and, in this process, a keep-alive connection
a person: 14 see their own customers, 3 their team's, 3 all. Everybody rests 2 s between clicks (1.5
to 2.5) and opens lists, filtered lists, searches, customers and 今天. Timed from the first byte
sent to the last received, static files left out. Everybody opens 今天 once before the clock
starts; meanwhile one follow-up is written every 5 s, so that nothing kept stays true for long.
Gate: p95 ≤ 300 ms for every kind of page.
"""

import argparse
import http.client
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from costs import TICKS
from houses import House

HERE = Path(__file__).parent
GATE_MS = 300
REST_S = 2.0
LISTS = ("/customers/", "/customers/?page=2", "/customers/?sort=-amount", "/customers/?sort=name")
FILTERS = (
    "region=华东", "customer_type=成交", "tier=优先级:S", "idle=30", "tag=高潜力&idle=30",
    "segment=重要价值", "missing=1", "abc=A&region=华南", "industry_group=制造业&size_label=",
)  # fmt: skip
SEARCHES = ("华兴12", "盛泰科技", "远大", "K00123", "hx", "恒源7商贸")
MIX = ("list",) * 4 + ("filter",) * 5 + ("search",) * 4 + ("customer",) * 5 + ("home",) * 2
Times = list[tuple[str, float]]


class Person(threading.Thread):
    """Somebody who clicks, waits for the page, rests, and clicks again."""

    def __init__(self, port: int, cookie: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookie, self.luck = cookie, random.Random(seed)
        self.times: Times = []
        self.trouble: list[str] = []
        self.seen = ["1"]
        self.until = 0.0

    def run(self) -> None:
        """Click until the time is over."""
        time.sleep(self.luck.uniform(0, REST_S))
        while time.perf_counter() < self.until:
            kind = self.luck.choice(MIX)
            began = time.perf_counter()
            self.open(kind, self.address(kind))
            self.times.append((kind, time.perf_counter() - began))
            time.sleep(self.luck.uniform(0.75, 1.25) * REST_S)

    def address(self, kind: str) -> str:
        """Return where a click leads."""
        if kind == "customer":
            return f"/customers/{self.luck.choice(self.seen)}/"
        if kind == "search":
            return f"/customers/?q={quote(self.luck.choice(SEARCHES))}"
        if kind == "filter":
            return f"/customers/?{quote(self.luck.choice(FILTERS), safe='=&:')}"
        return self.luck.choice(LISTS) if kind == "list" else "/"

    def open(self, kind: str, address: str) -> None:
        """Ask for a page and read it whole; remember the customers it names."""
        self.line.request("GET", address, headers={"Cookie": self.cookie})
        answer = self.line.getresponse()
        text = answer.read().decode()
        if answer.status != http.HTTPStatus.OK:
            self.trouble.append(f"{answer.status} {address}")
        if kind in ("list", "filter"):
            self.seen = re.findall(r'href="/customers/(\d+)/"', text) or self.seen


@contextmanager
def served(house: House) -> Iterator[tuple[int, int]]:
    """Run the server with two workers until the end; gives its port and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "zhike.cli", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env=house.environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def tree_cpu(pid: int) -> float:
    """Return the CPU seconds of a process and of all below it so far."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / TICKS + sum(tree_cpu(int(child)) for child in below)


def walk(port: int, cookies: list[str], seconds: float) -> list[Person]:
    """Let everybody click for a while."""
    everybody = [Person(port, cookie, seed) for seed, cookie in enumerate(cookies)]
    for person in everybody:
        person.open("list", "/customers/")
        person.open("home", "/")
    for person in everybody:
        person.until = time.perf_counter() + seconds
        person.start()
    for person in everybody:
        person.join()
    return everybody


def report(everybody: list[Person]) -> float:
    """Print the waits by kind of page; returns the longest p95 in ms."""
    times = [each for person in everybody for each in person.times]
    print("| page | opened | p50 ms | p95 ms | longest ms |\n|---|--:|--:|--:|--:|")
    worst = 0.0
    for kind in dict.fromkeys(MIX):
        waits = sorted(seconds * 1000 for name, seconds in times if name == kind)
        p95 = waits[int(len(waits) * 0.95)]
        worst = max(worst, p95)
        cells = [f"{ms:.0f}" for ms in (statistics.median(waits), p95, waits[-1])]
        print(f"| {kind} | {len(waits)} | {' | '.join(cells)} |")
    return worst


def main() -> None:
    """Make the book, serve it, let people click, and hold the waits against the gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--full", action="store_true", help="1,000,000 customers")
    parser.add_argument("--home", type=Path, help="a home made before, with sessions.json in it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        house = House(given.home or Path(name))
        cookies = cookies_of(house, 1_000_000 if given.full else given.customers)[: given.people]
        writing = [sys.executable, str(HERE / "writing.py"), "--every", "5"]
        with served(house) as (port, server):
            writer = subprocess.Popen(
                writing, env=house.environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
            )
            before = tree_cpu(server)
            everybody = walk(port, cookies, given.seconds)
            cpu = tree_cpu(server) - before
            writer.communicate()
    load = os.getloadavg()[0]
    print(f"\n{len(cookies)} people, {given.seconds:.0f} s, load of the machine {load:.1f}\n")
    worst = report(everybody)
    opened = sum(len(person.times) + 2 for person in everybody)
    print(f"\nthe server spent {1000 * cpu / opened:.0f} ms of CPU a page")
    trouble = [each for person in everybody for each in person.trouble]
    print(f"worst p95 {worst:.0f} ms (gate {GATE_MS}), {len(trouble)} pages failed {trouble[:3]}")
    raise SystemExit(1 if worst > GATE_MS or trouble else 0)


def cookies_of(house: House, customers: int) -> list[str]:
    """Fill the home, unless it is there already, and return everybody's cookie."""
    file = house.path / "sessions.json"
    if not file.is_file():
        make = [sys.executable, str(HERE / "big_book.py"), "--sessions", "--lines", "0"]
        make += ["--customers", str(customers)]
        done = subprocess.run(make, env=house.environment, check=True, stdout=subprocess.PIPE)
        file.write_bytes(done.stdout)
    return [each["cookie"] for each in json.loads(file.read_text("utf-8"))]


if __name__ == "__main__":
    main()
