"""What an own field made for a column begins with: its name, its unit, what its cells look like."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.collect.fold import take_apart
from zhike.words.problem import Refused

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_LOOKS = (
    ("whole", re.compile(r"-?\d{1,9}")),
    ("number", re.compile(r"-?\d+(\.\d+)?")),
    ("percent", re.compile(r"-?\d+(\.\d+)?%")),
    ("date", re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")),
)


def column_at(
    understood: Sequence[dict[str, Any]], said: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the sheet and the column said as `<sheet number>-<column number>`."""
    number, _dash, index = said.partition("-")
    try:
        sheet = understood[int(number)]
        return sheet, sheet["columns"][int(index)]
    except (ValueError, IndexError):
        raise Refused(_("没有说是哪一列，请回到“列”再点一次。")) from None


def as_begun(column: Mapping[str, Any]) -> dict[str, str]:
    """Return what the form of a field begins with for this column."""
    samples = [text.strip() for text in column["samples"]]
    looks = (kind for kind, shape in _LOOKS if samples and all(map(shape.fullmatch, samples)))
    return {
        "label": _BRACKETS.sub("", column["head"]).strip(),
        "kind": next(looks, "text"),
        "unit": take_apart(column["head"]).unit,
    }
