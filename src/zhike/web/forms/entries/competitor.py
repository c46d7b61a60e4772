"""A competitor seen at a customer."""

from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """Who, with what, at which price."""

    noun, place, icon, key, words = "competitor_contacts", 9, "users", "j", "jingpin jp 竞争对手"
    said, title = _("竞品"), _("竞品接触")
    lead = ("competitor", "product", "quote_fen", "happened_on", "detail")
    must = ("competitor", "happened_on")

    def starts(self) -> dict[str, str]:
        """Begin with today."""
        return {"happened_on": self.asking.now.date().isoformat()}
