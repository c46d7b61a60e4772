"""What a whole process costs: CPU of its own and of the database server, wall time, peak memory."""

import os
import statistics
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """The bill of one process; `cpu` has user and system seconds, the server's included."""

    cpu: float
    wall: float
    peak_mib: float


def cost_of(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, server: int | None = None
) -> Cost:
    """Run a command and read its bill from the kernel; `server` is a postmaster's process id."""
    before = server_cpu(server)
    began = perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed with {process.returncode}")
    cpu = used.ru_utime + used.ru_stime + server_cpu(server) - before
    return Cost(cpu, wall, used.ru_maxrss / 1024)


def server_cpu(postmaster: int | None) -> float:
    """Return the CPU seconds of a PostgreSQL server: itself, its workers, those that ended."""
    if postmaster is None:
        return 0.0
    task = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text("ascii")
    return _ticks(postmaster, ended=True) + sum(
        _ticks(int(pid), ended=False) for pid in task.split()
    )


def _ticks(pid: int, *, ended: bool) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11 : 15 if ended else 13])) / TICKS


def median(costs: Sequence[Cost], kind: str) -> float:
    """Return the median of one column of the bills."""
    return statistics.median(getattr(cost, kind) for cost in costs)


def paired(ours: Sequence[Cost], others: Sequence[Cost], kind: str) -> float:
    """Return the median of the ratios ours ÷ other, round by round."""
    rounds = zip(ours, others, strict=False)
    return statistics.median(getattr(a, kind) / getattr(b, kind) for a, b in rounds)


def table(costs: Mapping[str, Sequence[Cost]], *, ours: str, said: Callable[[str], str]) -> str:
    """Return a Markdown table of the contestants with the ratios ours ÷ it."""
    lines = [
        "| contestant | CPU s | wall s | peak MiB | ours ÷ it: CPU | wall | memory |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    kinds = ("cpu", "wall", "peak_mib")
    for name, bills in costs.items():
        own = [f"{median(bills, kind):.{0 if kind == 'peak_mib' else 2}f}" for kind in kinds]
        ratios = [f"{paired(costs[ours], bills, kind):.2f}" for kind in kinds]
        lines.append(f"| {said(name)} | {' | '.join(own + ratios)} |")
    return "\n".join(lines)
