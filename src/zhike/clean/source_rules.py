"""What rows of certain channels have to show: a lawful source, a proof of consent."""

from collections.abc import Iterator, Set

import polars as pl

from zhike.clean.row_rules import RowRule
from zhike.playbook.channels import asking, lack_of
from zhike.playbook.playbook import Playbook
from zhike.playbook.vocabulary import Word
from zhike.words.stated import Stated

_CHANNEL = "customers.source_channel"


def source_rules(columns: Set[str], *, playbook: Playbook, stated: Stated) -> Iterator[RowRule]:
    """Give the checks on rows that name their channel; what the batch states counts for each."""
    if _CHANNEL not in columns:
        return
    for word in asking(playbook):
        yield from _rules(word, columns, stated)


def _rules(word: Word, columns: Set[str], stated: Stated) -> Iterator[RowRule]:
    here = (pl.col(_CHANNEL) == word.word).fill_null(value=False)
    if word.needs_consent and not stated.consent.strip():
        said = lack_of(word, lawful_source="", consent="")
        broken = here & _lacks("customers.consent_proof", columns)
        yield RowRule("S4-06", broken, _CHANNEL, _told(said), "reject")
    if word.needs_source_note and not stated.lawful_source.strip():
        said = lack_of(word, lawful_source="", consent="-")
        broken = here & _lacks("customers.lawful_source", columns)
        yield RowRule("S0-07", broken, _CHANNEL, _told(said), "reject")


def _lacks(path: str, columns: Set[str]) -> pl.Expr:
    return pl.col(path).is_null() if path in columns else pl.lit(value=True)


def _told(said: str) -> str:
    return said.replace("；", "，没有导入；", 1)
