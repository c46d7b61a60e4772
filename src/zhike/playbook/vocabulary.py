"""Word lists: the standard word for each thing and the other ways people write it."""

import unicodedata
from functools import cached_property

from pydantic import Field

from zhike.playbook.entry import Entry, Yes


class Word(Entry):
    """One standard word; `叫` is what people see when the stored word is a code."""

    word: str = Field(alias="词", min_length=1)
    said: str = Field("", alias="叫")
    synonyms: tuple[str, ...] = Field((), alias="同义")
    group: str = Field("", alias="组")
    needs_source_note: Yes = Field(False, alias="需说明来源")
    needs_consent: Yes = Field(False, alias="需同意证明")

    @property
    def label(self) -> str:
        """Return what people see."""
        return self.said or self.word


class Vocabulary(Entry):
    """A named list of words; a closed one never takes a word it doesn't know."""

    name: str = Field(alias="名称", min_length=1)
    closed: Yes = Field(False, alias="封闭")
    words: tuple[Word, ...] = Field(alias="词")

    @cached_property
    def standard_words(self) -> dict[str, str]:
        """Return {folded way of writing: standard word}, to look many values up at once."""
        found: dict[str, str] = {}
        for word in self.words:
            for text in (word.word, word.label, *word.synonyms):
                found.setdefault(folded(text), word.word)
        return found

    def standard(self, text: str) -> str | None:
        """Return the standard word for what somebody wrote, or None when it isn't known."""
        return self.standard_words.get(folded(text))


def folded(text: str) -> str:
    """Return the text without width, case and space differences, as word lists compare it."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
