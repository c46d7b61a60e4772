"""The own fields of a customer that is kept, as somebody corrects them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhike.playbook.audience import RELATION, fits
from zhike.web.forms.entry import EntryForm
from zhike.words.field import FieldSpec


class Facts(EntryForm):
    """What a team keeps of such a customer beside the built-in fields (S1-28, S4-25).

    What is masked is not offered: it could not be shown whole, and would be overwritten.
    """

    noun, said, title = "customers", _("资料"), _("更多资料")

    def __init__(self, *args: Any, kept: dict[str, Any], **kwargs: Any) -> None:
        """Remember whom it is about before the boxes are chosen."""
        self.about = kept
        super().__init__(*args, kept=kept, **kwargs)

    def _specs(self) -> dict[str, FieldSpec]:
        kind, relation = self.about.get("kind", ""), self.about.get(RELATION, "")
        return {
            spec.name: spec
            for spec in self.asking.playbook.offered("customers")
            if spec.own
            and not spec.mask
            and (fits(spec, kind, relation) or self.about.get(spec.name))
        }

    @property
    def shown(self) -> list[Any]:
        """Return every box: nothing is folded here."""
        return [self[name] for name in self.specs]

    @property
    def folded(self) -> list[Any]:
        """Return nothing."""
        return []

    def rows(self) -> list[dict[str, str]]:
        """Return what was typed, under the name the customer has."""
        told = dict(super().rows()[0])
        return [{"customers.name": str(self.about.get("name") or self.about["number"]), **told}]
