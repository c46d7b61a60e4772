"""A form as its builder sends it: the whole design, and one thing done to it."""

import secrets
from dataclasses import replace
from datetime import date
from typing import get_args

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhike.collect.form.design import THEMES, Design, Item, ItemKind
from zhike.collect.form.offered import MOST_ITEMS, offered
from zhike.playbook.playbook import Playbook
from zhike.words.problem import Refused

SHORT, LONG, CONSENT_LONG = 120, 600, 4000
MOST_HAND_INS = 1_000_000
FIRST_WORDS = {
    "single": "请选一项",
    "multi": "可以选几项",
    "rating": "请打分",
    "satisfaction": "您对我们总体满意吗？",
    "text": "还有什么想告诉我们？",
}
FIRST_CHOICES = ("选项一", "选项二")


def design_from(post: QueryDict, before: Design) -> Design:
    """Return the design as typed; what can't be read stays as it was."""
    theme = post.get("theme", "")
    return Design(
        title=_text(post, "title", SHORT),
        intro=_text(post, "intro", LONG),
        thanks=_text(post, "thanks", LONG),
        items=tuple(_item(post, key) for key in post.getlist("key")[: MOST_ITEMS * 2]),
        theme=theme if theme in THEMES else before.theme,
        logo=_text(post, "logo", SHORT),
        closes_on=_day(post.get("closes_on", "")),
        most=_number(post.get("most", "")),
        consent=_text(post, "consent", CONSENT_LONG),
        sensitive_consent=_text(post, "sensitive_consent", CONSENT_LONG),
        hosts=_hosts(post.get("hosts", "")),
        response=_text(post, "response", SHORT),
    )


def _item(post: QueryDict, key: str) -> Item:
    kind = post.get(f"kind-{key}", "text")
    choices = [line.strip()[:SHORT] for line in post.get(f"choices-{key}", "").splitlines()]
    return Item(
        key=key[:24],
        kind=kind if kind in get_args(ItemKind) else "text",  # type: ignore[arg-type]
        label=_text(post, f"label-{key}", SHORT),
        path=_text(post, f"path-{key}", SHORT),
        help=_text(post, f"help-{key}", LONG),
        required=bool(post.get(f"required-{key}")),
        choices=tuple(dict.fromkeys(line for line in choices if line)),
    )


def _text(post: QueryDict, name: str, longest: int) -> str:
    return (post.get(name) or "").replace("\r\n", "\n").strip()[:longest]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    digits = text.strip()
    return min(int(digits), MOST_HAND_INS) if digits.isdecimal() and int(digits) else None


def _hosts(text: str) -> tuple[str, ...]:
    words = text.replace(",", " ").replace("，", " ").lower().split()
    bare = (word.removeprefix("https://").removeprefix("http://").rstrip("/") for word in words)
    return tuple(dict.fromkeys(bare))[:20]


def done(design: Design, act: str, *, playbook: Playbook) -> Design:
    """Return the design after one act: up:KEY down:KEY remove:KEY add:PATH ask:KIND."""
    name, _colon, what = act.partition(":")
    match name:
        case "up" | "down":
            return design.moved(what, -1 if name == "up" else 1)
        case "remove":
            return design.without(what)
        case "add":
            return _with_field(design, what, playbook)
        case "ask":
            return _with_question(design, what)
    return design


def _with_field(design: Design, path: str, playbook: Playbook) -> Design:
    spec = next((spec for spec in offered(playbook) if spec.path == path), None)
    if spec is None:
        raise Refused(_("这个字段不能放进表单，请在列表里选。"))
    if any(item.path == path for item in design.fields):
        raise Refused(_("“%(label)s”已经在表单里了。") % {"label": spec.label})
    item = Item(_key(), "field", label=spec.label, path=path, required=spec.required)
    return replace(design, items=(*design.items, item))


def _with_question(design: Design, kind: str) -> Design:
    if kind not in FIRST_WORDS:
        raise Refused(_("没有这种问题，请在列表里选。"))
    choices = FIRST_CHOICES if kind in ("single", "multi") else ()
    item = Item(_key(), kind, label=FIRST_WORDS[kind], choices=choices)  # type: ignore[arg-type]
    return replace(design, items=(*design.items, item))


def _key() -> str:
    return f"q{secrets.token_hex(3)}"
