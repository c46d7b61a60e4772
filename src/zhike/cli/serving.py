"""The web server with its worker: started together, stopped together, each signalled once."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

GRACE_S = 5


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
