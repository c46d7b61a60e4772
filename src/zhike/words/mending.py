"""How people mend what was handed over before it is written: cells, words, owners, answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Writing = Literal["覆盖", "保留", "补空"]
WRITINGS: tuple[Writing, ...] = ("覆盖", "保留", "补空")
UNASSIGNED, PLACEHOLDER = "", "+"
"""What may be said of an unknown colleague, beside a login name: 待分配, or a new account."""
NOT_READ = "-"
"""Said of a sheet's kind: don't read this sheet."""
TAKE_OFF = "去掉"
"""Said of a sheet of tags: tags it leaves out are taken off the customers it names."""


@dataclass(frozen=True, slots=True)
class MendedCell:
    """One cell corrected by hand: what it should have said, by whom and when (ISO)."""

    file: str
    sheet: str
    row: int
    head: str
    text: str
    by: str = ""
    at: str = ""

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Return the place of the cell."""
        return self.file, self.sheet, self.row, self.head


@dataclass(frozen=True, slots=True)
class MeantWord:
    """What a text of a field means wherever it stands; an empty meaning leaves the cell empty."""

    path: str
    raw: str
    meant: str
    by: str = ""
    at: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Return the field and the text."""
        return self.path, self.raw


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of an unclear row: it is that record, a new one, or left out."""

    do: Literal["same", "new", "skip"]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Mending:
    """Everything people said about a waiting batch (S3-44); nothing by default.

    `owners` gives a login name, UNASSIGNED or PLACEHOLDER for a colleague's name nobody knows;
    `writing` how a column is written onto what is kept, by field path; `keys` the fields a kind's
    rows are known by; `kinds` the kind of a sheet (`file#sheet`) or NOT_READ; `answers` what was
    said of unclear rows; `learn` the words that are to join the playbook; `tags` says TAKE_OFF of
    a sheet (`file#sheet`) whose left-out tags are to go.
    """

    cells: tuple[MendedCell, ...] = ()
    words: tuple[MeantWord, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    writing: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    learn: tuple[MeantWord, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, said: Mapping[str, Any] | None) -> "Mending":
        """Return the mending kept as JSON; raises ValueError or TypeError for what is none."""
        said = said or {}
        return cls(
            cells=tuple(_cell(one) for one in said.get("cells", ())),
            words=tuple(MeantWord(*one) for one in said.get("words", ())),
            owners=dict(said.get("owners", {})),
            writing=dict(said.get("writing", {})),
            keys={kind: tuple(paths) for kind, paths in said.get("keys", {}).items()},
            kinds=dict(said.get("kinds", {})),
            answers={key: Answer(**one) for key, one in said.get("answers", {}).items()},
            learn=tuple(MeantWord(*one) for one in said.get("learn", ())),
            tags=dict(said.get("tags", {})),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the same as JSON keeps it."""
        return {
            "cells": [[c.file, c.sheet, c.row, c.head, c.text, c.by, c.at] for c in self.cells],
            "words": [_word(one) for one in self.words],
            "owners": dict(self.owners),
            "writing": dict(self.writing),
            "keys": {kind: list(paths) for kind, paths in self.keys.items()},
            "kinds": dict(self.kinds),
            "answers": {key: _answer(one) for key, one in self.answers.items()},
            "learn": [_word(one) for one in self.learn],
            "tags": dict(self.tags),
        }

    def merged(self, patch: Mapping[str, Any], *, by: str = "", at: str = "") -> "Mending":
        """Return this with a patch (shape of `to_json`) over it; None takes an entry out.

        Cells count by their place, words by field and text; `by` and `at` sign what is new.
        """
        said = self.to_json()
        for name in ("cells", "words", "learn"):
            width = 4 if name == "cells" else 2
            said[name] = _laid_over(said[name], patch.get(name, ()), width, (by, at))
        for name in ("owners", "writing", "keys", "kinds", "answers", "tags"):
            both = said[name] | dict(patch.get(name, {}))
            said[name] = {key: one for key, one in both.items() if one is not None}
        return Mending.from_json(said)

    def without_places(self) -> "Mending":
        """Return what holds for other files too: without cells and answers to single rows."""
        return replace(self, cells=(), answers={}, learn=(), kinds={}, tags={})


NOTHING_MENDED = Mending()


def _laid_over(
    kept: Sequence[Sequence[Any]],
    patch: Sequence[Sequence[Any]],
    width: int,
    signed: tuple[str, str],
) -> list[list[Any]]:
    """Return entries with those of a patch over them; the first `width` items are the key."""
    found = {tuple(one[:width]): list(one) for one in kept}
    for one in patch:
        key, text = tuple(one[:width]), one[width]
        if text is None:
            found.pop(key, None)
        elif key not in found or found[key][width] != text:
            found[key] = [*key, text, *signed]
    return list(found.values())


def _cell(said: Sequence[Any]) -> MendedCell:
    file, sheet, row, *rest = said
    return MendedCell(file, sheet, int(row), *rest)


def _word(one: MeantWord) -> list[str]:
    return [one.path, one.raw, one.meant, one.by, one.at]


def _answer(one: Answer) -> dict[str, Any]:
    return {"do": one.do} if one.id is None else {"do": one.do, "id": one.id}
