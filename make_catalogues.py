"""Brings the translation catalogues up to date with the words the pages say.

`make catalogues` adds new words and drops those nobody says any more. 繁體 is made by OpenCC; an
English entry starts empty and waits for a person (tests/house/test_catalogues.py names it).
"""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import opencc
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from zhike.playbook.load import load_builtin
from zhike.playbook.playbook import Playbook
from zhike.web.known_words import WORDS

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ROOT = Path(__file__).parent
ROOMS = ("web", "records", "jobs", "access")  # the rooms that may ask Django for a translation
LOCALE = ROOT / "src/zhike/web/locale"
MADE, BY_HAND = "zh_Hant", "en"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip

# Where s2twp errs or takes another thing's word; read all of zh_Hant when you add one.
CORRECTED = {
    "型別": "類型", "許可權": "權限", "信用程式碼": "信用代碼", "優先順序": "優先級",
    "賬號": "帳號", "稽核": "審核", "批次修改": "批量修改", "批次改": "批量改",
    "一起復制": "一起複製", "用搜索再找": "用搜尋再找", "儲存檢視": "儲存視圖",
    "儲存為檢視": "儲存為視圖", "刪檢視": "刪視圖", "改檢視": "改視圖", "個檢視": "個視圖",
    "刪除檢視": "刪除視圖", "檢視“": "視圖“", "給檢視": "給視圖", "日 周": "日 週",
    "港澳臺": "港澳台",
    "單元格": "儲存格", "示例": "範例", "壓縮包": "壓縮檔", "電子郵箱": "電子信箱",
    "產品質量": "產品品質", "平臺": "平台", "合同": "合約",
}  # fmt: skip
WHOLE = {"视图": "視圖", "开始审核": "開始審核", "周": "週"}  # words that stand alone

BETWEEN = "\x04"  # as gettext joins a context and its word
Word = str | tuple[str, str]


def words_said(root: Path = ROOT) -> set[Word]:
    """Return every word the pages say through gettext; a pair is singular and plural."""
    if not settings.configured:
        settings.configure()
    house = root / "src/zhike"
    said = {word for file in sorted(house.glob("web/templates/**/*.html")) for word in _page(file)}
    for room in ROOMS:
        for file in sorted((house / room).glob("**/*.py")):
            said |= set(_words(file.read_bytes()))
    book = {*WORDS, *playbook_words(load_builtin("default"))}
    return said | {word for word in book if CHINESE.search(word)}


def playbook_words(playbook: Playbook) -> Iterator[str]:
    """Yield what a playbook calls things: fields, words to choose from, metrics, tags, tiers."""
    for entry in (entry for entries in playbook.field_entries.values() for entry in entries):
        yield from (entry.label, entry.unit)
    for vocabulary in playbook.vocabularies:
        yield vocabulary.name
        yield from (text for word in vocabulary.words for text in (word.label, word.group))
    yield from (text for goal in playbook.goals for text in (goal.name, goal.purpose))
    yield from (item.name for goal in playbook.goals for item in goal.items)
    yield from (table.name for table in playbook.tables)
    for metric in playbook.metrics:
        yield from (metric.name, metric.unit)
    yield from (dimension.name for dimension in playbook.dimensions)
    for tag in playbook.tags:
        yield from (tag.family, *tag.tags)
    for scheme in playbook.schemes:
        yield scheme.name
        yield from (text for band in scheme.bands for text in (band.word, band.said))
    for model in playbook.score_models:
        yield from (model.name, *(factor.name for factor in model.factors))
    for report in playbook.reports:
        yield from (report.name, *(figure.label for figure in report.figures))
        yield from (chart.title for chart in report.charts)
    yield from (plan.name for plan in playbook.plans)


def _page(file: Path) -> Iterator[Word]:
    lines = templatize(file.read_text("utf-8"), origin=file.name).splitlines()
    return _words("\n".join(line.lstrip() for line in lines).encode())  # indents mean nothing here


def _words(source: bytes) -> Iterator[Word]:
    for _line, word, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
        if word:
            plain = (word[0], word[1]) if isinstance(word, tuple) else word
            yield f"{context}{BETWEEN}{plain}" if context else plain


def catalogue(language: str) -> Catalog:
    """Return the catalogue kept for a language, an empty one when there is none yet."""
    file = LOCALE / language / "LC_MESSAGES/django.po"
    if not file.exists():
        return Catalog(locale=language, fuzzy=False)
    with file.open("rb") as handle:
        return read_po(handle, locale=language)


def updated(language: str, said: set[Word]) -> Catalog:
    """Return the catalogue with exactly the words said: kept, made by OpenCC, or still empty."""
    kept, fresh = catalogue(language), Catalog(locale=language, fuzzy=False)
    for word in sorted(said, key=str):
        context, text = in_context(word)
        entry = kept.get(text if isinstance(text, str) else text[0], context)
        theirs = made(text) if language == MADE else entry.string if entry else None
        flags = [flag for flag in entry.flags if flag != "fuzzy"] if entry else []
        fresh.add(text, theirs, flags=flags, context=context)
    return fresh


def in_context(word: Word) -> tuple[str | None, Word]:
    """Return a word without what tells it from a like one (客户: one, or the page of all)."""
    if isinstance(word, str) and BETWEEN in word:
        context, _, text = word.partition(BETWEEN)
        return context, text
    return None, word


def made(word: Word) -> Word:
    """Return a word in 繁體 as written in Taiwan; names in braces and %(…)s stay as they are."""
    return _turned(word) if isinstance(word, str) else (_turned(word[0]),)


def _turned(word: str) -> str:
    if word in WHOLE:
        return WHOLE[word]
    text: str = _converter().convert(word)
    for wrong, right in CORRECTED.items():
        text = text.replace(wrong, right)
    return text


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2twp")


def main() -> None:
    """Write both catalogues anew."""
    said = words_said()
    for language in (MADE, BY_HAND):
        file = LOCALE / language / "LC_MESSAGES/django.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = updated(language, said)
        with file.open("wb") as handle:
            write_po(handle, kept, omit_header=True, width=100, no_location=True)


if __name__ == "__main__":
    main()
