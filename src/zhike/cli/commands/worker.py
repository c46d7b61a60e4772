"""`zhike worker`: carry queued errands out."""

import click

from zhike.jobs.worker import work


@click.command("worker", help="处理排队的后台任务（serve 会自动启动一个）。")
@click.option("--once", is_flag=True, help="队列空了就结束。")
def command(once: bool) -> None:
    """Work until told to stop."""
    work(once=once)
