"""What somebody may write by hand, as menus list it."""

from typing import Any

from django.urls import reverse

from zhike.web.forms.known import forms_for
from zhike.words.viewer import Viewer


def additions(viewer: Viewer | None, customer_id: int | None = None) -> list[dict[str, Any]]:
    """Return the forms somebody may fill in, about one customer where it is named."""
    tail = f"?customer={customer_id}" if customer_id else ""
    return [
        {
            "said": form.said, "title": form.title, "icon": form.icon, "key": form.key,
            "words": form.words, "address": f"{reverse(f'entry_{form.noun}')}{tail}",
        }
        for form in forms_for(viewer)
        if not customer_id or form.asks_whom()
    ]  # fmt: skip
