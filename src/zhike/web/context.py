"""What every page's frame needs to know."""

from django.conf import settings
from django.http import HttpRequest

from zhike.records.demo import is_demo


def house(request: HttpRequest) -> dict[str, object]:
    """Return the frame's values: who is looking and whether this is the demo."""
    return {"viewer": getattr(request, "viewer", None), "demo": is_demo(settings.HOME)}
