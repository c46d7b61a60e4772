"""A new customer, with its first contact and its first follow-up (S3-05…S3-08)."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhike.playbook.audience import RELATION, fits
from zhike.web.forms.entry import EntryForm
from zhike.words.viewer import Viewer

FIRST_NOTE = ("interactions.summary", "interactions.way", "interactions.feedback",
              "interactions.next_step")  # fmt: skip


class Entry(EntryForm):
    """Five cells make a customer; the rest may wait, or be written under 更多."""

    noun, place, icon, key, words = "customers", 1, "user-plus", "k", "kehu kh 新建 新客户"
    said, title = pgettext_lazy("one", "客户"), _("新客户")
    template = "entry/customer.html"
    lead: ClassVar[tuple[str, ...]] = (
        "kind", "name", "customer_type", "industry", "city", "contacts.name", "contacts.title",
        "contacts.phone", "source_channel", *FIRST_NOTE,
    )  # fmt: skip
    more: ClassVar[tuple[str, ...]] = (
        "contacts.email", "contacts.wechat", "contacts.decision_role",
    )  # fmt: skip
    # What else a new customer cannot lack, the playbook says (S3-05).
    must: ClassVar[tuple[str, ...]] = ("name",)
    single: ClassVar[tuple[str, ...]] = ("interactions.next_step",)
    segments: ClassVar[tuple[str, ...]] = ("kind", "customer_type", "interactions.feedback")
    labels = {
        "city": _("所在城市"),
        "interactions.summary": _("说了什么"),
        "interactions.way": _("方式"),
        "interactions.feedback": _("反馈"),
        "interactions.next_step": _("下一步"),
    }
    left_out = frozenset({"stated_follow_up_on", "stated_amount_fen", "region", "province"})
    named = ("owner",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let those who hand customers out name the owner; insist on nothing that doesn't fit."""
        super().__init__(*args, **kwargs)
        if not names_owners(self.asking.viewer):
            self.fields.pop("owner", None)
            self.specs.pop("owner", None)
        told = self.data or self.initial
        kind, relation = told.get("kind", ""), told.get(RELATION, "")
        for name, spec in self.specs.items():
            if not fits(spec, kind, relation):
                self.fields[name].required = False

    def starts(self) -> dict[str, str]:
        """Begin as a prospect, met today, talked to by phone."""
        day = self.asking.now.date().isoformat()
        return {
            "kind": "organisation", "customer_type": "潜在", "interactions.way": "电话",
            "first_contact_on": day,
        }  # fmt: skip

    def rows(self) -> list[dict[str, str]]:
        """Return what was typed; a first follow-up happened today."""
        told = dict(super().rows()[0])
        noted = any(told.get(path) for path in FIRST_NOTE if path != "interactions.way")
        for path in FIRST_NOTE:
            if not noted:
                told.pop(path, None)
        if noted:
            told["interactions.happened_on"] = self.asking.now.date().isoformat()
        return [told]

    @property
    def main(self) -> list[Any]:
        """Return the boxes about the customer itself."""
        return [field for field in self.shown if field.name not in FIRST_NOTE]

    @property
    def note(self) -> list[Any]:
        """Return the boxes of the first follow-up."""
        return [self[name] for name in FIRST_NOTE if name in self.fields]


def names_owners(viewer: Viewer) -> bool:
    """Say whether somebody may give a new customer to another person."""
    return viewer.can("assign")
