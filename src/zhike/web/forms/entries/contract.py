"""A contract or its renewal."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """Kind, amount, from when until when, and which contract it follows."""

    noun, place, icon, key, words = "contracts", 7, "file-spreadsheet", "h", "hetong ht"
    said, title = _("合同"), _("新合同")
    lead = ("external_id", "name", "contract_kind", "amount_fen", "signed_on", "starts_on",
            "ends_on", "renews")  # fmt: skip
    must = ("contract_kind", "amount_fen", "signed_on", "ends_on")
    segments = ("contract_kind",)
    hints = {"renews": _("续签时填上一份合同的编号")}

    def starts(self) -> dict[str, str]:
        """Begin with a contract signed today and in force."""
        day = self.asking.now.date().isoformat()
        return {"signed_on": day, "starts_on": day, "state": "执行中"}

    def clean(self) -> dict[str, Any]:
        """Refuse a contract that ends before it begins."""
        told = super().clean()
        starts, ends = told.get("starts_on") or told.get("signed_on", ""), told.get("ends_on", "")
        if starts and ends and ends < starts and "ends_on" not in self.errors:
            self.add_error("ends_on", gettext("到期日期早于生效日期，请核对"))
        return told
