"""A customer on a phone, on one screen: what one cannot do without, and what was said."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhike.web.forms.boxes import Box
from zhike.web.forms.entries.customer import FIRST_NOTE, Entry
from zhike.words.field import FieldSpec

KEYBOARDS = {
    "name": {"autocomplete": "off", "autocapitalize": "off"},
    "contacts.name": {"autocomplete": "off", "autocapitalize": "off"},
    "contacts.phone": {"inputmode": "tel"},
}
NOTED = ("interactions.summary", "interactions.next_step")


class QuickEntry(Entry):
    """Five boxes and a sentence; the number comes by itself, the rest may wait (S3-05, S3-08)."""

    title = _("快速记客户")
    lead = ("name", "contacts.name", "contacts.phone", "industry", "city", "customer_type",
            *NOTED)  # fmt: skip
    more = ()
    must = ("name", "contacts.name", "contacts.phone", "industry", "customer_type")
    segments = ("customer_type",)
    single = NOTED[1:]
    labels = Entry.labels | {"interactions.next_step": _("下一步，例如 3日内给方案")}

    def _specs(self) -> dict[str, FieldSpec]:
        return {name: spec for name, spec in super()._specs().items() if name in self.lead}

    def _watch(self, name: str) -> None:
        """Give each box the keyboard it wants, and go on by the key at its corner."""
        super()._watch(name)
        box = self.fields[name]
        if isinstance(box, Box):
            last = name == self.lead[-1]
            box.widget.attrs |= {"enterkeyhint": "done" if last else "next"}
            box.widget.attrs |= KEYBOARDS.get(name, {})

    def rows(self) -> list[dict[str, str]]:
        """Return what was typed, met today; what was said was said by phone, as people do."""
        (told,) = super().rows()
        told["customers.first_contact_on"] = self.asking.now.date().isoformat()
        if any(told.get(path) for path in FIRST_NOTE):
            told["interactions.way"] = "电话"
        return [told]

    @property
    def main(self) -> list[Any]:
        """Return the boxes about the customer."""
        return [self[name] for name in self.lead if name not in NOTED]

    @property
    def note(self) -> list[Any]:
        """Return the boxes of the first follow-up."""
        return [self[name] for name in NOTED]
