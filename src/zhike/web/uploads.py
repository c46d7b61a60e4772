"""Keeping handed-over files until their intake, each hand-over in a folder of its own."""

import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from zhike.records.home import said_why
from zhike.words.problem import Refused

MOST_BYTES = 512 << 20


def keep_files(files: Sequence[Any]) -> list[str]:
    """Write files below the home under their own names; returns their paths."""
    if not files:
        raise Refused(_("没有收到文件，请选一份表格再交。"))
    if any(file.size > MOST_BYTES for file in files):
        raise Refused(
            _("文件超过 %(most_bytes)s MB，请分成几份，或在命令行用 zhike import 导入。")
            % {"most_bytes": MOST_BYTES >> 20}
        )
    folder = settings.HOME.uploads / secrets.token_hex(8)
    try:
        folder.mkdir(parents=True, mode=0o700)
        return [_keep(folder, file, place) for place, file in enumerate(files)]
    except OSError as why:
        shutil.rmtree(folder, ignore_errors=True)
        raise Refused(
            _("文件存不下来（%(why)s），请检查 %(path)s 的空间。")
            % {"why": said_why(why), "path": settings.HOME.path}
        ) from why


def _keep(folder: Path, file: Any, place: int) -> str:
    name = Path(file.name or "").name or f"文件{place + 1}"
    path = folder / name
    if path.exists():  # two files of one name, from different folders
        path = folder / f"{place + 1}-{name}"
    with path.open("xb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return str(path)
