"""Take rows in that a program gave over HTTP: the same checks, batch and undo as for files."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import polars as pl
from django.utils.translation import gettext as _

from zhike.clean.outcome import fates_by_row
from zhike.collect.given import settled, sheet_of, texts_of
from zhike.collect.kinds import fields_for
from zhike.jobs.again import judged_again
from zhike.jobs.asked import Asked, summary_of
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.accept_import import still_holds, take_in
from zhike.jobs.opening import open_sheets
from zhike.records.batch.lookups import proposal_of
from zhike.records.intake.changes import put_aside, roll_back_interrupted
from zhike.records.intake.known import ids_of
from zhike.records.key.calls import (
    CallRow,
    batch_of_call,
    call_folder,
    made_batch,
    state_of_batch,
)
from zhike.records.notice.changes import tell
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.understanding import fields_of
from zhike.words.mending import WRITINGS
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

SAID = "接收接口数据"
OnProblem = Literal["good", "nothing", "wait"]
WRITTEN, WAITING, REFUSED = "已接收", "待确认", "已回退"


@dataclass(frozen=True, slots=True)
class Given:
    """What a program gave: rows as JSON has them, of one kind, and how far to write them."""

    kind: str
    source: str
    rows: Any
    stated: Mapping[str, str] = field(default_factory=dict)  # channel, collector … (S0-12)
    on_problem: OnProblem = "good"
    writing: Mapping[str, str] = field(default_factory=dict)
    create_customers: bool = False


def run(errand: Errand, *, call: CallRow, given: Given) -> Answer:
    """Return the import's shape (DESIGN §7) with `state` and the fate of every row.

    Rows are written as far as `on_problem` says: the good ones, all or none, or not yet. A call
    that a kill broke off goes on where its batch stands; nothing is written twice.
    """
    path = call_folder(call.id, home=errand.home) / f"{_file_name(given.source)}.json"
    batch = call.batch_id or batch_of_call(call.id)
    if batch is not None and (told := _already(errand, call, batch)) is not None:
        return told
    fields = fields_for(given.kind, fields_of(active_playbook()))
    texts, columns = settled(texts_of(given.rows), fields)
    asked = _asked(given, columns)
    _keep(path, texts)
    sheet = sheet_of(texts, file=path.name)
    batch, proposal = open_sheets(
        errand, [sheet], asked=asked, paths=[str(path)], about={"call": call.id}
    )
    made_batch(call.id, batch)
    state = WAITING
    if given.on_problem == "wait":
        _tell(errand, given, batch, len(texts))
    else:
        state, proposal = _written(errand, batch, proposal, whole=given.on_problem == "nothing")
    return told_of(batch, proposal, state=state, rows=len(texts))


def _tell(errand: Errand, given: Given, batch: int, rows: int) -> None:
    """Tell the account the program acts as that a batch waits; a newer one takes its place."""
    said = _("“%(source)s”提交了 %(rows)s 行，等您确认。") % {
        "source": given.source, "rows": f"{rows:,}",
    }  # fmt: skip
    about = f"waiting:{given.source}"
    link = f"/collect/{batch}/"
    tell(errand.viewer.account_id, said, link=link, about=about, at=errand.at)


def _already(errand: Errand, call: CallRow, batch: int) -> Answer | None:
    """Return the answer of a call that was broken off behind its writing; else clear its way."""
    if state_of_batch(batch) == "接收中":
        roll_back_interrupted(home=errand.home)
    if state_of_batch(batch) == WRITTEN:
        made_batch(call.id, batch)
        proposal = proposal_of(errand.viewer, batch, home=errand.home)
        height = proposal.raw[0].height
        return told_of(batch, proposal, state=WRITTEN, rows=height)
    if state_of_batch(batch) == WAITING:
        put_aside(batch, by=errand.viewer.account_id, at=errand.at)
    return None


def _asked(given: Given, columns: Mapping[str, str]) -> Asked:
    """Return how the rows are to be read; Refused for ways nobody knows."""
    by_head = {head: path for path, head in columns.items()}
    for name, way in given.writing.items():
        if way not in WRITINGS:
            raise Refused(f"writing 里“{name}”的写法“{way}”不认识，可用：{'、'.join(WRITINGS)}")
    named = {by_head.get(name, name): way for name, way in given.writing.items()}
    if lost := [name for name in named if name not in columns]:
        raise Refused(f"writing 里的栏目“{lost[0]}”不在这批数据里")
    stated = {"collector": given.source} | dict(given.stated)
    return Asked(given.kind, columns, given.create_customers, {"writing": named}, stated)


def _file_name(source: str) -> str:
    return (
        "".join(letter for letter in source if letter.isalnum() or letter in "-_ ")[:60] or "接口"
    )


def _keep(path: Path, texts: Sequence[Mapping[str, str | None]]) -> None:
    """Keep the rows as they came, beside the batch's other originals."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")


def _written(
    errand: Errand, batch: int, proposal: Proposal, *, whole: bool
) -> tuple[str, Proposal]:
    """Write the rows and return the batch's state; all or none when `whole`."""
    if not still_holds(errand, batch):
        proposal = judged_again(errand, batch)
    fates = proposal.fates
    if whole and (fates.get("rejected", 0) or fates.get("unclear", 0)):
        put_aside(batch, by=errand.viewer.account_id, at=errand.at)
        return REFUSED, proposal
    take_in(errand, batch, proposal, all_or_nothing=False)
    return WRITTEN, proposal


def told_of(batch: int, proposal: Proposal, *, state: str, rows: int) -> Answer:
    """Return the answer of a call: counts, problems by index, and each row's fate and record."""
    answer = summary_of(batch, proposal)
    for problem in answer["problems"]:
        problem["index"] = problem["row"] - 1
    keys = _keys(proposal, written=state == WRITTEN)
    fates = fates_by_row(proposal, rows)
    told = [
        {"index": index, "fate": fate, **keys.get(index + 1, {"id": None, "record": None})}
        for index, fate in enumerate(fates)
    ]
    answer |= {"state": state, "written": state == WRITTEN, "rows": told}
    if state == REFUSED:
        answer["error"] = _("有 %(n)s 行不合格或不明，按“要么全部要么不导”没有写入。") % {
            "n": sum(fate in ("rejected", "unclear") for fate in fates)
        }
    return answer


def _keys(proposal: Proposal, *, written: bool) -> dict[int, dict[str, Any]]:
    """Return by row the external id of its own record and, once written, the record's id."""
    part = proposal.part(proposal.kind)
    if part is None:
        return {}
    outer = pl.col("external_id") if "external_id" in part.rows.columns else pl.lit(None)
    told = part.rows.select("_row", "_identity", id=outer)
    records = ids_of(part.noun, told["_identity"]) if written else {}
    return {
        row: {"id": outside, "record": records.get(identity)}
        for row, identity, outside in told.iter_rows()
    }
