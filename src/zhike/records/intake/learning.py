"""Words people explained while importing, kept as synonyms in the playbook, and taken out again."""

from collections.abc import Sequence
from datetime import datetime

from zhike.clean.industry import find_industry
from zhike.playbook.industry_words import IndustryWord, joined, left
from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import dump
from zhike.playbook.synonyms import Synonym, with_synonyms, without_synonyms
from zhike.records.batch.models import Batch
from zhike.records.playbook_version.changes import activate
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.mending import MeantWord
from zhike.words.problem import Refused

INDUSTRY = "行业"


def learn_words(
    batch_id: int, words: Sequence[MeantWord], *, by: int, at: datetime
) -> list[Synonym]:
    """Add words to their lists in the playbook, in one new version; returns what was added.

    An industry's word joins the team's own words for industries (list INDUSTRY). Words of fields
    without a list, and those known by now, are left alone.
    """
    if not words:
        return []
    playbook = active_playbook()
    learnt = _lessons(playbook, words)
    if learnt:
        note = f"导入时学会：{_said(learnt)}（批次 {batch_id}）"
        _activate(_taught(playbook, learnt), note, by=by, at=at)
        _remember(batch_id, learnt)
    return learnt


def teach_words(
    words: Sequence[MeantWord], *, by: int, at: datetime, when: str = "统一取值时"
) -> list[Synonym]:
    """Add words to the playbook as somebody said them beside no batch; returns what was new."""
    playbook = active_playbook()
    learnt = _lessons(playbook, words)
    if learnt:
        _activate(_taught(playbook, learnt), f"{when}学会：{_said(learnt)}", by=by, at=at)
    return learnt


def unteach_words(learnt: Sequence[Synonym], *, by: int, at: datetime, when: str) -> None:
    """Take words out of the playbook again, where they still stand there."""
    playbook = active_playbook()
    listed, industries = _parted(learnt)
    fewer = left(playbook.industry_words, industries)
    before = without_synonyms(playbook, listed).revised(industry_words=fewer)
    if before.version != playbook.version:
        _activate(before, f"撤销{when}学会的：{_said(learnt)}", by=by, at=at)


def _lessons(playbook: Playbook, words: Sequence[MeantWord]) -> list[Synonym]:
    found = [lesson for word in words if (lesson := _lesson(playbook, word)) is not None]
    return list(dict.fromkeys(found))


def _taught(playbook: Playbook, learnt: Sequence[Synonym]) -> Playbook:
    listed, industries = _parted(learnt)
    more = joined(playbook.industry_words, industries)
    return with_synonyms(playbook, listed).revised(industry_words=more)


def forget_words(batch: Batch, *, by: int, at: datetime) -> None:
    """Take the words a batch taught out of the playbook again, where they still stand there."""
    learnt: list[Synonym] = [(name, word, way) for name, word, way in batch.about.get("learnt", ())]
    if not learnt:
        return
    unteach_words(learnt, by=by, at=at, when=f"导入（批次 {batch.pk}）时")
    _remember(batch.pk, [])


def _parted(learnt: Sequence[Synonym]) -> tuple[list[Synonym], list[IndustryWord]]:
    """Return the words of lists, and those of industries."""
    listed = [one for one in learnt if one[0] != INDUSTRY]
    told = ({"写法": way, "代码": code} for name, code, way in learnt if name == INDUSTRY)
    own = [IndustryWord.model_validate(one) for one in told]
    return listed, own


def _industry(playbook: Playbook, word: MeantWord) -> Synonym | None:
    """Return what was confirmed of an industry's word, None where it is known already."""
    meant, raw = find_industry(word.meant).industry, word.raw.strip()
    known = find_industry(raw, playbook.industry_codes).industry
    return (INDUSTRY, meant.code, raw) if meant and raw and known != meant else None


def _lesson(playbook: Playbook, word: MeantWord) -> Synonym | None:
    try:
        field = playbook.field(word.path)
    except Refused:
        return None
    if field.kind == "industry":
        return _industry(playbook, word)
    name = field.vocabulary
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
