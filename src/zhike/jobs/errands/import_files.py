"""Read files and write what they bring, in one go: what the command line does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zhike.jobs.again import judged_again
from zhike.jobs.asked import Asked, summary_of
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.accept_import import still_holds, take_in
from zhike.jobs.opening import opened

SAID = "导入文件"


def run(
    errand: Errand,
    *,
    paths: Sequence[str],
    asked: Mapping[str, object],
    all_or_nothing: bool = False,
    most: int | None = None,
) -> Answer:
    """Import files; `asked` are the fields of Asked, `most` limits the problems that are told."""
    batch, proposal = opened(errand, paths, asked=Asked(**asked))  # type: ignore[arg-type]
    if not still_holds(errand, batch):
        proposal = judged_again(errand, batch)
    proposal = replace(proposal, raw=(), sheets=())  # kept beside the batch by now
    take_in(errand, batch, proposal, all_or_nothing=all_or_nothing)
    return summary_of(batch, proposal, most=most)
