"""Columns named by hand: 字段=列,字段=列 or a YAML file of the same, over what was guessed."""

import difflib
import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Book
from pathlib import Path

import yaml

from zhike.collect.columns import aliases_of, guess_columns
from zhike.collect.fold import fold, take_apart
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.sheet import Column, Mapping, Sheet

_FORMULA = re.compile(r"[×÷*+/=]|\w\s+-\s+\w|\w\(.*\)\s*[*×+]")


def read_map(said: str) -> dict[str, str]:
    """Return {field as said: column as said} from 字段=列,字段=列 or the path of a YAML file.

    Refused when it is neither. An empty column means: don't read this field.
    """
    if said.lower().endswith((".yaml", ".yml")):
        return _from_yaml(Path(said))
    pairs = [pair for pair in re.split(r"[,，;；]", said) if pair.strip()]
    if not pairs or not all(re.search("[=＝]", pair) for pair in pairs):
        raise Refused(f"看不懂 --map “{said}”，请写 字段=列,字段=列 或给一个 .yaml 文件")
    split = (re.split("[=＝]", pair, maxsplit=1) for pair in pairs)
    return {field.strip(): column.strip() for field, column in split}


def _from_yaml(path: Path) -> dict[str, str]:
    if not path.is_file():
        raise Refused(f"找不到 --map 文件 {path}，请检查路径")
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as why:
        raise Refused(f"{path.name} 不是有效的 YAML，请每行写一个 字段: 列") from why
    if not isinstance(content, dict):
        raise Refused(f"{path.name} 里没有列的对应，请每行写一个 字段: 列")
    return {str(field): str(column or "") for field, column in content.items()}


def mapped(sheet: Sheet, fields: Sequence[FieldSpec], *, said: Book[str, str]) -> Mapping:
    """Return how the sheet is read as these fields: as guessed, but for the columns said by hand.

    What is said of other fields or other sheets' columns is skipped; `check_map` and `check_used`
    see to it that nothing said stays without effect.
    """
    guessed = guess_columns(sheet, fields)
    known = {name: _find(name, fields) for name in said}
    chosen = {field.path: said[name] for name, field in known.items() if field}
    hands = {_head(column, sheet.heads): path for path, column in chosen.items()}
    columns = []
    for column in guessed.columns:
        if column.head in hands:
            unit = column.unit or take_apart(column.head).unit
            columns.append(Column(column.head, hands[column.head], unit))
        elif column.path in chosen and _replaced(chosen[column.path], sheet.heads):
            columns.append(Column(column.head, "", confidence=0.0))
        else:
            columns.append(column)
    return Mapping(tuple(columns), guessed.notes)


def _replaced(said: str, heads: Sequence[str]) -> bool:
    """Say whether a field is told to come from elsewhere in this sheet, or not to be read."""
    return not said or bool(_head(said, heads))


def check_map(said: Book[str, str], heads: Iterable[str], fields: Sequence[FieldSpec]) -> None:
    """Refuse fields nobody knows, columns that stand in no sheet, and formulas (not yet read)."""
    heads = list(heads)
    for name, column in said.items():
        _field(name, fields)
        if not column or _head(column, heads):
            continue
        if _FORMULA.search(column):
            raise Refused(
                f"--map 里“{name}={column}”是公式，现在还不能按公式取列，请先在表里算好这一列"
            )
        raise Refused(f"--map 里的列“{column}”在表里没有{_nearest(column, heads)}")


def check_used(
    said: Book[str, str], mappings: Iterable[Mapping], fields: Sequence[FieldSpec]
) -> None:
    """Refuse a field said by hand that none of the sheets can hold."""
    read = {path for mapping in mappings for path in mapping.heads().values()}
    for name, column in said.items():
        path = _field(name, fields).path
        label = path.partition(".")[2]
        if column and not any(each == path or each.endswith(f".{label}") for each in read):
            raise Refused(
                f"--map 里的“{name}={column}”用不上：这种表里没有这个字段，请用 --kind 指明种类"
            )


def _field(said: str, fields: Sequence[FieldSpec]) -> FieldSpec:
    """Return the field meant by a label, a synonym, a name or a path; Refused when unknown."""
    if field := _find(said, fields):
        return field
    labels = [field.label for field in fields]
    raise Refused(f"--map 里的字段“{said}”不认识{_nearest(said, labels)}")


def _find(said: str, fields: Sequence[FieldSpec]) -> FieldSpec | None:
    for field in fields:
        if said in (field.path, field.name, field.label):
            return field
    return next((field for field in fields if fold(said) in aliases_of([field])), None)


def _head(said: str, heads: Iterable[str]) -> str:
    """Return the head as it stands in the sheet, or nothing."""
    return next((head for head in heads if said and fold(head) == fold(said)), "")


def _nearest(said: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(said, names, n=3, cutoff=0.3)
    return f"，最接近的是：{'、'.join(dict.fromkeys(near))}" if near else ""
