"""Handing lines over to a book of its own, as the pages do."""

from functools import cache
from pathlib import Path
from typing import Any

from records.conftest import AT

from zhike.jobs.run import run_now
from zhike.playbook.load import load_builtin
from zhike.playbook.reading import dump
from zhike.records.playbook_version.changes import activate
from zhike.words.viewer import Viewer


@cache
def builtin_text() -> tuple[str, str]:
    """Return the built-in playbook as it is kept, and its version; written out once a run."""
    playbook = load_builtin("default")
    return dump(playbook), playbook.version


def keep_playbook() -> None:
    """Make the built-in playbook the active one of a fresh book."""
    text, version = builtin_text()
    activate(text, version=version, by=None, at=AT, note="自带手册 default")


def hand(viewer: Viewer, path: Path, *lines: str, **said: Any) -> dict[str, Any]:
    """Have a file proposed, written first where there are lines."""
    if lines:
        path.write_text("\n".join(lines), "utf-8")
    return run_now("propose_import", viewer, paths=[str(path)], **said)


def accept(viewer: Viewer, made: dict[str, Any]) -> None:
    """Have a proposed batch written."""
    run_now("accept_import", viewer, batch=made["batch"])


def counts(answer: dict[str, Any]) -> tuple[int, ...]:
    """Return the fates of the rows: new, changed, same, unclear, rejected."""
    return tuple(answer[fate] for fate in ("new", "changed", "same", "unclear", "rejected"))
