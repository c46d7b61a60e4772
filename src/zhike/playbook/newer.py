"""What a newer built-in playbook brings to a team's own: three copies compared, the team's wins.

The team's copy was made from a base. What the newer one has and neither the base nor the team knows
is new; what the team left as the base had it may follow the newer one. Whatever the team changed,
hid, retired or took out stays so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from zhike.playbook.checks import findings
from zhike.playbook.fields import FieldEntry
from zhike.playbook.goals import Goal
from zhike.playbook.playbook import Playbook
from zhike.playbook.tables import PrintedTable
from zhike.playbook.vocabulary import Vocabulary, folded

_Entry = TypeVar("_Entry", FieldEntry, Goal, PrintedTable, Vocabulary)


@dataclass(frozen=True, slots=True)
class News:
    """What is new, and what was revised and still is as the base had it; fields with their noun."""

    fields: tuple[tuple[str, FieldEntry], ...] = ()
    goals: tuple[Goal, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    lists: tuple[Vocabulary, ...] = ()
    revised_fields: tuple[tuple[str, FieldEntry], ...] = ()
    revised_goals: tuple[Goal, ...] = ()
    revised_tables: tuple[PrintedTable, ...] = ()
    revised_lists: tuple[Vocabulary, ...] = ()

    @property
    def is_any(self) -> bool:
        """Say whether there is anything to take."""
        return any(getattr(self, name) for name in self.__dataclass_fields__)

    @property
    def revised(self) -> tuple[str, ...]:
        """Return what was revised, by name: 客户.区域, 目标 …, 词表 …, 表格 …."""
        return (
            *(f"{noun}.{entry.label}" for noun, entry in self.revised_fields),
            *(f"目标 {goal.name}" for goal in self.revised_goals),
            *(f"词表 {one.name}" for one in self.revised_lists),
            *(f"表格 {table.title}" for table in self.revised_tables),
        )


@lru_cache(maxsize=4)
def news(own: Playbook, base: Playbook | None, today: Playbook) -> News:
    """Return what `today` brings to a team's copy; without a base whatever it lacks is new.

    A new field whose name the team uses, a goal all of whose fields are gone and a table that names
    what the team doesn't have are left out.
    """
    if own.based_on == today.version:
        return News()
    found = News(
        **_fields(own, base, today),
        **_named(own, base, today, "goals", lambda one: (one.name, *one.former)),
        **_named(own, base, today, "vocabularies", lambda one: (one.name,), told="lists"),
        **(_named(own, base, today, "tables", lambda one: (one.code,)) if own.tables else {}),
    )
    return _standing(own, found)


def taken_in(own: Playbook, found: News, today: Playbook) -> Playbook:
    """Return the team's playbook with the news in it, looked through up to `today`."""
    return left_aside(_with(own, found), today)


def left_aside(own: Playbook, today: Playbook) -> Playbook:
    """Return the team's playbook as it is, with the news up to `today` looked through."""
    return own.revised(based_on=today.version)


def _fields(own: Playbook, base: Playbook | None, today: Playbook) -> dict[str, Any]:
    new: list[tuple[str, FieldEntry]] = []
    revised: list[tuple[str, FieldEntry]] = []
    for noun, entries in today.field_entries.items():
        mine = own.field_entries.get(noun, ())
        was = base.field_entries.get(noun, ()) if base else ()
        fresh, changed = _compared(mine, was, entries, lambda one: (one.column,))
        taken = {folded(name) for one in mine for name in (one.label, *one.former)}
        new += [(noun, one) for one in fresh if folded(one.label) not in taken]
        revised += [(noun, one) for one in changed if _reads_the_same(one, mine)]
    return {"fields": tuple(new), "revised_fields": tuple(revised)}


def _reads_the_same(entry: FieldEntry, mine: Sequence[FieldEntry]) -> bool:
    """Say whether values that are kept still read under a revised field, by a name of its own."""
    now = next(one for one in mine if one.column == entry.column)
    others = {folded(one.label) for one in mine if one is not now}
    same = (now.kind, now.own, now.vocabulary) == (entry.kind, entry.own, entry.vocabulary)
    return same and folded(entry.label) not in others


