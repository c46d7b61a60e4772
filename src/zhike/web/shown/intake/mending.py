"""Step 问题 as its page and its parts show it: chips, causes, the cells or pairs beside them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.datastructures import MultiValueDict

from zhike.clean.causes import ANSWER, CELL, CREATE
from zhike.jobs.run import run_now
from zhike.records.account.lookups import people
from zhike.records.batch.lookups import BatchRow, problems_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.mending import judging
from zhike.web.shown.intake import cells, groups
from zhike.web.shown.intake.mended import mended_lines
from zhike.web.shown.intake.pairs import pair_tables
from zhike.web.shown.intake.recent import held_back, to_write
from zhike.web.shown.intake.steps import address
from zhike.words.viewer import Viewer

SHOWN = 60  # causes on the page; those mended make room for the rest
Context = dict[str, Any]


def mending_context(request: Asked, batch: BatchRow) -> Context:
    """Return what the whole step needs; the cause, group and page asked for are kept."""
    told = _told(request)
    context = live_context(request, batch)
    chosen = _chosen(context["groups"], told.get("group", ""))
    for line in context["groups"]:
        line["here"] = line["id"] == chosen
    return context | _work(request.viewer, batch, context["groups"], chosen, told.get("page", ""))


def live_context(request: Asked, batch: BatchRow) -> Context:
    """Return the chips, the causes and what was mended so far; the work beside them stays."""
    told, playbook, colleagues = _told(request), active_playbook(), _colleagues()
    found = run_now("read_groups", request.viewer, batch=batch.id)
    left = groups.unanswered(found["groups"], found["mending"])
    causes = {group["cause"] for group in left}
    cause = asked if (asked := told.get("cause", "")) in causes else ""
    wanted = [group for group in left if not cause or group["cause"] == cause]
    shown = groups.lines(
        wanted[:SHOWN], chosen=told.get("group", ""), playbook=playbook, people=colleagues
    )
    return _of_batch(request, batch) | {
        "cause": cause,
        "asked": told.get("group", ""),
        "chips": groups.chips(left, here=address(batch.id, "problems"), cause=cause),
        "groups": shown,
        "more": len(wanted) - len(shown),
        "create": any(group["fix"] == CREATE for group in wanted),
        "mended": mended_lines(found["mending"], playbook=playbook, people=dict(colleagues)),
    }


def _told(request: Asked) -> MultiValueDict[str, str]:
    return request.POST if request.method == "POST" else request.GET


def _of_batch(request: Asked, batch: BatchRow) -> Context:
    return {
        "batch": batch,
        "to_write": to_write(batch),
        "held_back": held_back(batch),
        "judging": judging(batch.id),
        "may_learn": request.viewer.can("settings"),
        "may_import": request.viewer.can("import"),
    }


def _chosen(found: Sequence[dict[str, Any]], asked: str) -> str:
    """Return the group worked on: the one asked for, else the first that is mended cell by cell."""
    ids = [group["id"] for group in found]
    if asked in ids:
        return asked
    by_hand = (group["id"] for group in found if group["fix"] in (CELL, ANSWER))
    return next(by_hand, next(iter(ids), ""))


def _work(
    viewer: Viewer, batch: BatchRow, found: Sequence[dict[str, Any]], chosen: str, page: str
) -> Context:
    group = next((one for one in found if one["id"] == chosen), None)
    if group is None:
        return {"group": None}
    number = int(page) if page.isdigit() else 1
    rows = run_now("read_rows", viewer, batch=batch.id, group=chosen, page=number)
    return {
        "group": group,
        "pairs": pair_tables(group.get("pairs", ())),
        "all_may_be_new": all("new" in pair["may"] for pair in group.get("pairs", ())),
        "cell_lines": cells.cell_lines(rows["sheets"]),
        "page": number,
        "page_count": rows["pages"],
        "row_count": rows["total"],
    }


def _colleagues() -> list[tuple[str, str]]:
    return [(person.username, person.name) for person in people()]


def marks_of(
    viewer: Viewer, batch_id: int, said: Sequence[Sequence[Any]], *, judged: bool
) -> dict[str, str | None]:
    """Return what is still wrong with cells just corrected, by the name of their box.

    Nothing is wrong where it is empty; None where the batch is not judged by them yet.
    """
    if not judged:
        return {cells.name_of(*cell[:4]): None for cell in said}
    problems = problems_of(viewer, batch_id, home=settings.HOME)
    told = {
        (row["file"], row["sheet"], row["row"], row["column"]): row["message"]
        for row in problems.iter_rows(named=True)
    }
    return {cells.name_of(*cell[:4]): told.get(tuple(cell[:4]), "") for cell in said}
