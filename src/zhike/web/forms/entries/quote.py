"""A quote and the answer to it."""

from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """What was offered, at which discount, and what the customer said."""

    noun, place, icon, key, words = "quotes", 4, "tags", "b", "baojia bj"
    said, title = _("报价"), _("新报价")
    lead = ("product", "amount_fen", "discount", "quoted_on", "outcome", "answered_on", "reason")
    must = ("product", "amount_fen", "quoted_on")
    segments = ("outcome",)
    picks = {"product": "entry_products_found"}

    def starts(self) -> dict[str, str]:
        """Begin with today and no answer yet."""
        return {"quoted_on": self.asking.now.date().isoformat(), "outcome": "待定"}
