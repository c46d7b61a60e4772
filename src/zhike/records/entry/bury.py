"""Taking records out by hand: tombstones, and out of them again while the undo stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.blocking.changes import refresh_blocking_with
from zhike.records.customer.deal import lower_type
from zhike.records.customer.pieces import refresh_search
from zhike.records.entry.rights import insist_writer, owner_of, row_for, rows_for, said_of
from zhike.records.history.changes import write_line
from zhike.records.intake.nouns import NOUNS
from zhike.records.intake.withdraw import CHILDREN
from zhike.records.interaction.follow import customers_of, refresh_last_follow
from zhike.records.kept import Kept
from zhike.records.revision.changes import next_rev
from zhike.records.search import table as search
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

Ids = Mapping[str, Sequence[int]]
REMOVED, RESTORED, TAKEN_BACK = "删除", "恢复", "撤销录入"
PEOPLE = ("contacts",)


@transaction.atomic
def remove(viewer: Viewer, noun: str, record_id: int, *, at: datetime) -> dict[str, list[int]]:
    """Take out a record entered by hand, with its lines; returns what `restore` needs.

    What an import brought goes by undoing the import, so that its counts stay true; people at a
    customer leave, wherever they came from.
    """
    insist_writer(viewer, noun, f"{REMOVED}{said_of(noun)}")
    row = row_for(viewer, noun, record_id)
    if row.born_batch_id is not None and noun not in PEOPLE:
        raise Refused(
            _("这条%(noun)s是导入的，请在“收集”里撤销那次导入，或修改它。")
            % {"noun": _(said_of(noun))}
        )
    ids = {noun: [row.pk]}
    if noun == "orders":
        ids["order_lines"] = [line.pk for line in row.lines.filter(gone_at__isnull=True)]
    _bury_all(ids, at=at)
    write_line(
        f"{REMOVED}{said_of(noun)}", noun, row.pk, customer_id=owner_of(noun, row),
        by=viewer.account_id, at=at, before=_told(noun, row),
    )  # fmt: skip
    return ids


@transaction.atomic
def restore(viewer: Viewer, noun: str, ids: Ids, *, at: datetime) -> None:
    """Put removed records back where they were."""
    insist_writer(viewer, noun, f"{RESTORED}{said_of(noun)}")
    for name, some in ids.items():
        dig_out(name, some)
    row = row_for(viewer, noun, ids[noun][0])  # refuses, and undoes all this, for a foreign one
    write_line(
        f"{RESTORED}{said_of(noun)}", noun, row.pk, customer_id=owner_of(noun, row),
        by=viewer.account_id, at=at,
    )  # fmt: skip


@transaction.atomic
def take_back(
    viewer: Viewer, noun: str, ids: Ids, *, at: datetime, type_raised: bool = False
) -> None:
    """Undo an entry: everything that came with it goes, unless something new hangs on it."""
    insist_writer(viewer, noun, f"{TAKEN_BACK}{said_of(noun)}")
    row = row_for(viewer, noun, ids[noun][0])
    whose = owner_of(noun, row)
    if row.created_by_id != viewer.account_id or row.born_batch_id is not None:
        raise Refused(_("只能撤销自己刚录入的记录。"))
    if noun == "customers" and _has_more(row.pk, ids):
        raise Refused(_("这个客户后来又有了新的记录，不能整个撤销；请在客户页上逐条处理。"))
    for name, some in ids.items():
        if rows_for(viewer, name).filter(pk__in=some).count() != len(some):
            raise Refused(_("其中有些记录已经被改动或删除，请在客户页上逐条处理。"))
    _bury_all(ids, at=at)
    if type_raised and whose is not None:
        lower_type(whose, by=viewer.account_id, at=at)
    write_line(
        f"{TAKEN_BACK}{said_of(noun)}", noun, row.pk, customer_id=whose, by=viewer.account_id, at=at
    )


def _bury_all(ids: Ids, *, at: datetime) -> None:
    for name, some in ids.items():
        bury(name, some, at=at)


def bury(noun: str, ids: Sequence[int], *, at: datetime) -> None:
    """Make rows of a noun tombstones."""
    _set_gone(noun, ids, at)
    if noun == "customers":
        search.drop(list(ids))


def dig_out(noun: str, ids: Sequence[int]) -> None:
    """Make tombstones of a noun live rows again."""
    _set_gone(noun, ids, None)
    if noun == "customers":
        refresh_search(list(ids))


def _set_gone(noun: str, ids: Sequence[int], at: datetime | None) -> None:
    model: type[Kept] = NOUNS[noun].model
    model._base_manager.filter(pk__in=list(ids)).update(gone_at=at, rev=next_rev())
    refresh_blocking_with(noun, list(ids))
    refresh_last_follow(customers_of(model, list(ids)))


def _has_more(customer_id: int, ids: Ids) -> bool:
    """Say whether a customer has rows besides those that came with it."""
    mine = {NOUNS[name].model: set(some) for name, some in ids.items()}
    for model, parent in CHILDREN["customers"]:
        rows = model._base_manager.filter(**{parent: customer_id})
        if hasattr(model, "gone_at"):
            rows = rows.filter(gone_at__isnull=True)
        if set(rows.values_list("pk", flat=True)) - mine.get(model, set()):
            return True
    return False


def _told(noun: str, row: Kept) -> dict[str, Any]:
    """Return what a removed row said, for the line."""
    aside = {"id", "identity", "rev", "source", "source_row", "created_at", "gone_at", "own"}
    names = [name for name in NOUNS[noun].columns if name not in aside and not name.endswith("_id")]
    return {name: value for name in names if (value := getattr(row, name)) not in (None, "")}
