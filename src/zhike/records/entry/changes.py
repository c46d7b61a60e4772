"""Entering records by hand: what a Proposal holds becomes rows, in one transaction, with a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.blocking.changes import refresh_blocking_with
from zhike.records.customer.deal import raise_type
from zhike.records.customer.scope import customer_for
from zhike.records.entry.rights import insist_writer, of_customer, said_of
from zhike.records.history.changes import write_line
from zhike.records.intake.insert import ByHand, insert_part
from zhike.records.intake.known import ids_of
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.proposal import Part, Proposal
from zhike.words.viewer import Viewer

ENTERED = "录入"  # how the action of such a line begins
ABOUT = {"order_lines": "orders"}  # the record a kind of form is about, where it is another


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered: the record, its customer, and every row that came with it, by noun."""

    noun: str
    id: int
    customer_id: int | None  # None for a record of the house: a product, an activity
    ids: dict[str, list[int]]
    type_raised: bool = False


class AlreadyThere(Refused):
    """The number that was typed belongs to a record already kept."""

    status = 409


@transaction.atomic
def enter(
    viewer: Viewer,
    proposal: Proposal,
    *,
    at: datetime,
    customer_id: int | None = None,
    raw: Mapping[str, str] | None = None,
    why: str = "",
) -> Entered:
    """Keep what a form or the API proposes: the record with its parts, for one customer.

    Without a number of its own a record's identity is 手工:<revision>. `raw` is what was typed
    where the stored value differs; the history line keeps it (S3-44), and `why` it may be kept.
    """
    about = ABOUT.get(proposal.kind, proposal.kind)
    insist_writer(viewer, about, f"录入{said_of(about)}")
    if about != "customers" and of_customer(about) and customer_id is None:
        raise Refused(_("请先选这条%(about)s属于哪个客户。") % {"about": _(said_of(about))})
    parents = {} if customer_id is None else {_any(proposal): customer_for(viewer, customer_id).pk}
    ids = _insert(viewer, _identified(proposal), parents, at)
    for noun in ("customers", "contacts"):
        refresh_blocking_with(noun, list(ids.get(noun, {}).values()))
    record_id = next(iter(ids[about].values()))
    whose = record_id if about == "customers" else customer_id
    raised = whose is not None and _raised(viewer, about, whose, proposal, at)
    write_line(
        f"{ENTERED}{said_of(about)}", about, record_id, customer_id=whose, by=viewer.account_id,
        at=at, after=_after(proposal, about, raw), why=why,
    )  # fmt: skip
    rows = {noun: list(found.values()) for noun, found in ids.items()}
    return Entered(about, record_id, whose, rows, raised)


def _raised(viewer: Viewer, about: str, whose: int, proposal: Proposal, at: datetime) -> bool:
    return about == "orders" and raise_type(whose, proposal, by=viewer.account_id, at=at)


def _any(proposal: Proposal) -> str:
    """Return the identity by which the rows point at the customer they are entered for."""
    about = proposal.part(ABOUT.get(proposal.kind, proposal.kind))
    return str(about.rows["_parent"][0]) if about is not None else ""


def _identified(proposal: Proposal) -> dict[str, Part]:
    """Return the parts under identities of their own: the number that was typed, or 手工:<rev>."""
    stem = f"手工:{next_rev()}"
    parts: dict[str, Part] = {}
    names: dict[str, str] = {}
    for part in proposal.parts:
        numbered = "external_id" in part.rows.columns
        given = pl.col("external_id").is_not_null() if numbered else pl.lit(value=False)
        by_hand = pl.format("{}#{}", pl.lit(stem), pl.int_range(1, pl.len() + 1))
        renamed = part.rows.with_columns(
            _identity=pl.when(given).then("_identity").otherwise(by_hand),
            _parent=pl.col("_parent").replace(names),
        )
        _insist_new(part.noun, renamed)
        names |= dict(zip(part.rows["_identity"], renamed["_identity"], strict=True))
        parts[part.noun] = Part(part.noun, renamed, part.own)
    return parts


def _insist_new(noun: str, rows: pl.DataFrame) -> None:
    taken = ids_of(noun, rows["_identity"])
    for identity in rows["_identity"]:
        if identity in taken:
            number = str(identity).partition(":")[2]
            raise AlreadyThere(
                _("编号 %(number)s 已经用在另一条%(noun)s上，请换一个或留空。")
                % {"number": number, "noun": _(said_of(noun))}
            )


def _insert(
    viewer: Viewer, parts: Mapping[str, Part], parents: dict[str, int], at: datetime
) -> dict[str, dict[str, int]]:
    """Insert the parts, parents first; returns the ids by noun and identity."""
    found: dict[str, dict[str, int]] = {}
    stamp = ByHand(viewer.account_id, at)
    for noun in NOUNS.values():
        if noun.name in parts:
            part = _owned(noun, parts[noun.name], viewer)
            above = parents | found.get(noun.parent_noun, {})
            found[noun.name] = insert_part(
                noun, part, parents=above, stamp=stamp, progress=lambda _: None
            )
    return found


def _owned(noun: Noun, part: Part, viewer: Viewer) -> Part:
    """Return the part with what nobody is named for given to the person who enters it."""
    if "owner_id" not in noun.columns or _is_left_open(noun, part, viewer):
        return part
    rows = part.rows
    if "owner_id" not in rows.columns:
        rows = rows.with_columns(owner_id=pl.lit(None, dtype=pl.Int64))
    mine = pl.col("owner_id").fill_null(viewer.account_id)
    return Part(part.noun, rows.with_columns(owner_id=mine), part.own)


def _is_left_open(noun: Noun, part: Part, viewer: Viewer) -> bool:
    """Say whether a new customer waits for an owner: named otherwise, or entered from above."""
    if noun.name != "customers":
        return False
    named = "owner_text" in part.rows.columns and part.rows["owner_text"].null_count() == 0
    return viewer.scope == "all" or named


def _after(proposal: Proposal, about: str, raw: Mapping[str, str] | None) -> dict[str, Any]:
    part = proposal.part(about)
    row = part.rows.row(0, named=True) if part is not None else {}
    said = {name: v for name, v in row.items() if not name.startswith("_") and v is not None}
    return said | ({"raw": dict(raw)} if raw else {})
