"""Which customer a form is about: given, picked, or found by what was typed."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.customer.named import named_for
from zhike.records.listing.lookups import find
from zhike.web.door import Asked


@dataclass(frozen=True, slots=True)
class Whom:
    """The customer, or what was typed with the customers it may mean and what to do."""

    id: int | None = None
    name: str = ""
    number: str = ""
    text: str = ""
    choices: list[dict[str, Any]] = field(default_factory=list)
    wrong: str = ""


def whom(request: Asked) -> Whom:
    """Return the customer a request names, within the Viewer's rows."""
    told = request.POST if request.method == "POST" else request.GET
    given, text = told.get("customer", ""), told.get("customer_text", "").strip()[:60]
    if given.isdigit():
        named = named_for(request.viewer, [int(given)]).get(int(given))
        if named is not None:
            return Whom(named.id, named.name, named.number, named.name)
        return Whom(text=text, wrong=_("没有这个客户，或它不在您的范围内；请另选一个"))
    if request.method != "POST":
        return Whom(text=text)
    return _meant(request, text)


def _meant(request: Asked, text: str) -> Whom:
    if not text:
        return Whom(wrong=_("请选一个客户"))
    hits = find(request.viewer, text)
    exact = [hit for hit in hits if text in (hit["name"], hit["number"])]
    one = exact if len(exact) == 1 else hits
    if len(one) == 1:
        hit = one[0]
        return Whom(hit["id"], hit["name"], hit["number"], text)
    said = (
        _("有 %(n)s 家都对得上，请选一家") % {"n": len(hits)}
        if hits
        else _("没有找到这个客户；请换个写法")
    )
    return Whom(text=text, choices=hits, wrong=said)
