"""The zhike command, a file a subcommand."""

from zhike.cli.entry import main

__all__ = ["main"]
