"""Changing the fields of a playbook: each change gives a new one, and loses nothing.

A field that is renamed keeps its column and its old name; one that is retired or hidden keeps its
values. Only a team's own fields are renamed and retired; those with a column of their own are
hidden at most, and the keys never.
"""

import re
from collections.abc import Sequence
from typing import Any

from zhike.playbook.fields import NOUNS, FieldEntry
from zhike.playbook.playbook import Playbook
from zhike.playbook.vocabulary import Vocabulary, Word, folded
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused

OWN_KINDS = (
    "短文本", "长文本", "选项", "日期", "年月", "金额", "整数", "小数", "百分比", "是否",
    "人名", "电话", "邮箱",
)  # fmt: skip
"""The kinds an own field may have: what one value says."""
_SAID = {noun: said for said, noun in NOUNS.items()}


def add_field(
    playbook: Playbook, noun: str, *, label: str, words: Sequence[str] = (), **values: Any
) -> Playbook:
    """Return the playbook with one more own field of a noun, at the end.

    `values` are those of FieldEntry; a 选项 takes its `words`, kept as a list of its own. Refused
    when the name is taken or says nothing.
    """
    label = _free_label(playbook, noun, label)
    column = _free_column(playbook, noun, label)
    if values.get("kind") == "code":
        values["vocabulary"] = _free_list(playbook, label)
        playbook = _with_list(playbook, values["vocabulary"], words)
    entry = FieldEntry.model_validate({"column": column, "label": label, "own": True, **values})
    return _with(playbook, noun, [*_entries(playbook, noun), entry])


def change_field(playbook: Playbook, path: str, **values: Any) -> Playbook:
    """Return the playbook with some values of one field changed, as FieldEntry names them.

    A new `label` is a new name: the old one stays known to formulas, goals and heads.
    """
    spec = playbook.field(path)
    label = str(values.pop("label", spec.label)).strip()
    if label != spec.label:
        values |= _renamed(playbook, spec, label)
    return _changed(playbook, spec, values)


def retire_field(playbook: Playbook, path: str, *, retired: bool = True) -> Playbook:
    """Return the playbook with an own field out of use, or back in use; its values stay."""
    spec = _own(playbook, path, "停用")
    return _changed(playbook, spec, {"retired": retired})


def hide_field(playbook: Playbook, path: str, *, hidden: bool = True) -> Playbook:
    """Return the playbook with a field offered nowhere, or shown again; keys cannot be hidden."""
    spec = playbook.field(path)
    if spec.key or spec.path in {one.path for one in playbook.key_fields}:
        raise Refused(f"“{spec.label}”是核心栏目，不能隐藏")
    return _changed(playbook, spec, {"hidden": hidden})


def move_field(playbook: Playbook, path: str, *, by: int) -> Playbook:
    """Return the playbook with a field so many places further down, or up where negative.

    Places are those of the fields in use; what is hidden between them is passed over.
    """
    spec = playbook.field(path)
    entries = _entries(playbook, spec.noun)
    shown = [one.name for one in playbook.fields(spec.noun) if one.is_offered or one == spec]
    here = shown.index(spec.name)
    beside = shown[min(max(here + by, 0), len(shown) - 1)]
    columns = [entry.column for entry in entries]
    entries.insert(columns.index(beside), entries.pop(columns.index(spec.name)))
    return _with(playbook, spec.noun, entries)


def put_words(playbook: Playbook, name: str, words: Sequence[str]) -> Playbook:
    """Return the playbook with a word list holding these words, in this order.

    A word that was there keeps its other ways of writing; whether a dropped one is in use is asked
    by whoever keeps records.
    """
    vocabulary = playbook.vocabulary(name)
    kept = {word.label: word for word in vocabulary.words}
    lists = [
        one if one.name != name else _list(name, words, closed=one.closed, kept=kept)
        for one in playbook.vocabularies
    ]
    return playbook.revised(vocabularies=tuple(lists))


