"""kill -9 while rows go in, at ten random moments: what the book is after the next start.

    python bench/kill.py [--rows 60000]

A line a moment: when it was killed, in what state the batch was found, how many half-written
batches were rolled back, and the checksum of every live row. Then the batch goes in whole and is
undone, which must give the first checksum again.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from houses import House
from writer_wait import START, imported, written

MOMENTS = 10
SUM = (
    START
    + """
import hashlib, json
from zhike.jobs.ready import make_ready
rolled = make_ready()
from zhike.records.batch.models import Batch
from zhike.records.intake.nouns import NOUNS
LOOSE = {{"rev", "id", "born_batch_id", "created_at", "customer_id", "order_id"}}
digest = hashlib.sha256()
for noun in NOUNS.values():
    rows = noun.model._default_manager.filter(gone_at__isnull=True).order_by("identity")
    for row in rows.values().iterator():
        kept = {{name: value for name, value in row.items() if name not in LOOSE}}
        digest.update(json.dumps(kept, sort_keys=True, default=str).encode())
print(digest.hexdigest()[:16], Batch.objects.get(pk={batch}).state, len(rolled))
"""
)
ACCEPT = (
    START
    + """
from zhike.cli.options import acting, errand
viewer = acting(None)
print("begin", flush=True)
errand("accept_import", viewer, quiet=True, batch={batch})
"""
)


def main() -> int:
    """Kill, start anew, compare; 1 when the book was neither as before nor whole."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=60_000)
    asked.add_argument("--full", action="store_true")
    rows = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder) / "home").ready()
        imported(house, written(Path(folder) / "known.csv", 2_000, "S"))
        batch = imported(house, written(Path(folder) / "many.csv", rows, "K"), "--check")
        before, _, _ = found(house, batch)
        print(f"before: {before}")
        wrong = sum(killed(house, batch, before, wait) for wait in moments(rows))
        return int(wrong + whole(house, batch, before) > 0)


def moments(rows: int) -> list[float]:
    """Return ten random moments within the time an acceptance takes, the same every run."""
    dice = random.Random(7)
    return [dice.uniform(0, rows / 30_000) for _ in range(MOMENTS)]


def found(house: House, batch: int) -> tuple[str, str, str]:
    """Start anew and return checksum, state of the batch and how many were rolled back."""
    digest, state, rolled = house.python(SUM.format(batch=batch)).split()
    return digest, state, rolled


def killed(house: House, batch: int, before: str, wait: float) -> int:
    """Kill one acceptance after a while; 1 when the book is not as before."""
    process = subprocess.Popen(
        [sys.executable, "-c", ACCEPT.format(batch=batch)],
        env=house.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    digest, state, rolled = found(house, batch)
    print(f"killed after {wait:4.2f} s: {state}, {rolled} rolled back, checksum {digest}")
    return int(state != "已接收" and digest != before)


def whole(house: House, batch: int, before: str) -> int:
    """Let the batch in and undo it; 1 when the book is not as before then."""
    if found(house, batch)[1] != "已接收":
        house.python(ACCEPT.format(batch=batch))
    print(f"whole:  {found(house, batch)[0]}")
    command = [sys.executable, "-m", "zhike.cli", "undo", str(batch)]
    subprocess.run(command, env=house.environment, check=True, stdout=subprocess.DEVNULL)
    after = found(house, batch)[0]
    print(f"undone: {after}")
    return int(after != before)


if __name__ == "__main__":
    sys.exit(main())
