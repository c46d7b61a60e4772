"""Forms laid out: the lists, the catalogue beside the builder, ready beginnings, links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.collect.form.design import KINDS, Design, Item
from zhike.collect.form.offered import is_personal, offered, responses
from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.records.form.lookups import FormRow, LinkRow, forms_for
from zhike.records.handin.lookups import may_judge, waiting_for
from zhike.records.said import said
from zhike.web.rail import url_or_nothing
from zhike.words.viewer import Viewer

CONSENT = (
    "我同意贵公司为与我联系、处理我的需求而使用以上信息。信息只在贵公司内部使用，"
    "不提供给第三方；两年内没有往来即删除。我可以随时要求查看、更正、删除或撤回同意。"
)
STARTS = {
    "contact": gettext_lazy("留言"),
    "fair": gettext_lazy("展会登记"),
    "survey": gettext_lazy("满意度回访"),
    "empty": gettext_lazy("空白"),
}
_ASKED = {
    "contact": ("customers.name", "contacts.name", "contacts.phone", "customers.demand_text"),
    "fair": ("customers.name", "contacts.name", "contacts.title", "contacts.phone",
             "customers.industry", "customers.city", "customers.demand_text"),
    "survey": ("customers.name", "contacts.name"),
    "empty": (),
}  # fmt: skip
_NOTED = {"contact": "询问回应", "survey": "调查回应"}
_MUST = ("customers.name", "contacts.phone")
_SAID = {"customers.name": "您的公司或姓名", "contacts.name": "怎么称呼您"}


def beginning(name: str, playbook: Playbook) -> Design:
    """Return a design to begin with; a field this playbook does not offer is left out."""
    known = {spec.path: spec for spec in offered(playbook)}
    items = [
        Item(f"f{at}", "field", label=_SAID.get(path, known[path].label), path=path,
             required=path in _MUST)
        for at, path in enumerate(_ASKED.get(name, ())) if path in known
    ]  # fmt: skip
    if name == "survey":
        items = [
            Item("q1", "satisfaction", label="您对我们总体满意吗？", required=True),
            Item("q2", "multi", label="最满意的是",
                 choices=("产品质量", "交货速度", "售后服务", "价格")),
            Item("q3", "text", label="哪里最该改进？"),
            *items,
        ]  # fmt: skip
    title = str(STARTS[name]) if name in STARTS and name != "empty" else ""
    known_as = [word for word in responses(playbook) if word == _NOTED.get(name)]
    return Design(
        title=title, items=tuple(items), consent=CONSENT if items else "",
        response="".join(known_as),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """One field the builder may add."""

    path: str
    label: str
    kind: str
    taken: bool
    personal: bool
    sensitive: bool
    words: str  # what a search finds it by


def catalogue(design: Design, playbook: Playbook) -> list[tuple[str, list[Offer]]]:
    """Return the fields a form may ask for, by what they are about."""
    taken = {item.path for item in design.fields}
    groups: dict[str, list[Offer]] = {}
    for spec in offered(playbook):
        noun = next(word for word, name in NOUNS.items() if name == spec.noun)
        offer = Offer(
            spec.path, said(spec.label), spec.kind, spec.path in taken, is_personal(spec),
            spec.needs_consent, " ".join((spec.label, *spec.synonyms)).lower(),
        )  # fmt: skip
        groups.setdefault(said(noun), []).append(offer)
    return list(groups.items())


def questions() -> list[tuple[str, str]]:
    """Return the kinds of question, by their code."""
    return [(kind, said(word)) for kind, word in KINDS.items() if kind != "field"]


def items_of(design: Design, playbook: Playbook) -> list[dict[str, Any]]:
    """Return the items with what the builder shows beside each."""
    known = {spec.path: spec for spec in offered(playbook)}
    last = len(design.items) - 1
    return [
        {
            "item": item,
            "kind": said(KINDS[item.kind]),
            "field": said(known[item.path].label) if item.path in known else item.path,
            "gone": item.kind == "field" and item.path not in known,
            "sensitive": item.path in known and known[item.path].needs_consent,
            "choices": "\n".join(item.choices),
            "has_choices": item.kind in ("single", "multi"),
            "first": at == 0,
            "last": at == last,
        }
        for at, item in enumerate(design.items)
    ]


def tabs_of(form: FormRow, here: str) -> list[dict[str, Any]]:
    """Return the parts of one form as tabs."""
    parts = [("form", _("内容")), ("form_links", _("链接与二维码")), ("form_results", _("结果"))]
    return [
        {"label": label, "url": reverse(name, args=[form.id]), "here": name == here}
        for name, label in parts
    ]


def room_tabs(viewer: Viewer, here: str) -> list[dict[str, Any]]:
    """Return 收集's parts: files, forms, what waits, where customers come from."""
    parts: list[tuple[str, str, int | None]] = [("collect", _("导入"), None)]
    if viewer.can("forms"):
        parts.append(("forms", _("表单"), None))
    if may_judge(viewer):
        parts.append(("hand_ins", _("待收"), waiting_for(viewer)))
    parts += [
        ("channels", _("渠道"), None),
        ("competitors", _("竞争对手"), None),
        ("referrals", _("转介绍"), None),
        ("activities", _("活动"), None),
        ("products", _("产品"), None),
    ]
    return [
        {"label": label, "url": url, "here": name == here, "count": count}
        for name, label, count in parts
        if (url := url_or_nothing(name))
    ]


def lines_of(viewer: Viewer) -> list[dict[str, Any]]:
    """Return the forms as the list shows them."""
    return [
        {
            "form": form,
            "title": form.design.title or _("（没有标题）"),
            "shown": sum(link.shown for link in form.links),
            "channels": _("、").join(dict.fromkeys(said(link.channel) for link in form.links)),
        }
        for form in forms_for(viewer)
    ]


def links_of(request: HttpRequest, links: Sequence[LinkRow], title: str) -> list[dict[str, Any]]:
    """Return the links with their addresses, codes and snippets."""
    return [_link(request, link, title) for link in links]


def _link(request: HttpRequest, link: LinkRow, title: str) -> dict[str, Any]:
    whole = request.build_absolute_uri(reverse("public_form", args=[link.token]))
    framed = request.build_absolute_uri(reverse("public_form_embed", args=[link.token]))
    name = title.replace('"', "”").replace("<", "‹").replace(">", "›").replace("&", "＆")
    return {
        "link": link,
        "url": whole,
        "code": qr_svg(whole),
        "rate": f"{link.handed_in / link.shown:.0%}" if link.shown else "—",
        "snippet": (
            f'<iframe src="{framed}" title="{name}" loading="lazy" '
            'style="width:100%;height:760px;border:0"></iframe>'
        ),
    }


def qr_svg(text: str) -> SafeString:
    """Return a QR code of an address as SVG that may stand in the page."""
    drawn = segno.make(text, error="m").svg_inline(omitsize=True, border=2, light="#fff")
    return mark_safe(drawn)  # noqa: S308 - drawn by segno from an address of our own
