"""What every page's frame needs to know."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from zhike.jobs.accounts import demo_roles
from zhike.records.company.lookups import company_name
from zhike.records.demo import is_demo
from zhike.records.notice.lookups import unseen


def house(request: HttpRequest) -> dict[str, object]:
    """Return the frame's values: who looks, whether this is the demo, and whose book it is."""
    demo = is_demo(settings.HOME)
    viewer = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "unseen": SimpleLazyObject(lambda: unseen(viewer)) if viewer else 0,
        "demo": demo,
        "demo_roles": demo_roles() if demo else [],
        "company_name": "" if demo else company_name,  # asked for when a page says it
    }
