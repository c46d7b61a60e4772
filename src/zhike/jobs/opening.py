"""Files and sheets read, judged and kept as a batch that waits; writes no customer data."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zhike.collect.returned import Places
from zhike.jobs.asked import Asked, made_with
from zhike.jobs.corrections import Corrections, corrections_in
from zhike.jobs.errand import Errand
from zhike.jobs.known_again import known_again, saved_heads
from zhike.jobs.notices import when_long
from zhike.jobs.patience import patiently
from zhike.jobs.proposing import propose_sheets
from zhike.records.batch.changes import say_source
from zhike.records.batch.files import archive_files
from zhike.records.batch.source import insist_stated, read_source, said_of
from zhike.records.intake.changes import open_batch
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.understanding import read_files
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal
from zhike.words.sheet import Sheet

SAID = "读取并检查文件"


def opened(errand: Errand, paths: Sequence[str], *, asked: Asked) -> tuple[int, Proposal]:
    """Read files and keep what they would bring as a waiting batch; returns both."""
    _insist(errand)
    errand.tell(0, 2, SAID)
    columns = asked.wish().columns or saved_heads(errand.viewer)
    files = [Path(path) for path in paths]
    playbook = active_playbook()

    def read() -> list[Sheet]:
        return read_files(files, playbook=playbook, columns=columns)

    sheets = patiently(errand, read, SAID)
    if (again := corrections_in(errand, files, sheets)) is not None:
        return open_sheets(
            errand, again.sheets, asked=_as_corrected(errand, again, asked), paths=paths,
            about={"corrects": again.batch}, only=again.only,
        )  # fmt: skip
    about: dict[str, Any] = {}
    if not asked.kind and not asked.mapping:
        asked, about = _as_before(errand, sheets, asked)
    return open_sheets(errand, sheets, asked=asked, paths=paths, about=about)


def _as_corrected(errand: Errand, again: Corrections, asked: Asked) -> Asked:
    """Return how corrected rows are read: as those of the batch they correct were."""
    said = said_of(errand.viewer, again.batch)
    source = {name: str(value) for name, value in said.items() if value}
    return replace(
        asked,
        kind=again.about.get("kind", ""),
        mapping=again.about.get("mapping", ""),
        create_customers=again.about.get("create_customers", False),
        mending=again.mending(),
        source=asked.source or source,
    )


def _as_before(
    errand: Errand, sheets: Sequence[Sheet], asked: Asked
) -> tuple[Asked, dict[str, Any]]:
    """Return what is asked with the saved mappings that fit, and what the batch remembers of it."""
    known = known_again(errand.viewer, sheets, mending=asked.mending)
    if known is None:
        return asked, {}
    said = replace(
        asked,
        mapping=known.columns,
        mending=known.mending,
        create_customers=asked.create_customers or known.create_customers,
    )
    return said, {"saved": known.saved}


def open_sheets(
    errand: Errand,
    sheets: Sequence[Sheet],
    *,
    asked: Asked,
    paths: Sequence[str] = (),
    about: Mapping[str, Any] | None = None,
    only: Places | None = None,
) -> tuple[int, Proposal]:
    """Keep what some sheets would bring as a waiting batch, files or none behind them.

    The batch remembers `about`; of the sheets only the rows at `only` are taken, where it is given.
    """
    _insist(errand)
    insist_stated(asked.source)
    made = made_with(asked, paths=paths) | dict(about or {})
    proposal = propose_sheets(errand, sheets, wish=replace(asked.wish(), only=only))
    if paths:
        proposal = replace(proposal, files=tuple(Path(path).name for path in paths))
    errand.tell(1, 2, "保存预览")
    batch_id = open_batch(
        proposal,
        home=errand.home,
        playbook_version=active_playbook().version,
        about=made,
        by=errand.viewer.account_id,
        at=errand.at,
    )
    archive_files(batch_id, paths, home=errand.home)
    if asked.source:
        say_source(errand.viewer, batch_id, at=errand.at, **read_source(asked.source))
    said = f"{'、'.join(proposal.files)} 已读完，等您确认"
    when_long(errand, said, link=f"/collect/{batch_id}/", about=f"batch:{batch_id}")
    return batch_id, proposal


def _insist(errand: Errand) -> None:
    if not errand.viewer.can("import"):
        raise Refused(_("您的角色不能导入数据，请找管理员。"))
