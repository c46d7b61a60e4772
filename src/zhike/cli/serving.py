"""The web server with its worker: started together, stopped together, each signalled once.

Runs as a process of its own (`become_server`): the server forks, and a fork of a process that has
used Polars or DuckDB hangs at the first query, since their threads don't come along.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

GRACE_S = 5


def usual_workers() -> int:
    """Return how many processes answer pages: two, unless there is but one core."""
    return min(2, os.cpu_count() or 1)


def become_server(*, host: str, port: int, workers: int, told: int = 0) -> None:
    """Turn this process into the server; never returns. `told`: the job to tell the terminal of."""
    sys.stdout.flush()
    where = [host, str(port), str(workers), str(told)]
    command = [sys.executable, "-m", "zhike.cli.serving", *where]
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter and module


def serve_until_stopped(*, host: str, port: int, workers: int, told: int = 0) -> None:
    """Serve the pages and run the worker until Ctrl-C or SIGTERM."""
    address = f"http://{host}:{port}"
    os.environ["ZHIKE_SERVER"] = str(os.getpid())  # whom the worker and page processes end with
    teller = beside("zhike.cli.telling", str(told), address) if told else nullcontext()
    with beside("zhike.cli", "worker"), teller:
        click.echo(f"打开 {address} （Ctrl-C 结束）")
        # Each page process has a core; waking a second thread for a list costs more than it saves.
        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        Granian(
            "zhike.web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=2 if workers > 1 else 4,  # more take turns and all are later
            workers_kill_timeout=3,  # two workers hung on Ctrl-C without it (stack-web.md §10)
            respawn_failed_workers=True,  # one that dies takes the other's pages with it otherwise
            log_level=LogLevels.warning,
        ).serve()


@contextmanager
def beside(*module: str) -> Iterator[None]:
    """Run a module in a session of its own, so that Ctrl-C reaches it once, from here."""
    command = [sys.executable, "-m", *module]
    process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own module
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    serve_until_stopped(
        host=sys.argv[1], port=int(sys.argv[2]), workers=int(sys.argv[3]), told=int(sys.argv[4])
    )
