"""The server stopped while an analysis runs: the job is 中断, the results before it stay."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bad_input.told import check
from journeys.conftest import new_house  # noqa: F401 - a fixture
from journeys.homes import House

ROWS = 1_500
Told = tuple[str, str, int, list[int]]  # a job's state and trouble, the run, how many rows it has
STOPS = ((signal.SIGKILL, 0.02), (signal.SIGTERM, 0.0))  # seconds after the keeping began
SAID = {
    signal.SIGKILL: "killed during an analysis",
    signal.SIGTERM: "stopped during an analysis",
}
WORK = """
from zhike.cli.entry import start_django
start_django()
from zhike.cli.options import acting
from zhike.jobs.run import enqueue
print(enqueue("analyse", acting(None)), flush=True)
from zhike.jobs.errands import analyse
from zhike.jobs.worker import work
keep = analyse.keep_run
def told(*args, **kwargs):
    print("begin", flush=True)
    return keep(*args, **kwargs)
analyse.keep_run = told
work(once=True)
"""
START = """
import json
from zhike.cli.entry import start_django
start_django()
from zhike.jobs.ready import make_ready
from zhike.jobs.worker import tidy
from zhike.cli.options import acting, errand
make_ready()
tidy()
from zhike.records.job.lookups import job_row
from zhike.records.score.lookups import current_run
from zhike.records.score.models import Score, Standing
def tell():
    job, run = {job} and job_row({job}), current_run()
    rows = [model.objects.filter(run_id=run.id).count() for model in (Standing, Score)]
    print(json.dumps([job and job.state, job and job.trouble, run.id, rows]))
if {job}:
    tell()
if {analyse}:
    errand("analyse", acting(None), quiet=True)
    tell()
"""


def write_book(folder: Path) -> list[Path]:
    """Write customers with an order each."""
    customers, orders = folder / "客户.csv", folder / "订单.csv"
    lines = [f"K{at:05d},客户{at:05d}有限公司,华东,成交" for at in range(ROWS)]
    customers.write_text("\n".join(["客户编号,客户名称,区域,客户类型", *lines]), "utf-8")
    bought = [f"O{at:05d},K{at:05d},2026-0{at % 9 + 1}-15,{at + 1}" for at in range(ROWS)]
    orders.write_text("\n".join(["订单号,客户编号,订单日期,金额", *bought]), "utf-8")
    return [customers, orders]


@pytest.fixture
def analysed(new_house: Callable[[], House], tmp_path: Path) -> tuple[House, int, list[int]]:  # noqa: F811
    """Return a house with one complete analysis, its run and how many rows that has."""
    house = new_house()
    house.json("import", *map(str, write_book(tmp_path)))
    [(_, _, run, rows)] = started(house, analyse=True)
    assert rows[0] == ROWS
    return house, run, rows


def started(house: House, *, job: int = 0, analyse: bool = False) -> list[Told]:
    """Start the house; return what it says of a job and the run, then again when it analysed."""
    said = house.answer(START.format(job=job, analyse=analyse)).splitlines()
    return [tuple(json.loads(line)) for line in said]


def stopped(house: House, how: signal.Signals, *, wait: float) -> int:
    """Stop a worker while it keeps an analysis; return its job."""
    worker = house.python(WORK)
    assert worker.stdout is not None
    job = worker.stdout.readline()
    assert worker.stdout.readline() == "begin\n"
    time.sleep(wait)
    worker.send_signal(how)
    worker.communicate(timeout=60)
    return int(job)


def test_a_stop_leaves_the_job_interrupted_and_the_old_results(analysed) -> None:
    house, run, rows = analysed
    (first, wait), (second, no_wait) = STOPS
    [killed] = started(house, job=stopped(house, first, wait=wait))
    ended, whole = started(house, job=stopped(house, second, wait=no_wait), analyse=True)
    broken = [one for one in (killed, ended) if one[0] == "中断"]
    assert broken, "no stop hit the keeping itself"
    assert broken[0][2] == run
    for how, (state, trouble, now, kept) in ((first, killed), (second, ended)):
        assert state in ("中断", "完成")
        if state == "中断":
            check(SAID[how], trouble)
        assert kept == rows  # of the old run or, whole, of the new one
        assert now >= run
    assert whole[2] > ended[2]
