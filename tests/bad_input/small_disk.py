"""A disk of a few megabytes that can be filled up: a tmpfs of this test's own.

Run as `unshare -rm python small_disk.py FOLDER`, so that no rights are needed and nothing of it is
seen outside. Prints what the commands said as JSON.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from journeys.homes import SEVERAL

SIZE_MB = 96
LEFT_KB = (
    28_000  # the original and the rows laid beside the book find room, the book itself doesn't
)
LESS_KB = 9_000  # the original finds room, the rows laid beside the book don't
ROWS = 20_000
ZHIKE = [sys.executable, "-m", "zhike.cli"]
PYTHON = [sys.executable, "-c"]
ASK = """
from zhike.cli.entry import start_django
start_django()
from zhike.cli.options import acting
from zhike.jobs.run import enqueue
print(enqueue("analyse", acting(None)), end="")
"""
END = """
from zhike.cli.entry import start_django
start_django()
from zhike.records.job.lookups import job_row
print(job_row({job}).state, job_row({job}).trouble, end="")
"""
FIRST = "客户编号,客户名称\nC1,甲公司\n"


def main(folder: Path) -> None:
    """Fill the disk while rows go in, make room, and go on."""
    home, small, large = folder / "home", folder / "少.csv", folder / "多.csv"
    small.write_text(FIRST, "utf-8")
    remark = "备注很长" * 20
    lines = (f"K{at:06d},第{at}号公司,{remark}{at}" for at in range(ROWS))
    large.write_text("\n".join(["客户编号,客户名称,备注", *lines]), "utf-8")
    home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(home)]
    subprocess.run(mount, check=True)
    (home / "zhike").mkdir()
    shutil.copy(folder / "zhike.db", home / "zhike")  # the tables, so that no time goes into them
    said = {"first": run(home, "import", str(small)), "worker": worker_without_room(home)}
    for what, left_kb in (("fuller", LESS_KB), ("full", LEFT_KB)):
        fill(home, left_kb=left_kb)
        said[what] = run(home, "import", str(large))
        (home / "fill").unlink()
    later = (["import", str(small)], ["import", "--check", str(large)], ["import", str(large)])
    told = json.loads(run(home, *PYTHON, SEVERAL, json.dumps(later))[1])
    said |= dict(zip(("after", "book", "again"), told, strict=True))
    sys.stdout.write(json.dumps(said, ensure_ascii=False))


def fill(home: Path, *, left_kb: int = 0) -> None:
    """Take all room but a little."""
    left = os.statvfs(home)
    room = left.f_bavail * left.f_frsize - left_kb * 1024
    (home / "fill").write_bytes(bytes(room))


def worker_without_room(home: Path) -> list[object]:
    """Let a worker meet a disk without any room; return how it ended, and how its job did."""
    job = run(home, *PYTHON, ASK)[1]
    fill(home)
    command = [*ZHIKE, "worker", "--once"]
    worker = subprocess.Popen(command, env=environment(home), stderr=subprocess.PIPE, text=True)
    time.sleep(8)
    (home / "fill").unlink()
    error = worker.communicate(timeout=120)[1]
    return [worker.returncode, error, run(home, *PYTHON, END.format(job=job))[1]]


def environment(home: Path) -> dict[str, str]:
    """Return the environment of the home on the small disk."""
    return {**os.environ, "ZHIKE_HOME": str(home / "zhike"), "DATABASE_URL": ""}


def run(home: Path, *arguments: str) -> list[object]:
    """Run a command, or Python; return its exit code and what it said."""
    command = list(arguments) if arguments[0] == sys.executable else [*ZHIKE, *arguments]
    done = subprocess.run(
        command, env=environment(home), capture_output=True, text=True, check=False
    )
    return [done.returncode, done.stdout, done.stderr]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
