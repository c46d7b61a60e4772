"""Read files and keep what would be written as a batch that waits; writes no customer data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from zhike.collect.kinds import kind_named
from zhike.collect.mapping import read_map
from zhike.collect.returned import Places
from zhike.jobs.corrections import Corrections, corrections_in
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.known_again import known_again, saved_heads
from zhike.playbook.printed import Print
from zhike.records.account.lookups import owners_by_name
from zhike.records.batch.changes import say_source
from zhike.records.batch.files import archive_files
from zhike.records.batch.source import insist_stated, read_source, said_of, stated
from zhike.records.intake.changes import open_batch
from zhike.records.intake.children import children_of
from zhike.records.intake.known import known_rows
from zhike.records.intake.matching import (
    identities_for,
    matched_rows,
    similar_customers,
)
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.revision.lookups import current_token
from zhike.runs.intake import Kept, propose
from zhike.runs.table_sheets import Reckoned
from zhike.runs.understanding import Wish, read_files
from zhike.words.mending import Mending
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal
from zhike.words.sheet import Sheet

SAID = "读取并检查文件"


@dataclass(frozen=True, slots=True)
class Asked:
    """How files are to be read: as said on the command line, or chosen on a page.

    `mending` is `Mending.to_json`; of it the command line says keys, writing and owners. `source`
    has any of channel, collector, collected_on (2026-05-01), lawful_source and consent (S0-12).
    """

    kind: str = ""
    mapping: str | Mapping[str, str] = ""
    create_customers: bool = False
    mending: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)

    def wish(self) -> Wish:
        """Return the same for the intake."""
        said = read_map(self.mapping) if isinstance(self.mapping, str) and self.mapping else None
        columns = said if isinstance(self.mapping, str) else dict(self.mapping)
        kind = kind_named(self.kind) or None
        mending = Mending.from_json(self.mending)
        return Wish(kind, columns or None, self.create_customers, mending, stated(self.source))


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


def opened(errand: Errand, paths: Sequence[str], *, asked: Asked) -> tuple[int, Proposal]:
    """Read files and keep what they would bring as a waiting batch; returns both."""
    _insist(errand)
    errand.tell(0, 2, SAID)
    columns = asked.wish().columns or saved_heads(errand.viewer)
    files = [Path(path) for path in paths]
    sheets = read_files(files, playbook=active_playbook(), columns=columns)
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
    return batch_id, proposal


def _insist(errand: Errand) -> None:
    if not errand.viewer.can("import"):
        raise Refused(_("您的角色不能导入数据，请找管理员。"))


def made_with(asked: Asked, *, paths: Sequence[str]) -> dict[str, Any]:
    """Return what a batch remembers of how its proposal was made; ask before making it."""
    wish = asked.wish()
    return asdict(asked) | {
        "paths": [str(path) for path in paths],
        "mapping": dict(wish.columns or {}),
        "mending": wish.mending.to_json(),
        "token": current_token(),
    }


def propose_sheets(errand: Errand, sheets: Sequence[Sheet], *, wish: Wish) -> Proposal:
    """Return what an intake of these sheets would do, against what is kept now."""
    me = errand.viewer.account_id if errand.viewer.scope == "own" else None
    viewer = errand.viewer
    kept = Kept(
        known=_known_to(errand),
        owners=owners_by_name(),
        newcomers=me,
        matching=matched_rows,
        identities=lambda noun, ids: identities_for(viewer, noun, ids),
        similar=lambda values: similar_customers(viewer, values),
        children=lambda noun, parents: children_of(viewer, noun, parents),
        reckoned=_reckoned_for(errand),
    )
    return propose(sheets, playbook=active_playbook(), kept=kept, wish=wish)


def _reckoned_for(errand: Errand) -> Reckoned:
    """Return how figures of a printed table are reckoned; the engine is loaded only then."""

    def reckoned(printed: Print, customer_ids: Sequence[int]) -> Mapping[str, Mapping[int, Any]]:
        figures = import_module("zhike.jobs.table_figures")
        found: Mapping[str, Mapping[int, Any]] = figures.reckoned_for(
            errand, printed, list(customer_ids), playbook=active_playbook()
        )
        return found

    return reckoned


def _known_to(errand: Errand) -> Callable[[str, pl.Series], pl.DataFrame]:
    return lambda noun, identities: known_rows(errand.viewer, noun, identities)


def summary_of(batch_id: int, proposal: Proposal, *, most: int | None = None) -> Answer:
    """Return the shape scripts rely on (DESIGN §7), with at most so many problems."""
    shown = ["file", "sheet", "row", "column", "value", "rule", "message"]
    told = proposal.problems if most is None else proposal.problems.head(most)
    problems: list[dict[str, Any]] = told.select(shown).to_dicts()
    counted = {"batch": batch_id, **proposal.fates, "problem_count": proposal.problems.height}
    return {**counted, "records": _records(proposal), "problems": problems}


def _records(proposal: Proposal) -> dict[str, int]:
    """Return how many records of each noun would be written: a row may make several."""
    moving = pl.col("_fate").is_in(["new", "changed"])
    counts = {part.noun: part.rows.filter(moving).height for part in proposal.parts}
    return {noun: count for noun, count in counts.items() if count}
