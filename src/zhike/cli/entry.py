"""Finding the subcommand and telling refusals as one line."""

import pkgutil
import sys
from importlib import import_module
from typing import Any

import click
from typing_extensions import override

from zhike.cli import commands
from zhike.cli.leaving import leaving_at_once
from zhike.jobs.boot import start_django
from zhike.jobs.disk import telling_disk
from zhike.records.home import Home
from zhike.words.period import PeriodUnreadable
from zhike.words.problem import Refused


class Commands(click.Group):
    """Every module of `cli.commands` is a subcommand; Django is started before one is loaded."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the files in the folder."""
        return sorted(_files())

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command by its name."""
        found = _files()
        if cmd_name not in found:
            return None
        start_django()
        command: click.Command = import_module(f"{commands.__name__}.{found[cmd_name]}").command
        return command


def _files() -> dict[str, str]:
    """Return the modules by the names of their commands: import_ is import, set_aside set-aside."""
    names = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    return {name.removesuffix("_").replace("_", "-"): name for name in names}


@click.group(cls=Commands, help="知客：收集、整理、标签、分析、报表与行动。")
@click.version_option(package_name="zhike")
def zhike() -> None:
    """Open the command line."""


def main() -> None:
    """Run the command this process was started for, and end it."""
    with leaving_at_once():
        run()


def run(arguments: list[str] | None = None) -> Any:
    """Run a command; a refusal is one line on standard error and exit 1."""
    try:
        with telling_disk(Home.from_environment().path):
            return zhike.main(args=arguments, prog_name="zhike")
    except (Refused, PeriodUnreadable) as why:
        click.echo(f"zhike: {why}", err=True)
        sys.exit(1)
