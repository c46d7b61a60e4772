"""The parts of 整理, as tabs over each of its pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhike.web.rail import url_or_nothing

PARTS = (
    (_("数据质量"), "clean"),
    (_("查重"), "review_duplicates"),
    (_("待补充"), "fill_ins"),
    (_("复核"), "verify"),
    (_("无效"), "set_aside"),
    (_("取值"), "facets"),
    (_("清洗规则"), "cell_rules"),
)


def clean_tabs(here: str) -> list[dict[str, Any]]:
    """Return the tabs of 整理 (parts/tabs.html), the one of the address named `here` marked."""
    known = [(label, name, url_or_nothing(name)) for label, name in PARTS]
    return [
        {"label": label, "url": url, "here": name == here, "count": None, "drop": ""}
        for label, name, url in known
        if url
    ]
