"""Cards of a phone or a mail program: .vcf in versions 2.1, 3.0 and 4.0, one row a card.

One file because unfolding, parameters and encodings of the three versions belong together.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhike.collect.encodings import decoded
from zhike.collect.grid import Grid, grid_frame
from zhike.words.problem import Refused

SUFFIXES = (".vcf", ".vcard")

HEADS = ("客户名称", "客户性质", "联系人", "联系人职位", "联系电话", "其他电话", "电子邮箱",
         "微信", "部门", "地址", "网址", "备注")  # fmt: skip
_MOST_BYTES = 64 << 20
_CHARSETS = {"GB2312": "gb18030", "GBK": "gb18030", "GB18030": "gb18030", "BIG5": "big5"}
_ESCAPED = re.compile(r"\\([\\;,nN])")
_PARTED = re.compile(r"(?<!\\);")
_MOBILE = {"CELL", "IPHONE"}
_NOT_A_PHONE = {"FAX", "PAGER"}


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name, its parameters in capitals, and its value as text."""

    name: str
    words: frozenset[str]
    value: str

    @property
    def plain(self) -> str:
        """Return the value with its escapes undone."""
        return _unescaped(self.value).strip()

    @property
    def parts(self) -> list[str]:
        """Return the parts of a structured value."""
        return [_unescaped(part).strip() for part in _PARTED.split(self.value)]


def read(path: Path) -> list[Grid]:
    """Return the cards of a file as one table; Refused when it holds none.

    A card without a firm is of a person: its name stands as the customer's too. Row numbers count
    cards, after the heads.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Refused(f"{path.name} 太大了，名片文件最大 {_MOST_BYTES >> 20} MB，请分成几份")
    told = decoded(path.read_bytes())
    cards = list(_cards(told.text.replace("\r\n", "\n").replace("\r", "\n")))
    if not cards:
        raise Refused(f"{path.name} 里没有名片（应以 BEGIN:VCARD 开头），请从通讯录重新导出")
    rows = [_row(card) for card in cards]
    alone = sum(row[1] is not None for row in rows)
    notes = [f"{path.name} 有 {alone} 张名片没有单位，按个人客户读"] if alone else []
    if told.lost:
        notes.append(f"{path.name} 有 {told.lost} 个字无法识别（按 {told.encoding} 读）")
    columns = [str(at) for at in range(len(HEADS))]
    frame = pl.DataFrame(
        [list(HEADS), *rows], schema=dict.fromkeys(columns, pl.String), orient="row"
    )
    return [Grid(path.name, "", grid_frame(frame), notes=tuple(notes))]


def _cards(text: str) -> Iterator[list[Line]]:
    """Give the properties of each card; one that is cut off counts as far as it goes."""
    card: list[Line] | None = None
    for line in _lines(text):
        if line.name == "BEGIN" and line.value.strip().upper() == "VCARD":
            if card:
                yield card
            card = []
        elif line.name == "END" and card is not None:
            yield card
            card = None
        elif card is not None:
            card.append(line)
    if card:
        yield card


def _lines(text: str) -> Iterator[Line]:
    for whole in _unfolded(text):
        head, colon, value = whole.partition(":")
        if not colon:
            continue
        name, *given = head.upper().split(";")
        words = frozenset(
            word for one in given for word in one.partition("=")[2].split(",") if word
        )
        words |= {one for one in given if "=" not in one}
        yield Line(name.rpartition(".")[2].strip(), words, _read(value, words))


def _unfolded(text: str) -> Iterator[str]:
    """Give whole properties: continued by a blank, or by = at the end where it is quoted."""
    whole: str | None = None
    for line in text.split("\n"):
        quoted = whole is not None and "QUOTED-PRINTABLE" in whole.partition(":")[0].upper()
        if whole is not None and quoted and whole.endswith("="):
            whole += "\n" + line
        elif whole is not None and line[:1] in (" ", "\t"):
            whole += line[1:]
        else:
            if whole is not None:
                yield whole
            whole = line
    if whole is not None:
        yield whole


def _read(value: str, words: frozenset[str]) -> str:
    """Return the text of a value, its transport encoding undone."""
    if not words & {"QUOTED-PRINTABLE", "BASE64", "B"}:
        return value
    charset = next((_CHARSETS[word] for word in words if word in _CHARSETS), "utf-8")
    try:
        if "QUOTED-PRINTABLE" in words:
            data = quopri.decodestring(value.encode("utf-8", "replace"))
        else:
            data = binascii.a2b_base64(value)
    except (binascii.Error, ValueError):
        return ""
    return data.decode(charset, errors="replace")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _row(card: list[Line]) -> list[str | None]:
    firm, department = _firm(card)
    name = _first(card, "FN") or _name(card)
    phones = _phones(card)
    cells = [
        firm or name, "" if firm else "个人", name, _first(card, "TITLE", "ROLE"),
        *(phones[:1] or [""]), " ".join(phones[1:]), _first(card, "EMAIL"),
        _first(card, "X-WECHAT", "X-WEIXIN"), department, _address(card), _first(card, "URL"),
        _first(card, "NOTE"),
    ]  # fmt: skip
    return [cell or None for cell in cells]


def _first(card: list[Line], *names: str) -> str:
    found = (line.plain for name in names for line in card if line.name == name)
    return next((text for text in found if text), "")


def _firm(card: list[Line]) -> tuple[str, str]:
    parts = next((line.parts for line in card if line.name == "ORG"), [""])
    return parts[0], " ".join(part for part in parts[1:] if part)


def _name(card: list[Line]) -> str:
    """Return the name from its parts, Chinese ones without a blank: 顾 and 明 are 顾明."""
    parts = next((line.parts for line in card if line.name == "N"), [])
    family, given = [*parts, "", ""][:2]
    return f"{given} {family}".strip() if (family + given).isascii() else family + given


def _phones(card: list[Line]) -> list[str]:
    """Return the numbers, mobile ones first; no fax."""
    lines = [line for line in card if line.name == "TEL" and not line.words & _NOT_A_PHONE]
    lines.sort(key=lambda line: not line.words & _MOBILE)
    return [number for line in lines if (number := line.plain.removeprefix("tel:"))]


def _address(card: list[Line]) -> str:
    parts = next((line.parts for line in card if line.name == "ADR"), [])
    _box, more, street, city, region, *_ = [*parts, *[""] * 7]
    return "".join(part for part in (region, city if city != region else "", street, more) if part)
