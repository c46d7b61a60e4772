"""An activity the team put on (S4-26, S0-07)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """What, when, where, by which channel, at what cost."""

    noun, place, icon, key, words = "activities", 12, "calendar", "o", "huodong hd 活动 展会"
    said, title = _("活动"), _("新活动")
    lead = ("name", "activity_kind", "held_on", "venue", "channel", "cost_fen", "organiser")
    must = ("name", "held_on")
    segments = ("activity_kind",)

    def starts(self) -> dict[str, str]:
        """Begin with today, put on by whoever writes."""
        day = self.asking.now.date().isoformat()
        return {"held_on": day, "organiser": self.asking.viewer.name}

    def seen_at(self, record_id: int) -> str:
        """Return the activity's own page."""
        return reverse("activity", args=[record_id])
