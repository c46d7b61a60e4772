"""Money that came in, or is due."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """Amount, when, for which order, how."""

    noun, place, icon, key, words = "payments", 8, "inbox", "f", "huikuan hk 收款 fukuan"
    said, title = _("回款"), _("登记回款")
    lead = ("amount_fen", "paid_on", "method", "order_ref", "due_on")
    must = ("amount_fen",)
    segments = ("method",)

    def starts(self) -> dict[str, str]:
        """Begin with money that came today."""
        return {"paid_on": self.asking.now.date().isoformat(), "method": "转账"}

    def clean(self) -> dict[str, Any]:
        """Insist on a day: when it came, or when it is due."""
        told = self.cleaned_data
        if not (told.get("paid_on") or told.get("due_on")):
            self.add_error("paid_on", gettext("请填回款日期；还没到账就填应付日期"))
        return super().clean()
