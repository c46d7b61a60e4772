"""A question to the list of customers as addresses, chips, tabs and choices."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.records.listing.choices import Choice
from zhike.records.listing.grid import EQUALS, GridQuestion, wanted_fields
from zhike.records.said import said as known
from zhike.records.view.lookups import ViewRow
from zhike.words.viewer import Viewer

LABELS = EQUALS | {
    "tier": gettext_lazy("分层"),
    "tag": gettext_lazy("标签"),
    "idle": gettext_lazy("多久没跟进"),
    "segment": gettext_lazy("价值分群"),
    "abc": gettext_lazy("ABC（金额）"),
    "missing": gettext_lazy("资料"),
    "batch": gettext_lazy("导入批次"),
    "finding": gettext_lazy("发现"),
    "team": gettext_lazy("团队"),
}
Change = Mapping[str, str | int | None]
NOTHING: Change = {}
IDLE_DAYS = (7, 30, 60, 90)
GROUPS = (
    "customer_type", "region", "tier", "tag", "idle", "owner", "segment", "abc", "size_label",
    "industry_group", "source_channel", "missing",
)  # fmt: skip


def asked(question: GridQuestion) -> dict[str, str]:
    """Return a question as the parameters of its address, without the page."""
    named = dict(question.filters)
    if question.search:
        named["q"] = question.search
    if question.sort != "number":
        named["sort"] = question.sort
    if question.columns:
        named["cols"] = question.columns
    return named


def address(named: Mapping[str, str], changed: Change = NOTHING, *, to: str = "customers") -> str:
    """Return the address of a question with some parameters changed (None takes one out)."""
    kept = {**named, **changed}
    query = urlencode({key: value for key, value in kept.items() if value not in (None, "")})
    return f"{reverse(to)}?{query}" if query else reverse(to)


def without_columns(url: str) -> str:
    """Return an address of the list without the columns it names."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != "cols"]
    return parts._replace(query=urlencode(kept)).geturl()


_SAID: Mapping[str, Callable[[str], str]] = {
    "idle": lambda days: _("近%(days)s天未跟进") % {"days": days},
    "missing": lambda path: _missing(path),
    "batch": lambda number: _batch(number),
    "team": lambda name: _("没有团队") if name == "none" else name,
    "finding": lambda number: _("发现 %(number)s 的客户") % {"number": number},
    "owner": lambda name: _("待分配") if name == "none" else _("跟进人 %(name)s") % {"name": name},
    "tier": lambda pairs: _tiers(pairs),
    "abc": lambda letter: _("ABC（金额） %(letter)s") % {"letter": letter},
    "q": lambda text: f"“{text}”",
}


def _missing(path: str) -> str:
    fields = wanted_fields(path) if path != "1" else ()
    return _("缺%(field)s") % {"field": known(fields[0].label)} if fields else _("待补充")


def _batch(number: str) -> str:
    return _("手工录入") if number == "none" else _("第 %(number)s 批导入") % {"number": number}


def _tiers(pairs: str) -> str:
    named = (pair.partition(":") for pair in pairs.split(","))
    return " · ".join(f"{known(scheme)} {known(letter)}" for scheme, _colon, letter in named)


def said(name: str, value: str) -> str:
    """Return one condition as a chip says it."""
    if name in _SAID:
        return _SAID[name](value)
    if value == "—":
        return _("%(labels)s未填") % {"labels": known(LABELS[name])}
    return value if name == "owner" else known(value)


def chips(question: GridQuestion) -> list[dict[str, str]]:
    """Return the conditions as chips, each with the address without it."""
    named = asked(question)
    conditions = [*question.filters.items(), *([("q", question.search)] if question.search else [])]
    return [
        {"label": said(name, value), "remove": address(named, {name: None})}
        for name, value in conditions
    ]


def choices(question: GridQuestion, found: Iterable[Choice]) -> list[dict[str, Any]]:
    """Return what can still be chosen, by filter, with counts where they are known."""
    named = asked(question)
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in GROUPS}
    for choice in sorted(found, key=_best_first):
        if choice.filter in groups:
            label, url = (
                said(choice.filter, choice.value),
                address(named, {choice.filter: choice.value}),
            )
            shown = {"label": label, "url": url, "count": choice.count}
            groups[choice.filter].append(shown | {"empty": choice.value == "—"})
    groups["idle"] = [
        {
            "label": said("idle", str(days)),
            "url": address(named, {"idle": str(days)}),
            "count": None,
        }
        for days in IDLE_DAYS
    ]
    groups["missing"] = [
        {"label": _("待补充"), "url": address(named, {"missing": "1"}), "count": None}
    ]
    return [
        {"label": known(LABELS[name]), "options": options}
        for name, options in groups.items()
        if options and not (len(options) == 1 and options[0].get("empty"))
    ]


def _best_first(choice: Choice) -> tuple[str, int]:
    """Keep the order counted, but letters of a scheme from S or A down."""
    scheme, _, letter = choice.value.partition(":")
    if choice.filter == "abc":
        return "", "ABC".find(choice.value)
    return (scheme, "SABCD".find(letter)) if choice.filter == "tier" else ("", 0)


def views(viewer: Viewer, *, last_batch: int | None) -> dict[str, dict[str, str]]:
    """Return the ready-made views by their names, as parameters of an address."""
    found: dict[str, dict[str, str]] = {"全部": {}}
    if viewer.scope != "own":
        found["我的"] = {"owner": viewer.name}
        found["待分配"] = {"owner": "none"}
    found |= {
        "动态跟踪表（T0）": {"cols": "t0"},
        "高价值": {"tag": "高价值"},
        "近30天未跟进": {"idle": "30"},
        "高潜力 · 30天未跟进": {"tag": "高潜力", "idle": "30"},
        "待补充": {"missing": "1"},
    }
    if last_batch is not None:
        found["本批导入"] = {"batch": str(last_batch)}
    return found


def tabs(
    named: Mapping[str, str],
    ready: Mapping[str, Mapping[str, str]],
    own: Sequence[ViewRow],
    counts: Mapping[str, int],
) -> list[dict[str, Any]]:
    """Return the ready-made views and one's own as tabs, the one that is shown marked."""
    views = [(label, dict(query), 0) for label, query in ready.items()]
    views += [(view.name, view.query, view.id) for view in own]
    return [
        {
            "label": label if view_id else known(label),
            "url": address(query),
            "here": _alike(named, query),
            "count": counts.get(f"{view_id} {label}" if view_id else label),
            "drop": reverse("view_drop", args=[view_id]) if view_id else "",
        }
        for label, query, view_id in views
    ]


def _alike(named: Mapping[str, str], query: Mapping[str, str]) -> bool:
    """Say whether a view asks what is asked now; an order it does not name may be any."""
    bare = {key: value for key, value in named.items() if key != "sort" or "sort" in query}
    return bare == dict(query)
