"""Whether this home holds the invented company: only then may anybody in without a password."""

import os
from pathlib import Path

from zhike.records.company.plan import is_leaving
from zhike.records.home import Home

MARK = "demo/示例数据"
READY = "demo/已备好"


def mark_demo(home: Home) -> None:
    """Note in the home that its whole book is invented."""
    file = home.path / MARK
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("这个数据目录里的客户、人名、电话和金额都是虚构的。\n", "utf-8")


def mark_ready(home: Home) -> None:
    """Note that the invented book is complete: brought in, analysed, with its tasks."""
    (home.path / READY).write_text("示例公司已经完整。\n", "utf-8")


def is_ready(home: Home) -> bool:
    """Say whether the invented book is complete; one broken off is made anew."""
    return (home.path / READY).is_file()


def is_marked(home: Home) -> bool:
    """Say whether the home's book is invented."""
    return Path(home.path / MARK).is_file()


def is_demo(home: Home) -> bool:
    """Say whether the demo runs: asked for by `zhike demo`, in a home whose book is invented."""
    asked = os.environ.get("ZHIKE_DEMO") == "1"
    return asked and is_marked(home) and not is_leaving(home)
