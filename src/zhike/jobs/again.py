"""Judging a waiting batch once more, from the cells that were handed over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from zhike.collect.returned import Places
from zhike.jobs.asked import Asked
from zhike.jobs.corrections import beside, whole_sheets
from zhike.jobs.errand import Errand
from zhike.jobs.proposing import propose_sheets
from zhike.records.batch.chest import load_sheets
from zhike.records.batch.files import paths_of
from zhike.records.batch.lookups import proposed_with
from zhike.records.batch.source import stated_of
from zhike.records.intake.changes import keep_anew
from zhike.records.intake.mended import signed
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.revision.lookups import current_token
from zhike.runs.understanding import read_files
from zhike.words.mending import Mending
from zhike.words.proposal import Proposal
from zhike.words.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Said:
    """What is said anew of how a batch is read; None leaves it as it was.

    `mending` is laid over what was mended, or with `whole` put in its place.
    """

    mapping: Mapping[str, str] | None = None
    create_customers: bool | None = None
    mending: Mapping[str, Any] | None = None
    whole: bool = False
    saved: list[dict[str, Any]] | None = None  # which saved mappings it is read by now


def asked_for(about: Mapping[str, Any]) -> Asked:
    """Return how a batch's sheets are to be read, as it remembers."""
    return Asked(
        about.get("kind", ""),
        about.get("mapping", ""),
        about.get("create_customers", False),
        about.get("mending") or {},
    )


def judged_again(errand: Errand, batch: int, *, said: Said | None = None) -> Proposal:
    """Return a batch's proposal as it is judged now, and keep it in place of the older one."""
    said, about = said or Said(), proposed_with(errand.viewer, batch)

    def over(known: dict[str, Any]) -> dict[str, Any]:
        return _over(errand, known, said)

    judged = over(about) | {"token": current_token()}
    sheets, only = _sheets(errand, batch, about)
    wish = replace(asked_for(judged).wish(), stated=stated_of(batch), only=only)
    proposal = propose_sheets(errand, sheets, wish=wish)
    errand.tell(1, 2, "保存预览")
    keep_anew(batch, proposal, home=errand.home, judged=judged, over=over)
    return proposal


def _over(errand: Errand, about: dict[str, Any], said: Said) -> dict[str, Any]:
    """Return what a batch remembers with what is said anew."""
    mending = Mending.from_json(about.get("mending"))
    if said.whole:
        mending = Mending.from_json(said.mending)
    elif said.mending:
        mending = signed(errand.viewer, mending, said.mending, at=errand.at)
    given = {
        "mapping": said.mapping,
        "create_customers": said.create_customers,
        "saved": said.saved,
    }
    kept = {name: value for name, value in given.items() if value is not None}
    return about | kept | {"mending": mending.to_json()}


def _sheets(
    errand: Errand, batch: int, about: Mapping[str, Any]
) -> tuple[list[Sheet], Places | None]:
    """Return what was handed over, and which rows of it are meant where not all are.

    Corrections stand among the rows they are part of. Of a batch of an older version the files
    tell more.
    """
    paths = paths_of(about, home=errand.home)
    if "mending" not in about and paths and all(path.is_file() for path in paths):
        columns = asked_for(about).wish().columns
        return read_files(paths, playbook=active_playbook(), columns=columns), None
    if about.get("corrects") is None:
        return load_sheets(errand.home.batch(batch)), None
    before = proposed_with(errand.viewer, about["corrects"])
    own = load_sheets(errand.home.batch(batch))
    return beside(whole_sheets(errand, about["corrects"], before), own)
