"""Columns named by hand: 字段=列,字段=公式 or a YAML file of the same, over what was guessed."""

import difflib
import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Book
from pathlib import Path

import yaml

from zhike.collect.columns import aliases_of, guess_columns
from zhike.collect.fold import fold, take_apart
from zhike.collect.reckoned import reckoned_from
from zhike.formula.tree import FormulaRefused
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.sheet import Column, Mapping, Sheet

_OPEN, _CLOSE = "([（【", ")]）】"
_NUMBERS = ("money", "percent", "whole", "number")
Said = Book[str, str]  # field as said → column or formula as said


def read_map(said: str) -> dict[str, str]:
    """Return {field as said: column as said} from 字段=列,字段=列 or the path of a YAML file.

    A column may be a formula over the sheet's heads: 金额=Quantity*UnitPrice. An empty one means:
    don't read this field. Refused when it is neither.
    """
    if said.lower().endswith((".yaml", ".yml")):
        return _from_yaml(Path(said))
    pairs = [pair for pair in _parted(said) if pair.strip()]
    if not pairs or not all(re.search("[=＝]", pair) for pair in pairs):
        raise Refused(f"看不懂 --map “{said}”，请写 字段=列,字段=列 或给一个 .yaml 文件")
    split = (re.split("[=＝]", pair, maxsplit=1) for pair in pairs)
    return {field.strip(): column.strip() for field, column in split}


def _parted(said: str) -> list[str]:
    """Return the pairs between commas; those inside brackets belong to a formula or a name."""
    parts, depth = [""], 0
    for letter in said:
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if letter in ",，;；" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


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


def mapped(sheet: Sheet, fields: Sequence[FieldSpec], *, said: Said) -> Mapping:
    """Return how the sheet is read as these fields: as guessed, but for the columns said by hand.

    What is said of other fields or other sheets' columns is skipped; `check_map` and `check_used`
    see to it that nothing said stays without effect.
    """
    guessed = guess_columns(sheet, fields)
    known = {name: _find(name, fields) for name in said}
    chosen = {field.path: said[name] for name, field in known.items() if field}
    formulas = {path: text for path, text in chosen.items() if _is_formula(text, sheet.heads)}
    plain = {path: text for path, text in chosen.items() if path not in formulas}
    hands = {_head(column, sheet.heads): path for path, column in plain.items()}
    columns = []
    for column in guessed.columns:
        if column.head in hands:
            unit = column.unit or take_apart(column.head).unit
            columns.append(Column(column.head, hands[column.head], unit))
        elif column.path in formulas or _replaced(column.path, plain, sheet.heads):
            columns.append(Column(column.head, "", confidence=0.0))
        else:
            columns.append(column)
    columns += [Column(text, path, reckoned=True) for path, text in formulas.items()]
    return Mapping(tuple(columns), guessed.notes)


def _is_formula(said: str, heads: Sequence[str]) -> bool:
    try:
        return reckoned_from(said, heads) is not None
    except FormulaRefused:
        return False


def _replaced(path: str, plain: Said, heads: Sequence[str]) -> bool:
    """Say whether a field is told to come from elsewhere in this sheet, or not to be read."""
    return path in plain and (not plain[path] or bool(_head(plain[path], heads)))


def check_map(said: Said, sheets: Sequence[Sequence[str]], fields: Sequence[FieldSpec]) -> None:
    """Refuse fields nobody knows, columns that stand in no sheet, and formulas over none.

    `sheets` has the heads of each sheet.
    """
    for name, column in said.items():
        field = _field(name, fields)
        heads = [head for sheet in sheets for head in sheet]
        reckoned = any(_is_formula(column, sheet) for sheet in sheets)
        if reckoned and field.kind not in _NUMBERS:
            raise Refused(f"公式“{name}={column}”用不了：{field.label}不是数，请给一列")
        if not column or reckoned or _head(column, heads):
            continue
        _refuse_formula(name, column, sheets)
        raise Refused(f"--map 里的列“{column}”在表里没有{_nearest(column, heads)}")


def _refuse_formula(name: str, column: str, sheets: Sequence[Sequence[str]]) -> None:
    """Refuse what is meant as a formula, with the reason of the sheet that comes nearest."""
    reasons: list[FormulaRefused] = []
    for heads in sheets:
        try:
            reckoned_from(column, heads)
        except FormulaRefused as why:
            reasons.append(why)
    if reasons:
        nearest = max(reasons, key=lambda why: (why.position, len(why.nearest)))
        raise Refused(f"公式“{name}={column}”算不了：{nearest}") from nearest


def check_used(said: Said, mappings: Iterable[Mapping], fields: Sequence[FieldSpec]) -> None:
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


def field_named(said: str, fields: Sequence[FieldSpec]) -> FieldSpec:
    """Return the field meant by a label, a synonym, a name or a path; Refused when unknown."""
    if field := _find(said, fields):
        return field
    labels = [field.label for field in fields]
    raise Refused(f"没有叫“{said}”的字段{_nearest(said, labels)}")


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
