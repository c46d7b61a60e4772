"""What a customer needs (S0-04)."""

from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """Need, pain, budget, who decides, until when."""

    noun, place, icon, key, words = "demands", 6, "target-arrow", "x", "xuqiu xq"
    said, title = _("需求"), _("新需求")
    lead = ("topic", "need", "pain", "budget_fen", "needed_by", "urgency", "deciders", "raised_on")
    must = ("need", "raised_on")
    single = ("pain",)
    segments = ("urgency",)

    def starts(self) -> dict[str, str]:
        """Begin with today."""
        return {"raised_on": self.asking.now.date().isoformat(), "state": "待跟进"}
