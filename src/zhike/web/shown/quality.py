"""Completeness and duplicates, laid out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.records.customer.named import Named
from zhike.words.wording import percent

VERDICTS = {
    "duplicate": gettext_lazy("同一家"),
    "review": gettext_lazy("待核对"),
    "related": gettext_lazy("有关联"),
}


def fields_shown(rates: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the key fields, the emptiest first."""
    fields = sorted(rates["fields"], key=lambda field: field["rate"] or 0)
    return [
        {
            **field,
            "missing": field["cells"] - field["filled"],
            "said": percent(field["rate"]),
            "percent": 100 * (field["rate"] or 0),
            "is_short": field["rate"] is not None and field["rate"] < field["target"],
        }
        for field in fields
    ]


def duplicates_shown(
    pairs: Sequence[Mapping[str, Any]], names: Mapping[str, Named]
) -> list[dict[str, Any]]:
    """Return pairs with both names and the evidence as one sentence."""
    return [
        {
            "a": names.get(pair["a"]),
            "b": names.get(pair["b"]),
            "evidence": _("，").join(line["said"] for line in pair["evidence"]),
            "verdict": VERDICTS.get(pair["verdict"], pair["verdict"]),
        }
        for pair in pairs
    ]
