"""A public form as somebody outside fills it in: boxes, what must hold, and what was said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from zhike.collect.form.design import STEPS, Design, Item
from zhike.collect.form.offered import SHEETS, asks_personal, specs_of
from zhike.playbook.playbook import Playbook
from zhike.records.said import said
from zhike.runs.entry import propose_entry
from zhike.web.forms.boxes import standing
from zhike.words.field import FieldSpec

LONGEST = {"note": 2000, "text": 200}
LONG_ANSWER = 2000
TRAP = "homepage"  # nobody sees this box; who fills it in is no person
CONSENT, SENSITIVE = "consent", "consent_sensitive"
_KEYBOARDS: dict[str, dict[str, str]] = {
    "phone": {"type": "tel", "autocomplete": "tel", "inputmode": "tel"},
    "email": {"type": "email", "autocomplete": "email", "inputmode": "email"},
    "date": {"type": "date"},
    "money": {"inputmode": "decimal"},
    "number": {"inputmode": "decimal"},
    "percent": {"inputmode": "decimal"},
    "whole": {"inputmode": "numeric"},
    "person": {"autocomplete": "name"},
}
_AUTOCOMPLETE = {"customers.name": "organization", "contacts.title": "organization-title"}
BIRTHDAY, CHILD = "出生日期", 14
FEW = 6  # so many words are shown side by side


class Answer(forms.Field):
    """A field of the form with the look its template gives it."""

    shape = "text"
    about = ""

    def looks(self, shape: str) -> "Answer":
        """Return the field with its shape."""
        self.shape = shape
        return self


class TextAnswer(forms.CharField, Answer):
    """One text."""


class OneAnswer(forms.ChoiceField, Answer):
    """One of several."""


class ManyAnswers(forms.MultipleChoiceField, Answer):
    """Any of several."""


class HandInForm(forms.Form):
    """Every item of a design as a box under its key; `handed` is what to keep."""

    def __init__(
        self, data: Any = None, *, design: Design, playbook: Playbook, now: datetime
    ) -> None:
        """Offer what the design asks for and may ask for."""
        super().__init__(data, auto_id="f-%s", use_required_attribute=False)
        self.design, self.playbook, self.now = design, playbook, now
        self.specs = specs_of(design, playbook)
        for item in design.items:
            if item.kind != "field":
                self.fields[item.key] = _question(item)
            elif item.key in self.specs:
                self.fields[item.key] = _field(item, self.specs[item.key], playbook)
        if asks_personal(design, playbook):
            self.fields[CONSENT] = _tick(_("提交前请勾选同意"))
        if any(spec.needs_consent for spec in self.specs.values()):
            self.fields[SENSITIVE] = _tick("", required=False)

    @property
    def shown(self) -> list[forms.BoundField]:
        """Return the boxes in their order, without the consents."""
        return [self[name] for name in self.fields if name not in (CONSENT, SENSITIVE)]

    @property
    def consents(self) -> list[tuple[forms.BoundField, str]]:
        """Return each tick with the text it agrees to."""
        texts = {CONSENT: self.design.consent, SENSITIVE: self.design.sensitive_consent}
        return [(self[name], text) for name, text in texts.items() if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Read each field as an import would, and say beside it what can't be kept."""
        told = self._values()
        for noun in ("customers", *SHEETS):
            self._judge(noun, told)
        if not self.cleaned_data.get(SENSITIVE):
            for key in self._sensitive():
                self.add_error(key, _("填了这一项，请在下面勾选单独同意，或把它清空"))
        for key in self._children():
            said = _("不满 14 岁的信息要由监护人提供，请清空这一项，由监护人与我们联系")
            self.add_error(key, said)
        return self.cleaned_data

    def _children(self) -> list[str]:
        """Return the boxes that hold a birthday less than CHILD years ago."""
        born = [key for key, spec in self.specs.items() if spec.name == BIRTHDAY]
        since = f"{self.now.year - CHILD}-{self.now:%m-%d}"
        return [key for key in born if str(self.cleaned_data.get(key) or "") > since]

    def _values(self) -> dict[str, str]:
        found = {}
        for key, spec in self.specs.items():
            text = standing(spec, str(self.cleaned_data.get(key) or ""))
            if text:
                found[spec.path] = text
        return found

    def _judge(self, kind: str, told: Mapping[str, str]) -> None:
        nouns = (kind, "contacts") if kind == "customers" else (kind,)
        mine = {path: text for path, text in told.items() if path.partition(".")[0] in nouns}
        if not mine:
            return
        day = {SHEETS[kind][0]: self.now.date().isoformat()} if kind in SHEETS else {}
        entry = propose_entry(kind, [mine | day], playbook=self.playbook, owners={})
        keys = {spec.path: key for key, spec in self.specs.items()}
        for trouble in entry.wrong:
            key = keys.get(trouble.path)
            if key is not None and key not in self.errors:
                self.add_error(key, trouble.message.replace("，没有导入", ""))

    def _sensitive(self) -> list[str]:
        given = [key for key, spec in self.specs.items() if spec.needs_consent]
        return [key for key in given if self.cleaned_data.get(key)]

    @property
    def values(self) -> dict[str, str]:
        """Return what was typed by field path."""
        return self._values()

    @property
    def answers(self) -> dict[str, Any]:
        """Return what was answered by question, without the empty ones."""
        told = {item.key: self.cleaned_data.get(item.key) for item in self.design.questions}
        return {key: answer for key, answer in told.items() if answer not in (None, "", [])}

    def consent(self, at: datetime) -> dict[str, str]:
        """Return what was agreed to, word for word, and when; nothing where nothing was asked."""
        told = {}
        if self.cleaned_data.get(CONSENT):
            told = {"text": self.design.consent, "at": at.isoformat()}
        if self.cleaned_data.get(SENSITIVE):
            told |= {"sensitive_text": self.design.sensitive_consent}
        return told


