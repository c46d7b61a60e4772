"""Reading the active playbook."""

from functools import lru_cache

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import read_text
from zhike.records.playbook_version.models import PlaybookVersion
from zhike.words.problem import Refused


def active_playbook() -> Playbook:
    """Return the playbook everything is computed by right now."""
    row = PlaybookVersion.objects.filter(active=True).values_list("version", "text").first()
    if row is None:
        raise Refused(_("还没有启用任何手册，请先运行 zhike serve 或 zhike demo。"))
    return _parsed(*row)


@lru_cache(maxsize=4)
def _parsed(version: str, text: str) -> Playbook:
    del version  # part of the key only
    return read_text(text)
