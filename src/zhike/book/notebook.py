"""Functions for notebooks: they act as one account, like the command line."""

from typing import Any

from zhike.book.start import viewer_named
from zhike.jobs.run import run_now
from zhike.words.viewer import Viewer


def open_book(login: str | None = None) -> Viewer:
    """Open the home as one account (default: the first administrator)."""
    return viewer_named(login)


def propose(viewer: Viewer, *paths: str, **options: Any) -> dict[str, Any]:
    """Return what importing some files would do; writes no customer data."""
    return run_now("propose_import", viewer, paths=list(paths), **options)


def analyse(viewer: Viewer, *, as_of: str = "", customers: bool = False) -> dict[str, Any]:
    """Analyse the whole book and return the summary (shape of DESIGN §7)."""
    return run_now("analyse", viewer, as_of=as_of, customers=customers)


def measure(viewer: Viewer, *names: str, **options: Any) -> dict[str, Any]:
    """Return metrics by dimension and period (shape of DESIGN §7)."""
    return run_now("measure", viewer, names=list(names), **options)


def report(
    viewer: Viewer, name: str, *, period: str, out: str = ".", formats: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Make a report; returns its files, figures and conclusions."""
    return run_now("make_report", viewer, name=name, period=period, out=out, formats=formats)
