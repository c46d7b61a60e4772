"""Files to try an import with, not loaded by themselves: printed tables, a second quarter."""

import shutil
from pathlib import Path

from zhike.sample import ugly

_PRINTED = Path(__file__).parent / "printed"


def write_try_out(folder: Path) -> list[Path]:
    """Copy the files to try into a folder; returns them."""
    folder.mkdir(parents=True, exist_ok=True)
    copied = [
        Path(shutil.copy(file, folder / file.name)) for file in sorted(_PRINTED.glob("*.csv"))
    ]
    example = folder / ugly.NAME
    example.write_text(ugly.TEXT, encoding="utf-8")
    return [*copied, example]
