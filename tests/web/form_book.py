"""A published form, and strangers who hand it in."""

from typing import Any

from django.test import Client
from django.utils import timezone

from zhike.collect.form.design import Design, Item
from zhike.records.form.changes import add_link, create_form, publish_form
from zhike.records.form.models import FormLink
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.viewer import Viewer

ASKED = Design(
    title="展会登记",
    items=(
        Item("a", "field", label="您的公司", path="customers.name", required=True),
        Item("b", "field", label="怎么称呼您", path="contacts.name"),
        Item("c", "field", label="电话", path="contacts.phone", required=True),
        Item("d", "field", label="城市", path="customers.city"),
        Item("q", "satisfaction", label="总体满意吗？"),
        Item("m", "multi", label="看重什么", choices=("价格", "质量")),
        Item("t", "text", label="还想说什么"),
    ),
    consent="我同意用于联系。",
)
TYPED = {"a": "新城自动化有限公司", "b": "马工", "c": "13812340001", "consent": "on"}


def opened(boss: Viewer, design: Design = ASKED, channel: str = "展会问卷") -> str:
    """Return the token of a published form."""
    now = timezone.now()
    form = create_form(boss, design, at=now)
    link = add_link(boss, form, channel=channel, label="", at=now)
    publish_form(boss, form, playbook=active_playbook(), at=now)
    return FormLink.objects.get(pk=link).token


def stamp_of(answer: Any) -> str:
    """Return the sign hidden in a shown form."""
    return str(answer.content.decode().split('name="stamp" value="')[1].split('"')[0])


def filled(token: str, typed: dict[str, Any] | None = None, **more: Any) -> Any:
    """Open a form as a stranger and hand it in."""
    stranger = Client(enforce_csrf_checks=True)
    stamp = stamp_of(stranger.get(f"/f/{token}/"))
    return stranger.post(f"/f/{token}/", {"stamp": stamp, **(typed or TYPED), **more})
