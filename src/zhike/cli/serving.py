"""The web server with its worker: started together, stopped together, each signalled once.

Runs as a process of its own (`become_server`): the server forks, and a fork of a process that has
used Polars or DuckDB hangs at the first query, since their threads don't come along.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

GRACE_S = 5


def become_server(*, host: str, port: int, workers: int) -> None:
    """Turn this process into the server; never returns."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "zhike.cli.serving", host, str(port), str(workers)]
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter and module


def serve_until_stopped(*, host: str, port: int, workers: int) -> None:
    """Serve the pages and run the worker until Ctrl-C or SIGTERM."""
    with worker_process():
        click.echo(f"打开 http://{host}:{port} （Ctrl-C 结束）")
        Granian(
            "zhike.web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            workers_kill_timeout=3,  # two workers hung on Ctrl-C without it (stack-web.md §10)
            log_level=LogLevels.warning,
        ).serve()


@contextmanager
def worker_process() -> Iterator[None]:
    """Run the job worker in a session of its own, so that Ctrl-C reaches it once, from here."""
    worker = subprocess.Popen([sys.executable, "-m", "zhike.cli", "worker"], start_new_session=True)
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


if __name__ == "__main__":
    serve_until_stopped(host=sys.argv[1], port=int(sys.argv[2]), workers=int(sys.argv[3]))
