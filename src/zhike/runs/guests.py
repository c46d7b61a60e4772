"""Who came to an activity and is no customer yet, as two sheets an import reads."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from zhike.clean.phones import clean_phones
from zhike.playbook.playbook import Playbook

FIRMS = ("公司", "集团", "厂", "店", "院", "所", "中心", "学校", "大学", "银行", "合作社", "工作室")
NAME_LETTERS = 4  # a person's name has at most so many
NOUNS = ("customers", "contacts")


@dataclass(frozen=True, slots=True)
class Guest:
    """One line of a sheet, understood: who, by whom and how to be reached, and the rest."""

    name: str
    person: str = ""
    phone: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The activity they came to: its name, day (2026-05-01), channel and kind of event."""

    name: str
    on: str
    channel: str
    came: str


def guests(lines: Sequence[Sequence[str]], *, playbook: Playbook) -> list[Guest]:
    """Return the lines that name somebody; a line of heads and one without a name are none."""
    heads = _heads(playbook)
    kept = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    bodies = [line for line in kept if line and not set(line) <= heads]
    phones = _phones(cell for line in bodies for cell in line)
    found = (_guest(line, phones) for line in bodies)
    return list(dict.fromkeys(one for one in found if one.name))


def _heads(playbook: Playbook) -> set[str]:
    specs = [spec for noun in NOUNS for spec in playbook.fields(noun)]
    return {word for spec in specs for word in (spec.label, *spec.synonyms)}


def _phones(cells: Iterable[str]) -> Mapping[str, str]:
    texts = sorted(set(cells))
    read = clean_phones(pl.Series(texts, dtype=pl.String)).values
    return {text: phone for text, phone in zip(texts, read, strict=True) if phone}


def _guest(line: Sequence[str], phones: Mapping[str, str]) -> Guest:
    numbers = [cell for cell in line if cell in phones]
    words = [cell for cell in line if cell not in phones and not cell.isdecimal()]
    name = next((word for word in words if word.endswith(FIRMS)), words[0] if words else "")
    others = [word for word in words if word != name]
    person = next((word for word in others if len(word) <= NAME_LETTERS), "")
    rest = [word for word in others if word != person] + numbers[1:]
    return Guest(name, person, phones[numbers[0]] if numbers else "", "；".join(rest))


def as_sheets(found: Sequence[Guest], held: Held) -> dict[str, str]:
    """Return two csv files by name: the customers they would be, and that each of them came."""
    met = {"客户类型": "潜在", "接触渠道": held.channel, "首次接触时间": held.on}
    customers = [
        {"客户名称": one.name, "联系人": one.person, "联系电话": one.phone, **met, "备注": one.rest}
        for one in found
    ]
    events = [
        {"客户名称": one.name, "行为类型": held.came, "行为日期": held.on, "次数": "1",
         "内容": held.name}
        for one in found
    ]  # fmt: skip
    stem = "".join(letter for letter in held.name if letter not in '\\/:*?"<>|')[:60]
    return {f"{stem} 新客户.csv": _csv(customers), f"{stem} 参加名单.csv": _csv(events)}


def _csv(rows: Sequence[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
