"""The sheet of a competitor; nobody's own (S4-22)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """The seven items of the sheet; there is no box for what would speak ill of it (S4-24)."""

    noun, place, icon, key, words = "competitors", 13, "users", "z", "jingzheng jz duishou 对手"
    said, title = _("竞争对手"), _("竞争对手资料")
    lead = ("name", "learned_from", "noted_on", "products", "satisfaction", "channels", "reps",
            "service", "relations", "vip_customers")  # fmt: skip
    must = ("name", "learned_from")
    hints = {
        "name": _("只记公开信息和客户自己说的事实；不写、也没有地方写诋毁对手的话。"),
        "reps": _("写成“姓名：特点”，只为知道怎么应对；对方员工的姓名也是个人信息，页面上遮盖。"),
        "vip_customers": _("写成“A：甲公司、乙公司；B：丙公司”。"),
    }

    def starts(self) -> dict[str, str]:
        """Begin with today."""
        return {"noted_on": self.asking.now.date().isoformat()}

    def seen_at(self, record_id: int) -> str:
        """Return the page of the competitor."""
        return reverse("competitor", args=[record_id])
