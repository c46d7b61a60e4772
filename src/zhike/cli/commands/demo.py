"""`zhike demo`: the sample company, imported for real, analysed and served."""

import os
import time
from typing import Any

import click

from zhike.cli.options import acting, as_account, errand
from zhike.cli.serving import become_server, usual_workers
from zhike.jobs.sample import begin_sample, is_sample_made
from zhike.jobs.telling import story
from zhike.jobs.worker import tidy
from zhike.words.problem import Refused

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command("demo", help="生成示例公司并打开；已有数据时直接打开，什么都不改。")
@click.option("--until", default="", help="数据到哪一天，默认昨天。")
@click.option("--seed", default=1, type=int, help="同一个数生成同一家公司。")
@click.option("--serve", "serves", is_flag=True, help="启动网页；示例还没有时边备边看。")
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000, type=int)
@as_account
def command(
    until: str, *, seed: int, serves: bool, host: str, port: int, login: str | None
) -> None:
    """Make the sample where there is nothing yet, then serve it."""
    if host not in LOOPBACK:
        raise Refused("示例不用密码就能进，只能在本机打开（--host 127.0.0.1）。")
    os.environ["ZHIKE_DEMO"] = "1"
    viewer = acting(login)
    if is_sample_made(viewer):
        click.echo("示例已在，直接打开。")
    elif not serves:
        started = time.monotonic()
        answer = errand("make_sample", viewer, quiet=False, until=until, seed=seed)
        _say(answer, time.monotonic() - started)
    if serves:
        tidy()
        made = is_sample_made(viewer)
        told = 0 if made else begin_sample(viewer, until=until, seed=seed)
        become_server(host=host, port=port, workers=usual_workers(), told=told)


def _say(answer: dict[str, Any], seconds: float) -> None:
    for line in story(answer):
        click.echo(line)
    click.echo(f"示例公司已备好（{seconds:.0f} 秒）")
