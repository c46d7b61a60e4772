"""Starting Django before the book's rooms are imported, the one place where order matters."""

from zhike.jobs.boot import start_django

start_django()

from zhike.access.viewer import viewer_named as _named  # noqa: E402
from zhike.jobs.ready import make_ready  # noqa: E402
from zhike.words.viewer import Viewer  # noqa: E402


def viewer_named(login: str | None) -> Viewer:
    """Make the home ready and return the Viewer of an account."""
    make_ready()
    return _named(login)
