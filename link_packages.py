"""Give an environment exactly the packages of a lock file, linked from the one that runs this."""

import os
import re
import shutil
import sys
import sysconfig
from importlib.metadata import distribution
from pathlib import Path

PINNED = re.compile(r"^([\w.-]+)(?:\[[^]]*\])?==", re.MULTILINE)


def link_packages(lock: Path, environment: Path) -> None:
    """Link what pip installed of each locked package; scripts of packages are left out."""
    ours = Path(sysconfig.get_path("purelib"))
    theirs = environment / ours.relative_to(sys.prefix)
    for name in PINNED.findall(lock.read_text("utf-8")):
        for file in distribution(name).files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                link(ours / file, theirs / file)


def link(source: Path, target: Path) -> None:
    """Link a file, or copy it where the two are on different disks."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


if __name__ == "__main__":
    link_packages(Path(sys.argv[1]), Path(sys.argv[2]))
