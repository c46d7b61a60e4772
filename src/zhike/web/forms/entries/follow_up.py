"""A follow-up from anywhere (S1-07…S1-10, S1-24)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhike.web.forms.dated import not_in_future
from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """What was said, how it was received, what comes next and by when."""

    noun, place, icon, key, words = "interactions", 2, "message", "g", "genjin gj 写跟进"
    said, title = _("跟进"), _("写跟进")
    lead = ("summary", "way", "feedback", "next_step", "happened_on")
    must = ("summary", "way", "happened_on")
    single = ("next_step",)
    segments = ("feedback",)
    labels = {
        "summary": _("说了什么"),
        "way": _("方式"),
        "feedback": _("反馈"),
        "next_step": _("下一步"),
        "happened_on": _("哪天"),
    }

    def starts(self) -> dict[str, str]:
        """Begin with a call today."""
        return {"way": "电话", "happened_on": self.asking.now.date().isoformat()}

    def clean_happened_on(self) -> str:
        """Refuse a day that is still to come."""
        return not_in_future(
            self, "happened_on", gettext("跟进的日子不能在今天以后；要做的事请写在“下一步”")
        )
