"""What a saved mapping does to a sheet, line by line: columns, words, keys, colleagues."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Part = Literal["columns", "keys", "writing", "words", "owners", "create_customers"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a recipe: which part, of what (a field path, a kind, a name), what is done.

    `raw` is the text a word is said of; `id` names the line within its recipe.
    """

    id: str
    part: Part
    of: str
    said: str
    raw: str = ""
    is_on: bool = True


def lines_of(mapping: Mapping[str, str], choices: Mapping[str, Any]) -> list[Line]:
    """Return every line of a saved mapping (field path → head) with its choices, off ones too."""
    off = set(choices.get("off", ()))
    return [
        Line(line.id, line.part, line.of, line.said, line.raw, line.id not in off)
        for line in _lines(mapping, choices)
    ]


def _lines(mapping: Mapping[str, str], choices: Mapping[str, Any]) -> Iterator[Line]:
    for path, head in mapping.items():
        yield Line(f"columns:{path}", "columns", path, head)
    for path, raw, meant, *_signed in choices.get("words", ()):
        yield Line(f"words:{path}:{raw}", "words", path, meant, raw)
    for kind, paths in choices.get("keys", {}).items():
        yield Line(f"keys:{kind}", "keys", kind, "、".join(paths))
    for path, how in choices.get("writing", {}).items():
        yield Line(f"writing:{path}", "writing", path, how)
    for name, login in choices.get("owners", {}).items():
        yield Line(f"owners:{name}", "owners", name, login)
    if choices.get("create_customers"):
        yield Line("create_customers", "create_customers", "", "")


def without_off(
    mapping: Mapping[str, str], choices: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return a mapping and its choices without the lines that are switched off."""
    off = set(choices.get("off", ()))
    columns = {path: head for path, head in mapping.items() if f"columns:{path}" not in off}
    left: dict[str, Any] = {name: value for name, value in choices.items() if name != "off"}
    for name in ("keys", "writing", "owners"):
        said = choices.get(name, {})
        left[name] = {key: one for key, one in said.items() if f"{name}:{key}" not in off}
    left["words"] = [w for w in choices.get("words", ()) if f"words:{w[0]}:{w[1]}" not in off]
    left["create_customers"] = bool(choices.get("create_customers")) and (
        "create_customers" not in off
    )
    return columns, left
