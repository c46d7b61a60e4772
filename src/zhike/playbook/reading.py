"""Read a playbook from YAML by its form alone, and write it back; formulas are not looked at.

What was checked when it was kept (`zhike.playbook.load`) is read again this way: an import needs
fields and word lists, no formula language and no engine.
"""

from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import ValidationError

from zhike.playbook.playbook import Playbook
from zhike.words.problem import Refused

_SAID = {
    "missing": "缺少这一项",
    "too_short": "至少要写一项",
    "extra_forbidden": "不认识的项，请检查拼写",
    "string_type": "应当是文字（数字请加引号）",
    "string_too_short": "不能为空",
    "int_parsing": "应当是整数",
    "int_type": "应当是整数",
    "float_parsing": "应当是数字",
    "float_type": "应当是数字",
    "bool_parsing": "应当写 是 或 否",
    "tuple_type": "应当是列表，每项以 - 开头",
    "dict_type": "应当是“名称: 内容”的形式",
    "model_type": "应当是“名称: 内容”的形式",
}

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class PlaybookRefused(Refused):
    """The text is no usable playbook; `findings` say where and what to do."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("手册不能使用：" + "；".join(found[:5]))
        self.findings = found


def read_builtin(name: str = "default") -> Playbook:
    """Return a playbook that comes with the product; raises Refused when there is none so named."""
    folder = resources.files("zhike.playbook") / "builtin" / name
    if not folder.is_dir():
        raise Refused(f"没有自带的手册“{name}”")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return read_text("\n".join(file.read_text("utf-8") for file in files))


@cache
def dumped_builtin(name: str = "default") -> tuple[str, str]:
    """Return version and text of a playbook that comes with the product, as it is kept."""
    playbook = read_builtin(name)
    return playbook.version, dump(playbook)


def read_text(text: str) -> Playbook:
    """Return the playbook written in YAML; raises PlaybookRefused when its form is wrong."""
    try:
        content = _content(text)
    except yaml.YAMLError as why:
        raise PlaybookRefused([_yaml_said(why)]) from why
    if not isinstance(content, dict):
        raise PlaybookRefused(["手册应当是“名称: 内容”形式的 YAML"])
    try:
        return Playbook.model_validate(content)
    except ValidationError as why:
        raise PlaybookRefused([_said(error, content) for error in why.errors()]) from why


def dump(playbook: Playbook) -> str:
    """Return the playbook as YAML that `load_text` reads back to an equal playbook."""
    content = playbook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.dump(content, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)


def _content(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_QuickLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError:  # the slow one says better what is wrong
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader


class _Loader(yaml.SafeLoader):
    """YAML without surprises: a key that stands twice is refused, dates stay text."""


class _QuickLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same by the C parser, where PyYAML was built with it."""


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            mark = node.value[index][0].start_mark
            raise yaml.MarkedYAMLError(problem=f"“{key}”写了两次", problem_mark=mark)
    return loader.construct_mapping(node, deep=True)


for _each in (_Loader, _QuickLoader):
    _each.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
    _each.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))


def _yaml_said(why: yaml.YAMLError) -> str:
    mark = getattr(why, "problem_mark", None)
    where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列：" if mark else ""
    return f"{where}YAML 读不懂（{getattr(why, 'problem', why)}）"


def _said(error: Any, content: dict[str, Any]) -> str:
    said = _SAID.get(error["type"], error["msg"]).removeprefix("Value error, ")
    return f"{_where(error['loc'], content)}：{said}"


def _where(loc: tuple[int | str, ...], content: Any) -> str:
    words: list[str] = []
    for step in loc:
        content = content[step] if _has(content, step) else None
        name = content.get("名称") or content.get("族") if isinstance(content, dict) else None
        words.append(f"第 {step + 1} 项" if isinstance(step, int) else step)
        if isinstance(step, int) and name:
            words[-1] = str(name)
    return " → ".join(words) or "手册"


def _has(content: Any, step: int | str) -> bool:
    if isinstance(content, dict):
        return step in content
    return isinstance(content, list) and isinstance(step, int) and step < len(content)
