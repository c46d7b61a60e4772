"""Cleaned rows judged against what is kept: whose they are, and what would become of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from zhike.clean.address_again import beside_kept_places
from zhike.clean.aliases import under_aliases
from zhike.clean.alike_rows import Alike
from zhike.clean.answers import Identities, answered
from zhike.clean.fates import fates
from zhike.clean.likely import NOBODY_LIKELY, Similar, likely_rows
from zhike.clean.newcomers import with_channel
from zhike.clean.own_fields import with_gaps
from zhike.clean.own_keys import Matching, by_own_keys
from zhike.clean.owners import with_newcomers, with_owners
from zhike.clean.parents import by_their_own_key, sort_out
from zhike.clean.parts import Parts, gathered, grown_orders
from zhike.clean.recognised import NOUNS as CHILDREN_KNOWN_AGAIN
from zhike.clean.recognised import recognised, unknown_parents
from zhike.clean.restated import namesakes_only, restated
from zhike.clean.rows import CleanSheet
from zhike.clean.writing import held_columns
from zhike.playbook.channels import standard_channel
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.runs.left_tags import Held, tags_left_out
from zhike.runs.only import chosen_rows
from zhike.runs.table_sheets import Borne, Reckoned, tags_in, without_reckoned
from zhike.runs.understanding import Understood, Wish
from zhike.words.mending import UNASSIGNED, Mending

Known = Callable[[str, pl.Series], pl.DataFrame]
Waiting = Callable[[Callable[[], CleanSheet]], CleanSheet]
Children = Callable[[str, pl.Series], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the book holds already, as the person who imports may see it.

    `known(noun, identities)` returns `_identity`, `_id`, `_mine` and the kept columns; `owners`
    gives account ids by name.
    """

    known: Known
    owners: Mapping[str, int]
    newcomers: int | None = None  # whose the new customers are that nobody is named for
    waiting: Waiting = lambda work: work()  # how long work is waited for: it may be cancelled
    matching: Matching | None = None  # records that agree with rows in chosen fields
    identities: Identities = lambda _noun, _ids: {}  # of records the asker may see
    similar: Similar | None = None  # customers that share a name, phone or credit code
    alike: Alike | None = None  # customers that look like some
    children: Children | None = None  # contacts and follow-ups of customers, to know them again
    reckoned: Reckoned | None = None  # figures of a printed table, to compare with what is typed
    borne: Borne | None = None  # the tags customers bear already
    held: Held | None = None  # the tags set by hand, to see which a sheet leaves out
    aliases: Mapping[str, str] = field(default_factory=dict)  # other identities of customers


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows with their fates, by noun, and what is to be said of them.

    `handed` are the rows of each sheet in their order, `fallen` those (`_at`) that are not taken;
    `lost` are problems of rows without a customer, `likely` new customers that may be kept already.
    """

    parts: Parts
    handed: list[pl.DataFrame]
    fallen: pl.Series
    lost: pl.DataFrame
    likely: pl.DataFrame

    def told(self) -> Parts:
        """Return the parts that have rows; tags people wrote down only where there are any."""
        return {noun: rows for noun, rows in self.parts.items() if noun != "tags" or rows.height}


def judged_rows(
    understood: Sequence[Understood],
    cleaned: Sequence[CleanSheet],
    *,
    playbook: Playbook,
    kept: Kept,
    wish: Wish,
) -> Judged:
    """Return what would become of every row of cleaned sheets."""
    parts, handed = gathered(cleaned)
    parts = _named(parts, playbook, kept, wish.mending)
    said = answered(parts, wish.mending.answers, kept.identities)
    whole = sort_out(said.parts, known=kept.known, create=wish.create_customers)
    parts = _settled(whole.parts, understood, kept, playbook, wish.mending)
    parts, handed = chosen_rows(parts, handed, understood, wish.only)
    likely = _likely(parts, kept, wish.mending)
    parts = _sourced(parts, playbook, kept, wish)
    tags = _tags(understood, parts, playbook, kept, wish.mending)
    fallen = pl.concat([whole.fallen, said.left_out])
    return Judged(parts | {"tags": tags}, handed, fallen, whole.problems, likely)


def _tags(
    understood: Sequence[Understood],
    parts: Parts,
    playbook: Playbook,
    kept: Kept,
    mending: Mending,
) -> pl.DataFrame:
    """Return the tags that sheets bring, and those they leave out (`_known_id`)."""
    brought = tags_in(understood, parts, borne=kept.borne, playbook=playbook)
    left = tags_left_out(understood, parts, held=kept.held, wanted=mending.tags, playbook=playbook)
    return pl.concat([brought, left])


def _named(parts: Parts, playbook: Playbook, kept: Kept, mending: Mending) -> Parts:
    """Return the parts with accounts for names, each row under the identity it is kept by."""
    parts = by_their_own_key(_with_owners(parts, kept.owners, mending))
    parts = under_aliases(parts, kept.aliases)
    if kept.matching is None:
        return parts
    return by_own_keys(
        parts, mending.keys, kept.matching, labels=lambda path: playbook.field(path).label
    )


def _sourced(parts: Parts, playbook: Playbook, kept: Kept, wish: Wish) -> Parts:
    """Return the parts with whose the new customers are, and the channel they came through."""
    if "customers" not in parts:
        return parts
    mine = with_newcomers(parts["customers"], kept.newcomers)
    channel = standard_channel(playbook, wish.stated.channel)
    return parts | {"customers": with_channel(mine, channel)}


def _with_owners(parts: Parts, owners: Mapping[str, int], mending: Mending) -> Parts:
    """Return the parts with the accounts of colleagues, as people said who is who."""
    said = {name: owners[login] for name, login in mending.owners.items() if login in owners}
    nobody = [name for name, login in mending.owners.items() if login == UNASSIGNED]
    both = {**owners, **said}
    return {noun: with_owners(noun, rows, both, nobody=nobody) for noun, rows in parts.items()}


def _likely(parts: Parts, kept: Kept, mending: Mending) -> pl.DataFrame:
    """Return the new customers that may be kept already (clean.likely.likely_rows)."""
    if kept.similar is None or "customers" not in parts:
        return NOBODY_LIKELY
    return likely_rows(parts, kept.similar, kept.alike, answered=mending.answers)


def _met(
    noun: str, rows: pl.DataFrame, kept: Kept, customers: pl.DataFrame | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows with what is kept of them: by their keys, or known again without one."""
    here = kept.known(noun, rows["_identity"])
    if kept.children is not None and noun in CHILDREN_KNOWN_AGAIN:
        parents = unknown_parents(noun, rows, here["_identity"], customers)
        if len(parents):
            rows = recognised(noun, rows, here["_identity"], kept.children(noun, parents))
            here = kept.known(noun, rows["_identity"])
    here = namesakes_only(rows, here)
    return restated(beside_kept_places(rows, here), here), here


def _settled(
    parts: Parts,
    understood: Sequence[Understood],
    kept: Kept,
    playbook: Playbook,
    mending: Mending,
) -> Parts:
    """Return every part with its fates; lines before orders, whose amount they make up."""
    settled: Parts = {}
    for noun in sorted(parts, key=lambda noun: noun == "orders"):
        rows = parts[noun]
        rows, here = _met(noun, rows, kept, settled.get("customers"))
        if noun == "orders" and "order_lines" in settled:
            rows = grown_orders(rows, here, settled["order_lines"])
        fields = playbook.fields(noun)
        here = with_gaps(here, rows, [field.name for field in fields if field.own])
        masked = [field.name for field in fields if field.mask]
        masked += ["name"] if noun == "customers" else []  # a person's, in tables of ours
        if noun == "customers":
            rows = without_reckoned(rows, here, understood, kept.reckoned)
        held = held_columns(noun, mending.writing, playbook)
        settled[noun] = fates(rows, here, masked=masked, held=held)
    return {noun: settled[noun] for noun in NOUNS.values() if noun in settled}
