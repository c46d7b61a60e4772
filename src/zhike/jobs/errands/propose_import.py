"""Read files and keep what would be written as a batch that waits; writes no customer data."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.jobs.asked import Asked, summary_of
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.opening import opened

SAID = "读取并检查文件"


def run(  # noqa: PLR0913 - the sides of how files are to be read
    errand: Errand,
    *,
    paths: Sequence[str],
    kind: str = "",
    mapping: str | Mapping[str, str] = "",
    create_customers: bool = False,
    mending: Mapping[str, Any] | None = None,
    source: Mapping[str, str] | None = None,
) -> Answer:
    """Keep the proposal of some files as a waiting batch; returns `batch`, counts and problems."""
    asked = Asked(kind, mapping, create_customers, mending or {}, source or {})
    return summary_of(*opened(errand, paths, asked=asked))
