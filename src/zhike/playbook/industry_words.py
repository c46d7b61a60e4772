"""What a team's own words for industries mean, as people confirmed them (S0-10)."""

from collections.abc import Sequence

from pydantic import Field

from zhike.playbook.entry import Entry


class IndustryWord(Entry):
    """One way of writing an industry, and its code in GB/T 4754-2017 with the section's letter."""

    words: str = Field(alias="写法", min_length=1)
    code: str = Field(alias="代码", pattern=r"^[A-T]\d{0,4}$")


def joined(kept: Sequence[IndustryWord], more: Sequence[IndustryWord]) -> tuple[IndustryWord, ...]:
    """Return the words with more of them; what was said last of a word holds."""
    return tuple({one.words: one for one in (*kept, *more)}.values())


def left(kept: Sequence[IndustryWord], gone: Sequence[IndustryWord]) -> tuple[IndustryWord, ...]:
    """Return the words without those that are to go, where they still mean the same."""
    return tuple(one for one in kept if one not in gone)
