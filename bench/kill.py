"""kill -9 at random moments while rows are being accepted, and what the next start finds.

    python bench/kill.py [--rows 60000] [--moments 10] [--engine sqlite|postgres]

A sixth of the batch changes customers that are there, the rest is new. The moments are drawn over
the time a whole acceptance takes. After each kill the home is opened as the next command opens it;
the checksum is over every live row of every kind and must be the one before, or the whole one.
"""

import argparse
import csv
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from houses import House, start_postgres

TESTS = Path(__file__).parents[1] / "tests"  # checksum.py lives there
HEADS = ["客户编号", "客户名称", "区域", "首次接触时间", "联系人", "联系电话"]
SEED = 7
ACCEPT = """
from zhike.cli.entry import start_django
start_django()
from zhike.cli.options import acting, errand
viewer = acting(None)
print("begin", flush=True)
errand("accept_import", viewer, quiet=True, batch={batch})
"""
CHECK = """
import time
from zhike.jobs.boot import start_django
start_django()
from zhike.jobs.ready import make_ready
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from checksum import book_checksum
began = time.perf_counter()
make_ready()
took = time.perf_counter() - began
state = Batch.objects.latest("id").state
print(book_checksum()[:12], state, round(took, 1), Customer.objects.count())
"""


class Torn(SystemExit):
    """The book is neither as before nor whole."""


def write_file(path: Path, rows: int, *, region: str) -> Path:
    """Write a file of customers with a contact each."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADS)
        for at in range(rows):
            day = f"2024-0{at % 9 + 1}-15"
            name = f"客户{at:06d}有限公司"
            writer.writerow([f"K{at:06d}", name, region, day, "王伟", f"139{at:08d}"])
    return path


def zhike(house: House, *arguments: str) -> str:
    """Run a command and return what it printed."""
    command = [sys.executable, "-m", "zhike.cli", *arguments]
    done = subprocess.run(command, env=house.environment, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def proposed(house: House, file: Path) -> int:
    """Propose the file as a new batch."""
    return int(json.loads(zhike(house, "import", str(file), "--check", "--json"))["batch"])


def accept(house: House, batch: int, *, kill_after: float | None) -> float:
    """Accept a batch, killed after some seconds when given; returns how long it ran."""
    process = subprocess.Popen(
        [sys.executable, "-c", ACCEPT.format(batch=batch)],
        env=house.environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    began = time.perf_counter()
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return time.perf_counter() - began


def looked_at(house: House) -> tuple[str, str, str, str]:
    """Open the home anew; returns checksum, the last batch's state, seconds taken, customers."""
    paths = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    os.environ["PYTHONPATH"] = paths
    checksum, state, took, customers = house.python(CHECK).split()
    return checksum, state, took, customers


def killed(house: House, file: Path, moments: list[float]) -> None:
    """Kill at each moment and print a line for it."""
    before, *_ = looked_at(house)
    batch = proposed(house, file)
    whole_s = accept(house, batch, kill_after=None)
    whole, *_, all_of_them = looked_at(house)
    zhike(house, "undo", str(batch))
    print(f"before {before}, whole {whole} after {whole_s:.1f} s, undone {looked_at(house)[0]}\n")
    print("| killed after | batch is | checksum | the next start took |\n|--:|---|---|--:|")
    batch = proposed(house, file)
    for moment in moments:
        ran = accept(house, batch, kill_after=moment * whole_s)
        checksum, state, took, customers = looked_at(house)
        print(f"| {ran:.2f} s | {state} | {checksum} | {took} s |", flush=True)
        if state == "已接收":  # it was quicker; own numbers go on counting, so undo tells
            zhike(house, "undo", str(batch))
            checksum = looked_at(house)[0] if customers == all_of_them else checksum
            batch = proposed(house, file)
        if checksum != before:
            raise Torn(f"torn after {ran:.2f} s: {checksum}")


def main() -> None:
    """Make a home with customers and kill what changes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--moments", type=int, default=10)
    parser.add_argument("--full", action="store_true", help="600,000 rows")
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    given = parser.parse_args()
    rows = 600_000 if given.full else given.rows
    dice = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        server = start_postgres(place) if given.engine == "postgres" else None
        house = (server.house(place / "home") if server else House(place / "home")).ready()
        small = write_file(place / "小.csv", rows // 6, region="华东")
        zhike(house, "import", str(small))
        print(f"\n{house.engine}: {rows:,} rows, {rows // 6:,} of them change what is there")
        big = write_file(place / "大.csv", rows, region="华南")
        killed(house, big, [dice.uniform(0, 1.05) for _ in range(given.moments)])


if __name__ == "__main__":
    main()
