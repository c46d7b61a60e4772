"""Telling the terminal how the sample is made while the pages show the same.

A process of its own beside the server, which must not touch the book before it forks.
"""

import sys
import time
from importlib import import_module

import click

from zhike.jobs.boot import start_django


def tell(job_id: int, address: str) -> None:
    """Print what the job says, its story, and where to look at it."""
    started = time.monotonic()
    start_django()  # before anything of the book is imported
    job = import_module("zhike.jobs.telling").tell_until_done(job_id, say=click.echo)
    if job.state == "完成":
        click.echo(f"示例公司已备好（{time.monotonic() - started:.0f} 秒），打开 {address}")


if __name__ == "__main__":
    tell(int(sys.argv[1]), sys.argv[2])
