"""A product the company sells; nobody's own."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhike.web.forms.entry import EntryForm


class Entry(EntryForm):
    """Name, category, price and cost."""

    noun, place, icon, key, words = "products", 11, "package", "p", "chanpin cp 产品"
    said, title = _("产品"), _("新产品")
    lead = ("name", "category", "price_fen", "cost_fen", "external_id", "unit", "spec", "state")
    must = ("name", "category")
    segments = ("state",)

    def starts(self) -> dict[str, str]:
        """Begin with something that is sold."""
        return {"state": "在售"}

    def seen_at(self, record_id: int) -> str:
        """Return the list of products, at this one."""
        return f"{reverse('products')}#product-{record_id}"
