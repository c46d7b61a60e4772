"""What a channel cost in a month; nobody's own (S0-07)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """Month, channel and amount."""

    noun, place, icon, key, words = "channel_costs", 15, "chart-bar", "q", "feiyong fy qudao 费用"
    said, title = _("渠道费用"), _("渠道费用")
    lead = ("month", "channel", "amount_fen", "note")
    must = ("month", "channel", "amount_fen")
    hints = {"month": _("写成 2026-05；活动的费用记在活动里，不要再记一次。")}

    def starts(self) -> dict[str, str]:
        """Begin with this month."""
        return {"month": f"{self.asking.now:%Y-%m}"}

    def seen_at(self, record_id: int) -> str:
        """Return the list of costs, at this one."""
        return f"{reverse('channel_costs')}#cost-{record_id}"
