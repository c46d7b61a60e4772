"""How an intake is to be read, as people say it on a command line or over HTTP: by field names."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.collect.kinds import NOUNS as OF_KIND
from zhike.collect.kinds import fields_for, kind_named
from zhike.collect.mapping import field_named
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.understanding import fields_of
from zhike.words.field import FieldSpec
from zhike.words.mending import PLACEHOLDER
from zhike.words.problem import Refused

KEEP, FILL = "保留", "补空"
_OF_CUSTOMERS = ("customers", "contacts")


def mending_said(
    *,
    kind: str = "",
    key: Sequence[str] = (),
    keep: Sequence[str] = (),
    fill: Sequence[str] = (),
    owners: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return a mending of fields as people call them (电话, 名称+城市); Refused for unknown ones.

    `key` are the fields rows are known by, `keep` those never written onto what is kept, `fill`
    those written only where it is empty; `owners` who a colleague's name is (login, 待分配, +).
    """
    fields = _fields(kind_named(kind))
    writing = {field_named(name, fields).path: KEEP for name in _parts(keep)}
    writing |= {field_named(name, fields).path: FILL for name in _parts(fill)}
    paths = [field_named(name, fields).path for name in _parts(key)]
    said: dict[str, Any] = {"writing": writing, "owners": _owners(owners or {})}
    return said | ({"keys": {_kind(kind_named(kind), paths): paths}} if paths else {})


def _fields(kind: str) -> list[FieldSpec]:
    """Return the fields a name may mean, those of the kind first."""
    by_noun = fields_of(active_playbook())
    if kind and kind not in OF_KIND:
        raise Refused(f"不认识的种类“{kind}”，可用：{'、'.join(OF_KIND)}")
    near = fields_for(kind or "customers", by_noun)
    return [*near, *(field for fields in by_noun.values() for field in fields)]


def _parts(names: Sequence[str]) -> list[str]:
    """Return the single names of 名称+城市 or 名称,城市."""
    whole = "+".join(names)
    for sign in ",，、＋;；":
        whole = whole.replace(sign, "+")
    return [name.strip() for name in whole.split("+") if name.strip()]


def _kind(kind: str, paths: Sequence[str]) -> str:
    nouns = list(dict.fromkeys(path.partition(".")[0] for path in paths))
    return kind or ("customers" if set(nouns) <= set(_OF_CUSTOMERS) else nouns[0])


def _owners(said: Mapping[str, str]) -> dict[str, str]:
    return {name: "" if login in ("待分配", "") else login for name, login in said.items()}


def read_owners(pairs: Sequence[str]) -> dict[str, str]:
    """Return {name: login} of 小王=wanglei, 小李=待分配, 老赵=+; Refused for what is no pair."""
    found = {}
    for pair in pairs:
        name, sign, login = pair.replace("＝", "=").partition("=")
        if not sign or not name.strip():
            raise Refused(f"看不懂“{pair}”，请写 姓名=登录名、姓名=待分配 或 姓名={PLACEHOLDER}")
        found[name.strip()] = login.strip()
    return found