def _keeps_words(one: Vocabulary, own: Playbook) -> bool:
    """Say whether a revised list still has every word records may hold."""
    return {word.word for word in own.vocabulary(one.name).words} <= {w.word for w in one.words}


def _named(
    own: Playbook,
    base: Playbook | None,
    today: Playbook,
    part: str,
    names: Callable[[Any], Sequence[str]],
    *,
    told: str = "",
) -> dict[str, Any]:
    was = getattr(base, part) if base else ()
    new, revised = _compared(getattr(own, part), was, getattr(today, part), names)
    told = told or part
    return {told: tuple(new), f"revised_{told}": tuple(revised)}


def _compared(
    mine: Sequence[_Entry],
    was: Sequence[_Entry],
    today: Sequence[_Entry],
    names: Callable[[_Entry], Sequence[str]],
) -> tuple[list[_Entry], list[_Entry]]:
    """Return today's entries that are new, and those that differ from what the team left alone."""
    ours = {name: one for one in mine for name in names(one)}
    theirs = {name: one for one in was for name in names(one)}
    new, revised = [], []
    for one in today:
        key = names(one)[0]
        if key not in ours and key not in theirs:
            new.append(one)
        elif key in ours and ours[key] == theirs.get(key) and ours[key] != one:
            revised.append(one)
    return new, revised


def _standing(own: Playbook, found: News) -> News:
    """Return the news without the goals and tables that could not stand in the team's playbook."""
    known = _with(own, News(fields=found.fields, lists=found.lists)).said_paths
    goals = tuple(goal for goal in (_served(one, known) for one in found.goals) if goal)
    again = tuple(goal for goal in (_served(one, known) for one in found.revised_goals) if goal)
    lists = tuple(one for one in found.revised_lists if _keeps_words(one, own))
    found = replace(found, goals=goals, revised_goals=again, revised_lists=lists)
    if not (found.tables or found.revised_tables):
        return found
    astray = findings(_with(own, found))
    return replace(
        found,
        tables=tuple(table for table in found.tables if _is_told(table, astray)),
        revised_tables=tuple(table for table in found.revised_tables if _is_told(table, astray)),
    )


def _is_told(table: PrintedTable, astray: Sequence[str]) -> bool:
    return not any(sentence.startswith(f"表格 → {table.title}") for sentence in astray)


def _served(goal: Goal, known: Any) -> Goal | None:
    """Return a goal with the items the team has a field for; None where there are none."""
    items = tuple(
        item.model_copy(update={"fields": fields})
        for item in goal.items
        if (fields := tuple(path for path in item.fields if path in known))
    )
    return goal.model_copy(update={"items": items}) if items else None


def _with(own: Playbook, found: News) -> Playbook:
    entries = dict(own.field_entries)
    for noun, entry in found.revised_fields:
        entries[noun] = tuple(_replaced(entries[noun], entry, lambda one: one.column))
    for noun, entry in found.fields:
        entries[noun] = (*entries.get(noun, ()), entry)
    return own.revised(
        field_entries=entries,
        goals=(*_all(own.goals, found.revised_goals, lambda one: one.name), *found.goals),
        vocabularies=(
            *_all(own.vocabularies, found.revised_lists, lambda one: one.name), *found.lists,
        ),
        tables=(*_all(own.tables, found.revised_tables, lambda one: one.code), *found.tables),
    )  # fmt: skip


def _all(
    entries: Sequence[_Entry], revised: Sequence[_Entry], key: Callable[[_Entry], str]
) -> Sequence[_Entry]:
    for one in revised:
        entries = list(_replaced(entries, one, key))
    return entries


def _replaced(
    entries: Sequence[_Entry], entry: _Entry, key: Callable[[_Entry], str]
) -> Iterator[_Entry]:
    for one in entries:
        yield entry if key(one) == key(entry) else one