def _tick(missing: str, *, required: bool = True) -> forms.BooleanField:
    return forms.BooleanField(required=required, error_messages={"required": missing})


def _question(item: Item) -> Answer:
    common = _common(item, item.label)
    if item.kind == "text":
        area = forms.Textarea(attrs={"rows": 3, "maxlength": LONG_ANSWER})
        return TextAnswer(**common, widget=area, max_length=LONG_ANSWER).looks("note")
    words = STEPS if item.kind in ("rating", "satisfaction") else item.choices
    choices = [(word, word) for word in words]
    if item.kind == "multi":
        boxes = forms.CheckboxSelectMultiple
        return ManyAnswers(**common, choices=choices, widget=boxes).looks("many")
    shape = "one" if item.kind == "single" else "scale"
    return OneAnswer(**common, choices=choices, widget=forms.RadioSelect).looks(shape)


def _field(item: Item, spec: FieldSpec, playbook: Playbook) -> Answer:
    label = item.label or said(spec.label)
    unit = f"（{said(spec.unit)}）" if spec.unit and not item.label else ""
    common = _common(item, label + unit)
    words = _words(spec, playbook)
    closed = spec.kind == "yes_no" or bool(
        spec.vocabulary and playbook.vocabulary(spec.vocabulary).closed
    )
    if closed and len(words) <= FEW:
        return OneAnswer(**common, choices=words, widget=forms.RadioSelect).looks("one")
    if closed:
        return OneAnswer(**common, choices=[("", "—"), *words]).looks("choice")
    longest = LONGEST.get(spec.kind, 100)
    if spec.kind == "note":
        area = forms.Textarea(attrs={"rows": 3, "maxlength": longest})
        return TextAnswer(**common, widget=area, max_length=longest).looks("note")
    attrs = {"type": "text", "maxlength": longest, "autocomplete": "off"}
    attrs |= _KEYBOARDS.get(spec.kind, {})
    if spec.path in _AUTOCOMPLETE:
        attrs["autocomplete"] = _AUTOCOMPLETE[spec.path]
    if words:
        attrs["list"] = f"f-{item.key}-words"
    made = TextAnswer(**common, widget=forms.TextInput(attrs=attrs), max_length=longest)
    made.offers = [word for word, _label in words]  # type: ignore[attr-defined]
    return made.looks("text")


def _common(item: Item, label: str) -> dict[str, Any]:
    missing = _("请填写%(label)s") if item.kind in ("field", "text") else _("请回答这一题")
    return {
        "label": label,
        "required": item.required,
        "help_text": item.help,
        "error_messages": {"required": missing % {"label": label}},
    }


def _words(spec: FieldSpec, playbook: Playbook) -> list[tuple[str, str]]:
    if spec.kind == "yes_no":
        return [("是", _("是")), ("否", _("否"))]
    if not spec.vocabulary:
        return []
    return [(word.word, said(word.label)) for word in playbook.vocabulary(spec.vocabulary).words]
