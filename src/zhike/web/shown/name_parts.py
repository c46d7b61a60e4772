"""The name of a firm in the parts it is compared by, for the panel of its cells."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhike.clean.firm_name import firm_name
from zhike.clean.names import simplify_text

_ORGANISATION = "organisation"


def parts_shown(customer: Mapping[str, Any]) -> str:
    """Return 地区 上海 · 字号 明远 · 组织形式 有限公司; nothing for a person or a single part."""
    if customer.get("kind") != _ORGANISATION:
        return ""
    plain = unicodedata.normalize("NFKC", customer.get("name") or "")
    labels = (_("地区"), _("字号"), _("组织形式"), _("分支"))
    told = [
        f"{label} {part}"
        for label, part in zip(labels, firm_name(simplify_text(plain)), strict=True)
        if part
    ]
    return " · ".join(told) if len(told) > 1 else ""
