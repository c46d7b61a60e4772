"""The other ways information comes in, beside a file: those whose pages this house has."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from zhike.words.viewer import Viewer

WAYS = (
    ("forms", gettext_lazy("表单"), gettext_lazy("发一个链接或二维码，客户自己填"), "forms"),
    ("sources", gettext_lazy("渠道统计"), gettext_lazy("哪个渠道来的多、全、成交"), ""),
    ("api_keys", gettext_lazy("接口"), gettext_lazy("系统自动送进来"), "settings"),
)  # the page's name, what it is called, what it is for, the right it takes


def other_ways(viewer: Viewer) -> list[dict[str, Any]]:
    """Return the other ways in that this Viewer may take."""
    found = [(_address(page), said, why) for page, said, why, right in WAYS
             if not right or viewer.can(right)]  # fmt: skip
    return [{"url": url, "label": said, "why": why} for url, said, why in found if url]


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
