"""What rows of certain channels have to show: a lawful source, a proof of consent."""

from collections.abc import Iterator, Set

import polars as pl

from zhike.clean.row_rules import RowRule
from zhike.playbook.channels import asking, lack_of
from zhike.playbook.playbook import Playbook
from zhike.playbook.vocabulary import Word
from zhike.words.stated import Stated

_CHANNEL, _NAME = "customers.source_channel", "customers.name"


def source_rules(columns: Set[str], *, playbook: Playbook, stated: Stated) -> Iterator[RowRule]:
    """Give the checks on rows that name their channel; what the batch states counts for each."""
    if _CHANNEL not in columns:
        return
    for word in asking(playbook):
        yield from _rules(word, columns, stated)


def _rules(word: Word, columns: Set[str], stated: Stated) -> Iterator[RowRule]:
    here = (pl.col(_CHANNEL) == word.word).fill_null(value=False)
    here = here & ~_came_before(columns, stated.before.get(word.word, frozenset()))
    if word.needs_consent and not stated.consent.strip():
        said = lack_of(word, lawful_source="", consent="")
        broken = here & _lacks("customers.consent_proof", columns)
        yield RowRule("S4-06", broken, _CHANNEL, _told(said), "reject")
    if word.needs_source_note and not stated.lawful_source.strip():
        said = lack_of(word, lawful_source="", consent="-")
        broken = here & _lacks("customers.lawful_source", columns)
        yield RowRule("S0-07", broken, _CHANNEL, _told(said), "reject")


def _came_before(columns: Set[str], names: frozenset[str]) -> pl.Expr:
    """Say whether the customer is kept with this channel: it was answered for when it came."""
    keys = [f"customers.{name}" for name in ("external_id", "number")]
    said = [pl.lit("编号:") + pl.col(path) for path in keys if path in columns]
    said += [pl.lit("名:") + pl.col(_NAME)] if _NAME in columns else []
    if not (said and names):
        return pl.lit(value=False)
    return pl.coalesce(said).is_in(list(names)).fill_null(value=False)


def _lacks(path: str, columns: Set[str]) -> pl.Expr:
    return pl.col(path).is_null() if path in columns else pl.lit(value=True)


def _told(said: str) -> str:
    return said.replace("；", "，没有导入；", 1)
