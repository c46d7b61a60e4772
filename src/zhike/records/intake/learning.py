"""Words people explained while importing, kept as synonyms in the playbook, and taken out again."""

from collections.abc import Sequence
from datetime import datetime

from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import dump
from zhike.playbook.synonyms import Synonym, with_synonyms, without_synonyms
from zhike.records.batch.models import Batch
from zhike.records.playbook_version.changes import activate
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.mending import MeantWord
from zhike.words.problem import Refused


def learn_words(
    batch_id: int, words: Sequence[MeantWord], *, by: int, at: datetime
) -> list[Synonym]:
    """Add words to their lists in the playbook, in one new version; returns what was added.

    Words of fields without a list, and those known by now, are left alone.
    """
    if not words:
        return []
    playbook = active_playbook()
    found = [lesson for word in words if (lesson := _lesson(playbook, word)) is not None]
    learnt = list(dict.fromkeys(found))
    if learnt:
        note = f"导入时学会：{_said(learnt)}（批次 {batch_id}）"
        _activate(with_synonyms(playbook, learnt), note, by=by, at=at)
        _remember(batch_id, learnt)
    return learnt


def forget_words(batch: Batch, *, by: int, at: datetime) -> None:
    """Take the words a batch taught out of the playbook again, where they still stand there."""
    learnt: list[Synonym] = [(name, word, way) for name, word, way in batch.about.get("learnt", ())]
    if not learnt:
        return
    playbook = active_playbook()
    before = without_synonyms(playbook, learnt)
    if before.version != playbook.version:
        note = f"撤销导入时学会的：{_said(learnt)}（批次 {batch.pk}）"
        _activate(before, note, by=by, at=at)
    _remember(batch.pk, [])


def _lesson(playbook: Playbook, word: MeantWord) -> Synonym | None:
    try:
        name = playbook.field(word.path).vocabulary
    except Refused:
        return None
    vocabulary = playbook.vocabulary(name) if name and word.meant and word.raw.strip() else None
    standard = vocabulary.standard(word.meant) if vocabulary else None
    if vocabulary is None or standard is None or vocabulary.standard(word.raw) is not None:
        return None
    return name, standard, word.raw.strip()


def _said(learnt: Sequence[Synonym]) -> str:
    return "、".join(f"{way}={word}" for _, word, way in learnt)


def _activate(playbook: Playbook, note: str, *, by: int, at: datetime) -> None:
    activate(dump(playbook), version=playbook.version, by=by, at=at, note=note)


def _remember(batch_id: int, learnt: Sequence[Synonym]) -> None:
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    batch.about = batch.about | {"learnt": [list(one) for one in learnt]}
    batch.save(update_fields=["about"])
