"""`zhike serve`: the pages and the worker, ended cleanly by Ctrl-C."""

import secrets

import click

from zhike.cli.serving import become_server, usual_workers
from zhike.jobs.accounts import give_password, lacks_password
from zhike.jobs.ready import make_ready
from zhike.jobs.worker import tidy


@click.command("serve", help="启动网页与后台，默认 http://127.0.0.1:8000。")
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000, type=int)
@click.option("--workers", default=usual_workers, type=click.IntRange(1, 64), help="网页进程数。")
def command(host: str, port: int, workers: int) -> None:
    """Serve until Ctrl-C."""
    make_ready()
    tidy()
    if lacks_password("admin"):
        password = secrets.token_urlsafe(9)
        give_password("admin", password)
        click.echo(f"第一次启动：登录名 admin，密码 {password}（请登录后修改）")
    become_server(host=host, port=port, workers=workers)
