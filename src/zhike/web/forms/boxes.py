"""The box a field is typed into, by what kind of field it is."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.said import Wording, said
from zhike.words.field import FieldSpec
from zhike.words.wording import half_up

_NUMBERS = {"money", "whole", "number", "percent", "discount"}
_TYPES = {"date": "date", "moment": "datetime-local", "phone": "tel"}
_SIGNS = {"percent": "%", "discount": "%"}
_PLAIN = re.compile(r"\d+(\.\d+)?")
NARROW = 10  # letters of buttons side by side that fit half the width
PICKS = {"industry": "entry_industries_found"}  # what finds words while one types, by kind
_LONGEST = {"note": 4000, "text": 200, "code": 60}


class Box(forms.CharField):
    """A text that knows how it is shown: its shape, its width and the words it offers."""

    shape = "text"
    wide = False
    offers: Sequence[str] = ()
    is_picked = False
    audience = ""  # for whom it is shown (S1-28, S4-25)

    def of(self, *, shape: str, wide: bool, offers: Sequence[str]) -> "Box":
        """Return the box with its looks."""
        self.shape, self.wide, self.offers = shape, wide, offers
        return self

    def picked(self, address: str, *, freely: bool = False) -> None:
        """Offer what an address finds for what is typed, in a list under the box.

        `freely`: what was typed stands as it is unless somebody picks; nothing is marked ahead.
        """
        self.is_picked = True
        self.widget.attrs |= {
            "role": "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
            "data-picks": address,
        }  # fmt: skip
        if freely:
            self.widget.attrs["data-picks-freely"] = ""

    def watched(self, address: str, *, after: int, into: str, also: str = "") -> None:
        """Ask an address while somebody types, and show its answer in the next such place."""
        self.widget.attrs |= {
            "hx-get": address, "hx-trigger": f"input changed delay:{after}ms",
            "hx-target": f"next {into}", "hx-swap": "innerHTML", "hx-sync": "this:replace",
        }  # fmt: skip
        if also:
            self.widget.attrs["hx-include"] = also


def box_for(  # noqa: PLR0913 - a box has these sides
    spec: FieldSpec,
    *,
    playbook: Playbook,
    label: Wording = "",
    hint: Wording = "",
    must: bool = False,
    segmented: bool = False,
    single: bool = False,
    people: Sequence[str] = (),
) -> Box:
    """Return the form field of one field; what is typed stays text until the cleaners read it."""
    name = str(label or said(spec.label))
    unit = said(spec.unit) or _SIGNS.get(spec.kind, "")
    words = _words(spec, playbook, people)
    closed = spec.kind in ("account", "yes_no") or bool(
        spec.vocabulary and playbook.vocabulary(spec.vocabulary).closed
    )
    shape = "choices" if segmented else "line" if single else spec.kind
    made = Box(
        label=_("%(said)s（%(unit)s）") % {"said": name, "unit": unit}
        if unit and not label
        else name,
        required=must,
        help_text=str(hint) or (_("要先单独征得本人同意") if spec.needs_consent else ""),
        max_length=_LONGEST.get(spec.kind, 300),
        error_messages={"required": _("请填写%(said)s") % {"said": name}},
        widget=_widget(spec, words, closed=closed, must=must, shape=shape),
    )
    made.audience = spec.audience
    return made.of(
        shape=shape,
        wide=shape == "note" or (segmented and sum(len(word) for _, word in words) > NARROW),
        offers=[] if segmented or closed else [word for word, _ in words],
    )


def _words(spec: FieldSpec, playbook: Playbook, people: Sequence[str]) -> list[tuple[str, str]]:
    if spec.kind == "account":
        return [(name, name) for name in people]
    if spec.kind == "yes_no":
        return [("是", _("是")), ("否", _("否"))]
    if not spec.vocabulary:
        return []
    return [(word.word, said(word.label)) for word in playbook.vocabulary(spec.vocabulary).words]


def _widget(
    spec: FieldSpec,
    words: list[tuple[str, str]],
    *,
    closed: bool,
    must: bool,
    shape: str,
) -> forms.Widget:
    if shape == "choices":
        return forms.RadioSelect(choices=words)
    if closed:
        return forms.Select(choices=words if must else [("", "—"), *words])
    if shape == "note":
        return forms.Textarea(attrs={"rows": 2})
    attrs = {"autocomplete": "off"}
    if spec.kind in _NUMBERS:
        attrs["inputmode"] = "decimal"
    return forms.TextInput(attrs={**attrs, "type": _TYPES.get(spec.kind, "text")})


def standing(spec: FieldSpec, text: str) -> str:
    """Return typed text with what the box implies: 8 under （%） is 8%, a moment has a blank."""
    text = text.strip()
    if spec.kind in _SIGNS and _PLAIN.fullmatch(text):
        return f"{text}%"
    return text.replace("T", " ") if spec.kind == "moment" else text


def as_typed(spec: FieldSpec, value: Any) -> str:
    """Return a stored value the way it would be typed into its box."""
    if value in (None, ""):
        return ""
    match spec.kind:
        case "money":
            return yuan_typed(value)
        case "percent" | "discount":
            return _plain(half_up(value * 100, 2))
        case "moment":
            return str(value).replace(" ", "T")
        case "number":
            return f"{value:g}"
    return str(value)


def yuan_typed(fen: float | None) -> str:
    """Return 分 as somebody types 元: 128000 → 1280, nothing for nothing."""
    return "" if fen is None else _plain(half_up(fen / 100, 2))


def _plain(number: Any) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
