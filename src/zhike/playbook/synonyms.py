"""Other ways of writing the words of a list, added to a playbook and taken out again."""

from collections.abc import Callable, Sequence

from zhike.playbook.playbook import Playbook
from zhike.playbook.vocabulary import Vocabulary, Word, folded

Synonym = tuple[str, str, str]  # word list, standard word, the other way of writing it
Change = Callable[[tuple[str, ...], list[str]], tuple[str, ...]]


def with_synonyms(playbook: Playbook, more: Sequence[Synonym]) -> Playbook:
    """Return the playbook that also reads these ways of writing."""
    return _changed(playbook, more, lambda ways, new: (*ways, *new))


def without_synonyms(playbook: Playbook, gone: Sequence[Synonym]) -> Playbook:
    """Return the playbook without these ways of writing, where they still stand."""

    def left(ways: tuple[str, ...], old: list[str]) -> tuple[str, ...]:
        dropped = {folded(way) for way in old}
        return tuple(way for way in ways if folded(way) not in dropped)

    return _changed(playbook, gone, left)


def _changed(playbook: Playbook, synonyms: Sequence[Synonym], change: Change) -> Playbook:
    names = {name for name, _, _ in synonyms}
    lists = [
        _list(one, [said for said in synonyms if said[0] == one.name], change)
        if one.name in names
        else one
        for one in playbook.vocabularies
    ]
    return playbook.revised(vocabularies=tuple(lists))


def _list(vocabulary: Vocabulary, synonyms: Sequence[Synonym], change: Change) -> Vocabulary:
    words = []
    for word in vocabulary.words:
        ways = [way for _, standard, way in synonyms if standard == word.word]
        words.append(_word(word, change(word.synonyms, ways)) if ways else word)
    values = {name: getattr(vocabulary, name) for name in Vocabulary.model_fields}
    return Vocabulary.model_validate({**values, "words": tuple(words)})


def _word(word: Word, ways: tuple[str, ...]) -> Word:
    values = {name: getattr(word, name) for name in Word.model_fields}
    return Word.model_validate({**values, "synonyms": ways})
