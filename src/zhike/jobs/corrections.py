"""Our own workbook of rows to correct, handed in again: put back among the rows it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhike.collect.returned import Places, as_handed_over, put_back, returned
from zhike.jobs.errand import Errand
from zhike.records.batch.chest import load_sheets
from zhike.records.batch.lookups import NoSuchBatch, proposed_with
from zhike.records.batch.returned import is_marked
from zhike.words.mending import Mending
from zhike.words.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Corrections:
    """The batch that is corrected, its sheets with the corrected rows, and which those are.

    `about` is what the batch remembers of how it was read.
    """

    batch: int
    sheets: list[Sheet]
    only: Places
    about: Mapping[str, Any]

    def mending(self) -> dict[str, Any]:
        """Return what was mended, but for cells that came back with their rows."""
        before = Mending.from_json(self.about.get("mending"))
        gone = [[*cell.key, None] for cell in before.cells if cell.key[:3] in self.only]
        learnt = [[*word.key, None] for word in before.learn]
        return before.merged({"cells": gone, "learn": learnt}).to_json()


def corrections_in(
    errand: Errand, files: Sequence[Path], sheets: Sequence[Sheet]
) -> Corrections | None:
    """Return what a handed-in workbook of ours corrects; None when it is a file like others.

    It is ours when this installation wrote it for a batch the asker may see. Of several files
    handed in together none is taken for such a workbook.
    """
    said = returned(files[0]) if len(files) == 1 else None
    if said is None or not is_marked(said.batch, said.mark, home=errand.home):
        return None
    try:
        about = proposed_with(errand.viewer, said.batch)
    except NoSuchBatch:
        return None
    back = [one for sheet in sheets if (one := as_handed_over(sheet, said)) is not None]
    whole, only = beside(whole_sheets(errand, said.batch, about), back)
    return Corrections(said.batch, whole, only, about) if only else None


def whole_sheets(errand: Errand, batch: int, about: Mapping[str, Any]) -> list[Sheet]:
    """Return every row of what a batch was made of: of corrections, those they are part of too."""
    own = load_sheets(errand.home.batch(batch))
    corrects = about.get("corrects")
    if corrects is None:
        return own
    before = proposed_with(errand.viewer, corrects)
    return beside(whole_sheets(errand, corrects, before), own)[0]


def beside(whole: Sequence[Sheet], some: Sequence[Sheet]) -> tuple[list[Sheet], Places]:
    """Return whole sheets with some of their rows corrected, and the places of those."""
    found = {(sheet.file, sheet.sheet): sheet for sheet in whole}
    places: Places = frozenset()
    for one in some:
        key = (one.file, one.sheet)
        if key in found:
            found[key], more = put_back(found[key], one)
            places |= more
    return list(found.values()), places
