"""The problems of a batch, put together by what mends them at once."""

import polars as pl

from zhike.clean.asked import pairs_of
from zhike.clean.causes import ANSWER, by_cause
from zhike.jobs.errand import Answer, Errand
from zhike.records.account.lookups import people
from zhike.records.batch.lookups import asked_of, batch_for, problems_of, proposed_with
from zhike.records.intake.candidates import candidates_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.correcting import groups_of

SAID = "归并问题"
_PLACE = ["file", "sheet", "row", "message"]
PAIRS = 50  # unclear rows told with their group; read_rows has them all


def run(errand: Errand, *, batch: int) -> Answer:
    """Return `groups` (see runs.correcting), `total_cells`, `fates` and what was mended so far.

    Groups to be answered carry `pairs`: identity, place, given, candidates and what may be done.
    """
    found = batch_for(errand.viewer, batch)
    playbook = active_playbook()
    problems = problems_of(errand.viewer, batch, home=errand.home)
    told = by_cause(problems, mapping=found.mapping, playbook=playbook)
    colleagues = [(one.username, one.name) for one in people()]
    groups = groups_of(told, playbook=playbook, people=colleagues)
    asked = asked_of(errand.viewer, batch, home=errand.home)
    if asked is not None:
        placed = asked.join(told.select(*_PLACE, "group"), on=_PLACE)
        for group in groups:
            if group["fix"] == ANSWER:
                some = placed.filter(pl.col("group") == group["id"]).head(PAIRS)
                group["pairs"] = pairs_of(some, candidates_for(errand.viewer, some))
    cells = problems.filter(pl.col("row") > 0).select("file", "sheet", "row", "column")
    return {
        "groups": groups,
        "total_cells": cells.n_unique(),
        "fates": found.fates,
        "mending": proposed_with(errand.viewer, batch).get("mending") or {},
    }
