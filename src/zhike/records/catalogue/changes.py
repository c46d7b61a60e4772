"""Changing fields of the active playbook: the records are asked first, then it is a new version."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook import editing
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.playbook.serving import serve_goals
from zhike.records.catalogue.acts import Acts, Versions, act_on
from zhike.records.catalogue.usage import times_used
from zhike.records.playbook_version.editing import edit_playbook
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

_SAID = {noun: said for said, noun in NOUNS.items()}
ACTS: Acts = {
    "hide": ("隐藏", editing.hide_field),
    "show": ("启用", lambda book, path: editing.hide_field(book, path, hidden=False)),
    "retire": ("停用", editing.retire_field),
    "back": ("恢复", lambda book, path: editing.retire_field(book, path, retired=False)),
    "up": ("上移", lambda book, path: editing.move_field(book, path, by=-1)),
    "down": ("下移", lambda book, path: editing.move_field(book, path, by=1)),
}
"""What may be done with a field besides describing it."""


def new_field(
    viewer: Viewer, noun: str, *, words: Sequence[str], seen: str, at: datetime,
    goals: Sequence[str] = (), **values: Any,
) -> tuple[str, Versions]:  # fmt: skip
    """Add an own field that serves some goals; returns what was done, versions before and after."""
    why = f"新增栏目 {_SAID.get(noun, noun)}.{values['label'].strip()}"

    def change(book: Playbook) -> Playbook:
        book = editing.add_field(book, noun, words=words, **values)
        return serve_goals(book, book.fields(noun)[-1].path, goals)

    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)


def describe_field(
    viewer: Viewer, path: str, *, words: Sequence[str] | None, seen: str, at: datetime,
    goals: Sequence[str] | None = None, **values: Any,
) -> tuple[str, Versions]:  # fmt: skip
    """Change what a field is called and what is said of it, the words of its list, its goals.

    Refused, with the count, when a word that is dropped stands in records.
    """
    spec = active_playbook().field(path)
    label = str(values.get("label", spec.label)).strip()
    named = f"{_SAID[spec.noun]}.{spec.label}"
    why = f"修改栏目 {named}" if label == spec.label else f"栏目改名 {named} → {label}"

    def change(book: Playbook) -> Playbook:
        if words is not None:
            _insist_unused(book, spec.vocabulary, words)
            book = editing.put_words(book, spec.vocabulary, words)
        if goals is not None:
            book = serve_goals(book, path, goals)
        return editing.change_field(book, path, **values)

    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)


def act_on_field(
    viewer: Viewer, path: str, act: str, *, seen: str, at: datetime
) -> tuple[str, Versions]:
    """Hide, show, retire, bring back or move a field; its values stay as they are."""
    spec = active_playbook().field(path)
    named = f"栏目 {_SAID[spec.noun]}.{spec.label}"
    return act_on(viewer, path, named, of=(act, ACTS), seen=seen, at=at)


def _insist_unused(book: Playbook, name: str, words: Sequence[str]) -> None:
    used = times_used(book, name, editing.dropped_words(book, name, words))
    if used:
        said = "、".join(f"“{word}”（{times:,} 条）" for word, times in used.items())
        raise Refused(_("还有记录在用 %(said)s，去不掉；请先把它们改成别的词。") % {"said": said})
