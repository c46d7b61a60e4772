"""Whether this home holds the invented company: only then may anybody in without a password."""

import os
from pathlib import Path

from zhike.records.company.plan import is_leaving
from zhike.records.home import Home

MARK = "demo/示例数据"
UNDER_WAY = "demo/正在备好"


def mark_demo(home: Home) -> None:
    """Note in the home that its whole book is invented."""
    file = home.path / MARK
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("这个数据目录里的客户、人名、电话和金额都是虚构的。\n", "utf-8")


def mark_under_way(home: Home) -> None:
    """Note that the invented book is being made: one broken off is made anew."""
    (home.path / UNDER_WAY).write_text("示例公司正在备好。\n", "utf-8")


def mark_complete(home: Home) -> None:
    """Note that the invented book is complete: brought in, analysed, with its tasks."""
    (home.path / UNDER_WAY).unlink(missing_ok=True)


def is_under_way(home: Home) -> bool:
    """Say whether the invented book is being made, or was broken off."""
    return (home.path / UNDER_WAY).is_file()


def is_marked(home: Home) -> bool:
    """Say whether the home's book is invented."""
    return Path(home.path / MARK).is_file()


def is_demo(home: Home) -> bool:
    """Say whether the demo runs: asked for by `zhike demo`, in a home whose book is invented."""
    asked = os.environ.get("ZHIKE_DEMO") == "1"
    return asked and is_marked(home) and not is_leaving(home)
