"""What a form answers while somebody types: the due day, who is kept already, what to pick."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from zhike.clean.industry_search import search_industries
from zhike.clean.next_step import due_date
from zhike.records.entry.already import likely
from zhike.records.listing.lookups import GridQuestion, grid_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.product.lookups import products_for
from zhike.web.door import Asked
from zhike.web.forms.boxes import yuan_typed
from zhike.web.shown.weekdays import weekday
from zhike.web.twice import shown
from zhike.web.typed import typed_in

LONGEST = 120


def due(request: Asked) -> HttpResponse:
    """Say the day a promise is due, counted from the day of the talk (S1-24)."""
    text = _asked(request, "next_step")
    today = timezone.localdate()
    day = due_date(text, on=_day(request.GET.get("happened_on", ""), today)) if text else None
    context = {"text": text, "day": day, "weekday": weekday(day) if day else "",
               "days": (day - today).days if day else 0}  # fmt: skip
    return render(request, "entry/due.html", context)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def _asked(request: Asked, name: str) -> str:
    """Return a parameter under its own name or under a path that ends so."""
    found = [value for key, value in request.GET.dict().items() if key.rpartition(".")[2] == name]
    return found[-1].strip()[:LONGEST] if found else ""


def already(request: Asked) -> HttpResponse:
    """Say whether a customer of this name, phone or credit code is kept, and whose it is.

    A foreign one is told by owner and team only, with ways to ask; its answer takes as long.
    Beside phone and code stands what they say, not what the name alone does.
    """
    rows = likely(request.viewer, typed_in(request.GET.dict()), at=timezone.now())
    if request.headers.get("HX-Trigger-Name", "").endswith(("phone", "credit_code")):
        rows = [row for row in rows if row.same != "名称" and (row.is_sure or row.is_likely)]
    return render(request, "entry/already.html", {"rows": shown(request, rows)})


def customers_found(request: Asked) -> HttpResponse:
    """Offer customers for what was typed: by name, number or pinyin initials."""
    text = request.GET.get("q", "").strip()[:60]
    question = GridQuestion(search=text, sort="-last_follow", page_size=8)
    answer = grid_for(request.viewer, question, as_of=timezone.localdate())
    return render(request, "entry/customers_found.html", {"rows": answer.rows, "q": text})


def products_found(request: Asked) -> HttpResponse:
    """Offer products for what was typed, with their prices."""
    text = request.GET.get("q", "").strip()[:60]
    rows = [
        {"row": row, "price": yuan_typed(row.price_fen)}
        for row in products_for(request.viewer, text, limit=8)
    ]
    return render(request, "entry/products_found.html", {"rows": rows, "q": text})


def industries_found(request: Asked) -> HttpResponse:
    """Offer classes of GB/T 4754-2017 for a name, a code, an everyday word or pinyin initials."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    rows = search_industries(text, learned=active_playbook().industry_codes)
    return render(request, "entry/industries_found.html", {"rows": rows, "q": text})


urlpatterns = [
    path("entries/industries/found/", industries_found, name="entry_industries_found"),
    path("entries/due/", due, name="entry_due"),
    path("entries/already/", already, name="entry_already"),
    path("entries/customers/found/", customers_found, name="entry_customers_found"),
    path("entries/products/found/", products_found, name="entry_products_found"),
]
