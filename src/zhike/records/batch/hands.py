"""Who corrected the cells of a handed-over row by hand, and when (S3-44)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhike.collect.orders import ORDERS, is_turned
from zhike.records.batch.models import Batch
from zhike.words.mending import MeantWord, MendedCell, Mending


def hands_of(batch_ids: Iterable[int]) -> dict[int, "Hands"]:
    """Return by batch what was corrected in it."""
    rows = Batch.objects.filter(pk__in=list(batch_ids)).values_list("id", "about", "mapping")
    return {batch_id: Hands(batch_id, about, mapping) for batch_id, about, mapping in rows}


class Hands:
    """What people corrected in one batch; answers for one row at a time."""

    def __init__(self, batch_id: int, about: Mapping[str, Any], mapping: Mapping[str, str]) -> None:
        """Read the batch's mending once."""
        self._batch_id = batch_id
        mending = Mending.from_json(about.get("mending"))
        self._cells = {cell.key: cell for cell in mending.cells}
        self._words = {word.key: word for word in mending.words}
        self._mapping = mapping

    def told(self, source: str, row: int, cells: Mapping[str, str]) -> dict[str, str]:
        """Return {head: 由 王磊 2026-11-22 10:31 手工改正} for the corrected cells of a row.

        `source` is file#sheet, `cells` what stood there.
        """
        file, _sign, sheet = source.rpartition("#")
        said = {
            head: self._said(word)
            for head, text in cells.items()
            if (word := self._word(self._path(source, head), text)) is not None
        }
        for (where, name, at, head), cell in self._cells.items():
            if (where, name, at) == (file, sheet, row):
                said[head] = self._said(cell)
        return said

    def _word(self, path: str, text: str) -> MeantWord | None:
        """Return what was said of a text, or of the way its day is written."""
        told = [self._words.get((path, one)) for one in (text.strip(), *ORDERS)]
        fits = (w for w in told if w and (w.raw not in ORDERS or is_turned(text, w.raw, w.meant)))
        return next(fits, None)

    def _path(self, source: str, head: str) -> str:
        return self._mapping.get(f"{source}!{head}", self._mapping.get(head, ""))

    def _said(self, one: MendedCell | MeantWord) -> str:
        return _("由 %(who)s %(when)s 手工改正（批次 %(batch)s）") % {
            "who": one.by or _("系统"),
            "when": one.at[:16].replace("T", " "),
            "batch": self._batch_id,
        }
