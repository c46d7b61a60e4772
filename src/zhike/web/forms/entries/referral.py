"""Who brought a customer (S4-23)."""

from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """Who, when, and what is due."""

    noun, place, icon, key, words = "referrals", 14, "users", "s", "zhuanjieshao jieshao zjs 介绍人"
    said, title = _("转介绍"), _("转介绍")
    lead = ("referrer", "referrer_customer", "referred_on", "fee_fen", "thanks", "thanked_on")
    must = ("referrer", "referred_on")
    hints = {
        "referrer": _("谁介绍来的：客户、客户那边的人，或别的人。"),
        "referrer_customer": _("介绍人是我们的客户，或在我们的客户那里，就写它的编号或名称。"),
        "thanked_on": _("空着就是还没有谢。"),
    }

    def starts(self) -> dict[str, str]:
        """Begin with today."""
        return {"referred_on": self.asking.now.date().isoformat()}
