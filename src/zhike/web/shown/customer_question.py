"""A question to the list of customers as addresses, chips, tabs and choices."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from zhike.records.listing.choices import Choice
from zhike.records.listing.grid import EQUALS, GridQuestion
from zhike.words.viewer import Viewer

LABELS = EQUALS | {
    "tier": "分层", "tag": "标签", "idle": "多久没跟进", "segment": "价值分群",
    "abc": "ABC（金额）",    "missing": "资料",
    "batch": "导入批次",
}  # fmt: skip
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
    return named


def address(named: Mapping[str, str], changed: Change = NOTHING, *, to: str = "customers") -> str:
    """Return the address of a question with some parameters changed (None takes one out)."""
    kept = {**named, **changed}
    query = urlencode({key: value for key, value in kept.items() if value not in (None, "")})
    return f"{reverse(to)}?{query}" if query else reverse(to)


def said(name: str, value: str) -> str:
    """Return one condition as a chip says it."""
    if name == "idle":
        return f"近{value}天未跟进"
    if name == "missing":
        return "待补充"
    if name == "batch":
        return f"第 {value} 批导入"
    if name == "owner":
        return "待分配" if value == "none" else f"跟进人 {value}"
    if name == "tier":
        return value.replace(":", " ")
    if name == "abc":
        return f"ABC（金额） {value}"
    if name == "q":
        return f"“{value}”"
    return f"{LABELS[name]}未填" if value == "—" else value


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
            groups[choice.filter].append({"label": label, "url": url, "count": choice.count})
    groups["idle"] = [
        {
            "label": said("idle", str(days)),
            "url": address(named, {"idle": str(days)}),
            "count": None,
        }
        for days in IDLE_DAYS
    ]
    groups["missing"] = [
        {"label": "待补充", "url": address(named, {"missing": "1"}), "count": None}
    ]
    return [
        {"label": LABELS[name], "options": options}
        for name, options in groups.items()
        if options and not (len(options) == 1 and options[0]["label"].endswith("未填"))
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
        "高价值": {"tag": "高价值"},
        "近30天未跟进": {"idle": "30"},
        "高潜力 · 30天未跟进": {"tag": "高潜力", "idle": "30"},
        "待补充": {"missing": "1"},
    }
    if last_batch is not None:
        found["本批导入"] = {"batch": str(last_batch)}
    return found


def tabs(
    named: Mapping[str, str], ready: Mapping[str, Mapping[str, str]], counts: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return the ready-made views as tabs, the one that is shown marked."""
    bare = {key: value for key, value in named.items() if key != "sort"}
    return [
        {
            "label": label,
            "url": address(view),
            "here": bare == dict(view),
            "count": counts.get(label),
        }
        for label, view in ready.items()
    ]
