"""A person at a customer, with the role in decisions (S0-06, S1-05)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhike.runs.entry import Row
from zhike.web.forms.entry import EntryForm
from zhike.words.masked import masked

HIDDEN = ("*", "＊")


class Entry(EntryForm):
    """Name, phone and role; what is kept stands masked, and stays unless it is typed anew."""

    noun, place, icon, key, words = "contacts", 10, "user", "l", "lianxiren lxr 联系人"
    said, title = _("联系人"), _("新联系人")
    lead = ("name", "title", "phone", "decision_role", "email", "wechat")
    must = ("name",)
    segments = ("sex",)
    veiled: Mapping[str, tuple[str, str]] = {}  # of what is kept: the mask shown, the value

    def _as_kept(self, kept: Mapping[str, Any]) -> dict[str, str]:
        shown = super()._as_kept(kept)
        hidden = {
            name: shown[name] for name, spec in self.specs.items() if shown.get(name) and spec.mask
        }
        self.veiled = {
            name: (masked(self.specs[name], value, kept), value) for name, value in hidden.items()
        }
        return shown | {name: veil for name, (veil, _value) in self.veiled.items()}

    def rows(self) -> Sequence[Row]:
        """Return what was typed; a box left masked means what is kept."""
        told = dict(super().rows()[0])
        for name, (veil, kept) in self.veiled.items():
            if told.get(self.path(name)) == veil:
                told[self.path(name)] = kept
        return [told]

    def clean(self) -> dict[str, Any]:
        """Refuse a number that was typed half hidden; a person needs a way to be reached."""
        told = self.cleaned_data
        for name in ("phone", "email", "wechat"):
            typed, veil = told.get(name, ""), self.veiled.get(name, ("", ""))[0]
            if typed != veil and any(sign in typed for sign in HIDDEN):
                self.add_error(name, gettext("带 * 的是打码的样子；请写完整，或保持原样不动"))
        return super().clean()
