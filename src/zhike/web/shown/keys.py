"""A call somebody can try at once, for a key just made."""

import json
from datetime import date

from zhike.playbook.playbook import Playbook

SAMPLES: dict[str, object] = {
    "date": "", "money": 1200, "whole": 1, "number": 1.5, "percent": 0.1, "phone": "13900001111",
}  # fmt: skip
MOST = 4


def example_of(kinds: list[str], *, playbook: Playbook, today: date) -> tuple[str, str]:
    """Return the address (below /api/v1/) and the body of a call for the first of these kinds."""
    if kinds == ["events"]:
        moment = f"{today.isoformat()}T10:03:00+08:00"
        event = {"id": "v-1", "kind": "官网访问", "customer": "C001", "at": moment}
        return "events", _said([event])
    kind = kinds[0] if kinds else "customers"
    row: dict[str, object] = {"客户编号": "C001"}
    if kind == "customers":
        row |= {"客户名称": "示例精工有限公司", "联系电话": SAMPLES["phone"]}
        return f"intake/{kind}", _said({"rows": [row]})
    fields = sorted(playbook.fields(kind), key=lambda field: not (field.wanted or field.key))
    for field in fields[:MOST]:
        row[field.label] = SAMPLES.get(field.kind, "示例") or today.isoformat()
    return f"intake/{kind}", _said({"rows": [row]})


def _said(body: object) -> str:
    return json.dumps(body, ensure_ascii=False)
