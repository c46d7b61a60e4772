"""A complaint, question, suggestion or repair."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhike.web.forms.dated import not_in_future
from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """Kind, topic and weight by one touch each, a sentence, and the clock starts now."""

    noun, place, icon, key, words = (
        "cases",
        5,
        "alert-triangle",
        "w",
        "wenti wt 登记问题 投诉 tousu ts",
    )
    said, title = _("问题"), _("登记问题")
    lead = ("case_kind", "topic", "severity", "detail", "opened_at", "state")
    must = ("case_kind", "topic", "severity", "opened_at")
    segments = ("case_kind", "topic", "severity", "state")
    labels = {"detail": _("说了什么"), "case_kind": _("类别"), "topic": _("主题")}

    def starts(self) -> dict[str, str]:
        """Begin with an ordinary complaint that came in this minute."""
        now = self.asking.now.strftime("%Y-%m-%dT%H:%M")
        return {"case_kind": "投诉", "severity": "一般", "opened_at": now, "state": "待处理"}

    def clean_opened_at(self) -> str:
        """Refuse a moment that is still to come."""
        return not_in_future(self, "opened_at", gettext("受理时间不能在今天以后"))
