"""kill -9 while rows go in: after the next start the book is as before, or whole."""

import csv
import random
import signal
import time
from pathlib import Path

from journeys.homes import House

MOMENTS = 4  # bench/kill.py takes ten, on a larger batch
ROWS = 6_600  # enough new ones to be laid beside the book on SQLite
START = """
from zhike.jobs.boot import start_django
start_django()
from zhike.jobs.ready import make_ready
from checksum import book_checksum
from zhike.cli.options import acting, errand
from zhike.records.batch.models import Batch
from zhike.records.intake import changes
make_ready()
def look():
    print(book_checksum(), Batch.objects.get(pk={batch}).state, flush=True)
look()
"""
ACCEPT = """
write = changes._write_parts
def told(*args, **kwargs):
    print("begin", flush=True)
    return write(*args, **kwargs)
changes._write_parts = told
errand("accept_import", acting(None), quiet=True, batch={batch})
"""
TO_THE_END = """
if Batch.objects.get(pk={batch}).state != "已接收":
    errand("accept_import", acting(None), quiet=True, batch={batch})
look()
errand("undo_import", acting(None), quiet=True, batch={batch})
look()
"""


def write_customers(path: Path, rows: int, *, region: str) -> None:
    """Write a file of customers."""
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["客户编号", "客户名称", "区域", "首次接触时间", "联系人", "联系电话"])
        for i in range(rows):
            day = f"2024-0{i % 9 + 1}-15"
            writer.writerow(
                [f"K{i:06d}", f"客户{i:06d}有限公司", region, day, "王伟", f"139{i:08d}"]
            )


def test_kill_at_random_moments_leaves_the_book_whole_or_as_before(new_house, tmp_path) -> None:
    house: House = new_house()
    small, big = tmp_path / "small.csv", tmp_path / "big.csv"
    write_customers(small, ROWS // 6, region="华东")
    write_customers(big, ROWS, region="华南")  # changes 1,100, adds 5,500
    batch = house.jsons(["import", str(small)], ["import", str(big), "--check"])[1]["batch"]
    dice = random.Random(7)
    found = [started_and_killed(house, batch, wait=dice.uniform(0.0, 0.6)) for _ in range(MOMENTS)]
    before = found[0][0]
    lines = house.answer((START + TO_THE_END).format(batch=batch)).splitlines()
    last, whole, undone = (line.split() for line in lines)
    broken = [digest for digest, state in [*found[1:], last] if state == "待确认"]
    assert broken, "no kill hit the accepting itself"
    assert set(broken) == {before}
    assert whole[1] == "已接收"
    assert whole[0] != before
    assert undone[0] == before


def started_and_killed(house: House, batch: int, *, wait: float) -> list[str]:
    """Start, note checksum and state, begin to accept, and be killed after a while."""
    process = house.python((START + ACCEPT).format(batch=batch))
    assert process.stdout is not None
    found = process.stdout.readline().split()
    process.stdout.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return found
