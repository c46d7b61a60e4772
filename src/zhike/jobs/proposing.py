"""What an intake of sheets would do, against what the book holds for who asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

import polars as pl

from zhike.jobs.errand import Errand
from zhike.jobs.patience import patiently
from zhike.playbook.channels import asking
from zhike.playbook.printed import Print
from zhike.records.account.lookups import owners_by_name
from zhike.records.alike.late import alike_to_kept
from zhike.records.intake.aliases import aliases_for
from zhike.records.intake.channels import came_through
from zhike.records.intake.children import children_of, hand_tags_of, tags_of_customers
from zhike.records.intake.known import known_rows
from zhike.records.intake.matching import identities_for, matched_rows, similar_customers
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.intake import propose
from zhike.runs.judging import Kept
from zhike.runs.table_sheets import Reckoned
from zhike.runs.understanding import Wish
from zhike.words.proposal import Proposal
from zhike.words.sheet import Sheet


def propose_sheets(errand: Errand, sheets: Sequence[Sheet], *, wish: Wish) -> Proposal:
    """Return what an intake of these sheets would do, against what is kept now."""
    me = errand.viewer.account_id if errand.viewer.scope == "own" else None
    viewer = errand.viewer
    kept = Kept(
        known=_known_to(errand),
        owners=owners_by_name(),
        newcomers=me,
        waiting=lambda work: patiently(errand, work, "检查每一行"),
        matching=matched_rows,
        identities=lambda noun, ids: identities_for(viewer, noun, ids),
        similar=lambda values: similar_customers(viewer, values),
        alike=alike_to_kept(viewer, tell=errand.tell),
        children=lambda noun, parents: children_of(viewer, noun, parents),
        reckoned=_reckoned_for(errand),
        held=lambda customer_ids: hand_tags_of(viewer, customer_ids),
        aliases=aliases_for(viewer),
        borne=lambda customer_ids: tags_of_customers(viewer, customer_ids),
    )
    playbook = active_playbook()
    before = came_through([word.word for word in asking(playbook)])
    wish = replace(wish, stated=replace(wish.stated, before=before))
    return propose(sheets, playbook=playbook, kept=kept, wish=wish)


def _reckoned_for(errand: Errand) -> Reckoned:
    """Return how figures of a printed table are reckoned; the engine is loaded only then."""

    def reckoned(printed: Print, customer_ids: Sequence[int]) -> Mapping[str, Mapping[int, Any]]:
        figures = import_module("zhike.jobs.errands.reckon_table")
        heads = tuple(head for head in printed.heads if not head.column.told)  # words compare badly
        found: Mapping[str, Mapping[int, Any]] = figures.reckoned_for(
            errand, replace(printed, heads=heads), list(customer_ids), playbook=active_playbook()
        )
        return found

    return reckoned


def _known_to(errand: Errand) -> Callable[[str, pl.Series], pl.DataFrame]:
    def known(noun: str, identities: pl.Series) -> pl.DataFrame:
        def beat() -> None:
            errand.tell(0, 2, "和已有的记录比对")

        return known_rows(errand.viewer, noun, identities, beat=beat)

    return known
