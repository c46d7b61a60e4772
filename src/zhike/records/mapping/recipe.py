"""Saved mappings as recipes: read line by line, switched off line by line, handed out and in."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from zhike.collect.signature import signature_of
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.records.history.changes import write_line
from zhike.records.mapping.changes import checked_name, own_mapping
from zhike.records.mapping.models import SavedMapping
from zhike.records.rights import insist
from zhike.words.mending import WRITINGS
from zhike.words.problem import Refused
from zhike.words.recipe import lines_of
from zhike.words.viewer import Viewer

_KINDS = {noun: word for word, noun in NOUNS.items()}
_MOST = 1 << 20  # bytes of a recipe somebody hands in


@transaction.atomic
def switch_line(viewer: Viewer, recipe_id: int, line_id: str, on: bool, *, at: datetime) -> str:
    """Switch one line of a recipe on or off; returns what it says."""
    row = own_mapping(viewer, recipe_id)
    line = next((one for one in lines_of(row.mapping, row.choices) if one.id == line_id), None)
    if line is None:
        raise Refused(_("这份步骤里没有这一行，请刷新页面再试。"))
    off = [one for one in row.choices.get("off", ()) if one != line_id]
    row.choices = row.choices | {"off": off if on else [*off, line_id]}
    row.save(update_fields=["choices"])
    action = "启用清洗步骤的一行" if on else "停用清洗步骤的一行"
    write_line(action, "mapping", row.pk, by=viewer.account_id, at=at, after={"line": line_id})
    return f"{line.raw or line.of} → {line.said}"


def as_text(row: SavedMapping, kind: str) -> str:
    """Return a recipe as YAML or JSON that `take_in` reads."""
    choices = row.choices
    told: dict[str, Any] = {
        "名称": row.name,
        "种类": _KINDS.get(row.kind, row.kind),
        "表头": list(row.heads),
        "列": dict(row.mapping),
        "词": [{"栏目": path, "原值": raw, "改为": meant} for path, raw, meant, *_ in
               choices.get("words", ())],
        "键": {kind: list(paths) for kind, paths in choices.get("keys", {}).items()},
        "写法": dict(choices.get("writing", {})),
        "归属": dict(choices.get("owners", {})),
        "新建客户": bool(choices.get("create_customers")),
        "停用": list(choices.get("off", ())),
    }  # fmt: skip
    told = {name: value for name, value in told.items() if value not in ([], {}, False)}
    if kind == "json":
        return json.dumps(told, ensure_ascii=False, indent=2)
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=100)


@transaction.atomic
def take_in(viewer: Viewer, text: bytes, *, playbook: Playbook, at: datetime) -> int:
    """Keep a recipe handed in as YAML or JSON as one's own; returns its id.

    Raises Refused, saying what is wrong, for what is none or names fields there are not.
    """
    insist(viewer, "import", _("导入数据"))
    told = _read(text)
    name, heads = checked_name(str(told.get("名称", ""))), [str(one) for one in told["表头"]]
    kind = NOUNS.get(str(told.get("种类", "")), "")
    if not kind:
        raise Refused(_("步骤里的种类“%(kind)s”不认识。") % {"kind": told.get("种类", "")})
    mapping = {str(path): str(head or "") for path, head in told["列"].items()}
    choices = _choices(told)
    _insist_fields(playbook, [*mapping, *choices["writing"], *(w[0] for w in choices["words"])])
    row, _fresh = SavedMapping.objects.update_or_create(
        signature=signature_of(heads),
        by_id=viewer.account_id,
        defaults={
            "name": name, "kind": kind, "heads": heads, "mapping": mapping, "choices": choices,
            "at": at,
        },
    )  # fmt: skip
    write_line("导入清洗步骤", "mapping", row.pk, by=viewer.account_id, at=at, after={"name": name})
    return int(row.pk)


def _read(text: bytes) -> dict[str, Any]:
    try:
        told = yaml.safe_load(text[:_MOST].decode())
    except (yaml.YAMLError, UnicodeDecodeError) as why:
        raise Refused(_("这个文件不是有效的 YAML 或 JSON，没有导入。")) from why
    fits = isinstance(told, dict) and isinstance(told.get("表头"), list)
    if not fits or not isinstance(told.get("列"), dict) or not told["表头"]:
        raise Refused(_("这个文件不是清洗步骤：要有 名称、种类、表头 和 列。"))
    return told  # type: ignore[no-any-return]


def _choices(told: Mapping[str, Any]) -> dict[str, Any]:
    try:
        words = [[str(w["栏目"]), str(w["原值"]), str(w["改为"])] for w in told.get("词", ())]
        keys = {str(kind): [str(p) for p in paths] for kind, paths in told.get("键", {}).items()}
        writing = {str(path): str(how) for path, how in told.get("写法", {}).items()}
        owners = {str(name): str(login) for name, login in told.get("归属", {}).items()}
        off = [str(one) for one in told.get("停用", ())]
    except (TypeError, KeyError, AttributeError) as why:
        raise Refused(_("步骤的写法看不懂，请对照导出的样子改好再导入。")) from why
    if wrong := set(writing.values()) - set(WRITINGS):
        raise Refused(_("步骤里的写法“%(how)s”不认识。") % {"how": _("、").join(sorted(wrong))})
    create = bool(told.get("新建客户"))
    said = {"keys": keys, "writing": writing, "words": words, "owners": owners}
    return said | {"create_customers": create} | ({"off": off} if off else {})


def _insist_fields(playbook: Playbook, paths: Sequence[str]) -> None:
    known = {spec.path for noun in NOUNS.values() for spec in playbook.fields(noun)}
    if missing := [path for path in dict.fromkeys(paths) if path not in known]:
        raise Refused(
            _("步骤里的栏目“%(fields)s”在您的手册里没有，没有导入。")
            % {"fields": _("、").join(missing[:5])}
        )
