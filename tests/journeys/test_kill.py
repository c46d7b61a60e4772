"""kill -9 while rows go in: after the next start the book is as before, or whole."""

import csv
import random
import signal
import time
from pathlib import Path

from journeys.homes import House

MOMENTS = 4  # bench/kill.py takes ten, on a larger batch
ROWS = 6_600  # enough new ones to be laid beside the book on SQLite
CHECK = """
from zhike.jobs.boot import start_django
start_django()
from zhike.jobs.ready import make_ready
from checksum import book_checksum
from zhike.records.batch.models import Batch
rolled = make_ready()
print(book_checksum(), Batch.objects.get(pk={batch}).state, len(rolled))
"""
ACCEPT = """
from zhike.cli.entry import start_django
start_django()
from zhike.cli.options import acting, errand
from zhike.records.intake import changes
write = changes._write_parts
def told(*args, **kwargs):
    print("begin", flush=True)
    return write(*args, **kwargs)
changes._write_parts = told
errand("accept_import", acting(None), quiet=True, batch={batch})
"""


def write_customers(path: Path, rows: int, *, region: str) -> None:
    """Write a file of customers."""
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["客户编号", "客户名称", "区域", "首次接触时间", "联系人", "联系电话"])
        for i in range(rows):
            day = f"2024-0{i % 9 + 1}-15"
            writer.writerow(
                [f"K{i:06d}", f"客户{i:06d}有限公司", region, day, "王伟", "13912345678"]
            )


def test_kill_at_random_moments_leaves_the_book_whole_or_as_before(new_house, tmp_path) -> None:
    house: House = new_house()
    small, big = tmp_path / "small.csv", tmp_path / "big.csv"
    write_customers(small, ROWS // 6, region="华东")
    write_customers(big, ROWS, region="华南")  # changes 1,100, adds 5,500
    house.json("import", str(small))
    batch = house.json("import", str(big), "--check")["batch"]
    before = house.answer(CHECK.format(batch=batch)).split()[0]
    dice = random.Random(7)
    seen: list[tuple[str, str]] = []
    for _ in range(MOMENTS):
        digest, state = kill_once(house, batch, wait=dice.uniform(0.0, 0.6))
        seen.append((digest, state))
        if state == "已接收":
            break
    broken = [digest for digest, state in seen if state == "待确认"]
    assert broken, "no kill hit the accepting itself"
    assert set(broken) == {before}
    if seen[-1][1] != "已接收":
        house.answer(ACCEPT.format(batch=batch))
    whole, state, _ = house.answer(CHECK.format(batch=batch)).split()
    assert state == "已接收"
    assert whole != before
    house.json("undo", str(batch))
    assert house.answer(CHECK.format(batch=batch)).split()[0] == before


def kill_once(house: House, batch: int, *, wait: float) -> tuple[str, str]:
    """Kill an acceptance after a while, start anew, and return checksum and state."""
    process = house.python(ACCEPT.format(batch=batch))
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    digest, state, _rolled = house.answer(CHECK.format(batch=batch)).split()
    return digest, state
