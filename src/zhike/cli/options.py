"""Options and answers that commands share."""

import json
import sys
from collections.abc import Callable
from typing import Any

import click

from zhike.access.viewer import viewer_named
from zhike.jobs.ready import make_ready
from zhike.jobs.run import run_now
from zhike.words.viewer import Viewer

as_account = click.option(
    "--as", "login", envvar="ZHIKE_USER", default=None, help="以哪个账号（登录名）的权限运行。"
)
as_json = click.option("--json", "wants_json", is_flag=True, help="只输出一份 JSON。")


def acting(login: str | None) -> Viewer:
    """Make the home ready and return whom the command acts as."""
    for batch in make_ready():
        click.echo(f"批次 {batch} 上次没有写完，已完整退回。", err=True)
    return viewer_named(login)


def errand(name: str, viewer: Viewer, /, *, quiet: bool, **arguments: Any) -> dict[str, Any]:
    """Carry an errand out in the foreground, with its progress on standard error."""
    return run_now(name, viewer, tell=_teller(quiet), **arguments)


def _teller(quiet: bool) -> Callable[[int, int, str], None]:
    live = sys.stderr.isatty() and not quiet

    def tell(done: int, total: int, said: str) -> None:
        if live:
            click.echo(f"\r\x1b[K{said}", nl=False, err=True)
            if done == total:
                click.echo("\r\x1b[K", nl=False, err=True)

    return tell


def print_json(answer: Any) -> None:
    """Print one JSON document on standard output and nothing else."""
    click.echo(json.dumps(answer, ensure_ascii=False, default=str))
