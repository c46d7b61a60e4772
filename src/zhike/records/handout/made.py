"""Tables that were made to be fetched later: each in a folder of who asked for it."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from zhike.records.rights import insist
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

KEPT_DAYS = 7


class NoSuchTable(Refused):
    """There is no such table of the Viewer's, or it was cleared away."""

    status = 404


def folder_for(account_id: int | str, name: str) -> str:
    """Return what the folder of a table is called; the name is chosen by chance."""
    return f"table-{account_id}-{name}"


def made_for(viewer: Viewer, made: str) -> Path:
    """Return the file of a table the Viewer asked for; nobody else gets it."""
    insist(viewer, "export", "导出表格")
    mine = made.startswith(folder_for(viewer.account_id, "")) and made == Path(made).name
    folder = settings.HOME.reports / made
    files = sorted(folder.iterdir()) if mine and folder.is_dir() else []
    if not files:
        said = _("没有这份表格，或它已经满 %(days)s 天清掉了，请重新导出。")
        raise NoSuchTable(said % {"days": KEPT_DAYS})
    return files[0]