def dropped_words(playbook: Playbook, name: str, words: Sequence[str]) -> list[str]:
    """Return the stored words of a list that are not among these."""
    stay = {folded(word) for word in words}
    return [word.word for word in playbook.vocabulary(name).words if folded(word.label) not in stay]


def _renamed(playbook: Playbook, spec: FieldSpec, label: str) -> dict[str, Any]:
    _own(playbook, spec.path, "改名")
    label = _free_label(playbook, spec.noun, label, but=spec.name)
    former = tuple(dict.fromkeys(name for name in (*spec.former, spec.label) if name != label))
    return {"label": label, "former": former}


def _own(playbook: Playbook, path: str, act: str) -> FieldSpec:
    spec = playbook.field(path)
    if not spec.own:
        raise Refused(f"“{spec.label}”是自带的栏目，不能{act}；不想用可以隐藏")
    return spec


def _free_label(playbook: Playbook, noun: str, label: str, *, but: str = "") -> str:
    label = label.strip()
    if not label or not re.search(r"\w", label):
        raise Refused("请写栏目名称")
    if set(label) & set(".!#|"):
        raise Refused(f"栏目名称“{label}”里不能有 . ! # | 这几个符号")
    taken = [one for one in playbook.fields(noun) if one.name != but]
    same = next((one for one in taken if folded(one.label) == folded(label)), None)
    if same:
        how = (
            "已停用，可以恢复它"
            if same.retired
            else "未启用，可以启用它"
            if same.hidden
            else "已经有了"
        )
        raise Refused(f"{_SAID[noun]}里的“{same.label}”{how}，请换一个名称")
    return label


def _free_column(playbook: Playbook, noun: str, label: str) -> str:
    """Return a key for the values of a new field: its name, never a column that there is."""
    base = re.sub(r"\W+", "_", label).strip("_") or "栏目"
    base = f"自有_{base}" if base.isascii() else base
    taken = {spec.name for spec in playbook.fields(noun)}
    return next(name for name in _numbered(base) if name not in taken)


def _free_list(playbook: Playbook, label: str) -> str:
    taken = {vocabulary.name for vocabulary in playbook.vocabularies}
    return next(name for name in _numbered(label) if name not in taken)


def _numbered(base: str) -> Sequence[str]:
    return [base, *(f"{base}{number}" for number in range(2, 1000))]


def _with_list(playbook: Playbook, name: str, words: Sequence[str]) -> Playbook:
    lists = (*playbook.vocabularies, _list(name, words, closed=False, kept={}))
    return playbook.revised(vocabularies=lists)


def _list(name: str, words: Sequence[str], *, closed: bool, kept: dict[str, Word]) -> Vocabulary:
    wanted = list(dict.fromkeys(word.strip() for word in words if word.strip()))
    if not wanted:
        raise Refused("选项至少要有一个词，一行一个")
    made = [kept.get(word) or Word.model_validate({"word": word}) for word in wanted]
    return Vocabulary.model_validate({"name": name, "closed": closed, "words": tuple(made)})


def _changed(playbook: Playbook, spec: FieldSpec, values: dict[str, Any]) -> Playbook:
    entries = [
        FieldEntry.model_validate({**_values(entry), **values})
        if entry.column == spec.name
        else entry
        for entry in _entries(playbook, spec.noun)
    ]
    return _with(playbook, spec.noun, entries)


def _values(entry: FieldEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in FieldEntry.model_fields}


def _entries(playbook: Playbook, noun: str) -> list[FieldEntry]:
    playbook.fields(noun)  # refuses what is no noun
    return list(playbook.field_entries.get(_SAID[noun], ()))


def _with(playbook: Playbook, noun: str, entries: Sequence[FieldEntry]) -> Playbook:
    fields = {**playbook.field_entries, _SAID[noun]: tuple(entries)}
    return playbook.revised(field_entries=fields)
