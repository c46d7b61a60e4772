"""Keeping handed-over files until their intake, each hand-over in a folder of its own."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from zhike.words.problem import Refused


def keep_files(files: Sequence[Any]) -> list[str]:
    """Write files below the home under their own names; returns their paths."""
    if not files:
        raise Refused("没有收到文件，请选一份表格再交。")
    folder = settings.HOME.uploads / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    return [_keep(folder, file, place) for place, file in enumerate(files)]


def _keep(folder: Path, file: Any, place: int) -> str:
    name = Path(file.name or "").name or f"文件{place + 1}"
    path = folder / name
    if path.exists():  # two files of one name, from different folders
        path = folder / f"{place + 1}-{name}"
    with path.open("xb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return str(path)
