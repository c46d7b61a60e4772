"""Empty cells typed into a grid: a row's boxes, and what is handed out to whom until when."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.clean.address_places import ADDRESS
from zhike.records.fill_in.rows import Row
from zhike.records.fill_in.state import EXCUSES
from zhike.runs.filling import ReadCell, read_cell
from zhike.web.forms.asking import Asking
from zhike.web.forms.boxes import PICKS, Box, box_for, standing
from zhike.web.forms.consent import CONSENT, add_tick, agreed, insist_consent
from zhike.words.field import FieldSpec

DAYS = 7
PLACE = "region"  # the kind of field that is read with the others of its kind
REACHES = frozenset({"contacts.name", "contacts.phone", "contacts.email"})
"""One of these a new person needs, or nobody would know who it is."""


class FillRow(forms.Form):
    """The boxes of one customer's empty cells; each is read by itself and judged by itself."""

    def __init__(self, row: Row, data: Any = None, *, asking: Asking) -> None:
        """Offer a box for every cell that waits, and for what was typed into one filled since."""
        super().__init__(data, auto_id=f"fill-{row.customer_id}-%s", use_required_attribute=False)
        self.row, self.asking = row, asking
        typed = data or {}
        self.specs: dict[str, FieldSpec] = {
            cell.spec.path: cell.spec
            for cell in row.cells
            if cell.is_open or typed.get(cell.spec.path)
        }
        for path, spec in self.specs.items():
            self.fields[path] = self._box(path, spec)
        add_tick(self, self.specs)
        if CONSENT in self.fields:
            self.fields[CONSENT].widget.attrs["form"] = f"fill-{row.customer_id}"

    def _box(self, path: str, spec: FieldSpec) -> Box:
        box = box_for(spec, playbook=self.asking.playbook, single=True)
        box.widget.attrs |= {
            "form": f"fill-{self.row.customer_id}", "class": "input",
            "aria-label": f"{self.row.name} {box.label}",
        }  # fmt: skip
        if box.offers:
            box.widget.attrs["list"] = f"words-{path}"
        if spec.kind in PICKS:
            box.picked(reverse(PICKS[spec.kind]), freely=True)
        return box

    def read(self) -> list[ReadCell]:
        """Return the cells that can be kept; what is wrong with another is among the errors."""
        self.is_valid()
        good = []
        for path, spec in self.specs.items():
            text = standing(spec, str(self.cleaned_data.get(path, "")))
            if not text or path in self.errors:
                continue
            cell = read_cell(
                spec, text, playbook=self.asking.playbook, owners=self.asking.owners,
                beside=self._beside(spec),
            )  # fmt: skip
            if cell.wrong:
                self.add_error(path, cell.wrong)
            else:
                good.append(cell)
        return self._of_somebody(good)

    def _beside(self, spec: FieldSpec) -> dict[str, str]:
        """Return the other cells that say where the customer is: kept ones, and those typed."""
        if spec.kind != PLACE and spec.path != ADDRESS:
            return {}
        typed = {path: self.cleaned_data.get(path) for path, one in self.specs.items()
                 if one.kind == PLACE and path != spec.path}  # fmt: skip
        return {**self.row.place, **{path: str(text) for path, text in typed.items() if text}}

    def _of_somebody(self, cells: list[ReadCell]) -> list[ReadCell]:
        """Return the cells, without those of a person nobody could tell from another."""
        mine = {cell.spec.path for cell in cells if cell.spec.noun == "contacts"}
        if self.row.has_person or not mine or mine & REACHES:
            return cells
        for path in sorted(mine):
            self.add_error(path, _("还没有联系人：先填姓名、电话或邮箱"))
        return [cell for cell in cells if cell.spec.noun != "contacts"]

    def clean(self) -> dict[str, Any]:
        """Refuse a sensitive value without the tick."""
        insist_consent(self, self.specs)
        return self.cleaned_data

    @property
    def why(self) -> str:
        """Return what the history keeps of a consent."""
        return agreed(self, self.specs)


class Giving(forms.Form):
    """Which empty cells are handed out, until when, and who gets those of nobody's customers."""

    due_on = forms.DateField(
        label=gettext_lazy("期限"), widget=forms.DateInput(attrs={"type": "date"})
    )
    manager = forms.TypedChoiceField(
        label=gettext_lazy("没有跟进人的客户，请谁来补"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    why = forms.CharField(
        label=gettext_lazy("说明"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: Any, *, asking: Asking, managers: Mapping[int, str]) -> None:
        """Offer a week from today and the people who hand customers out."""
        super().__init__(data, auto_id="give-%s")
        due = asking.now.date() + timedelta(days=DAYS)
        self.initial = {"due_on": due.isoformat()}
        chooser: Any = self.fields["manager"]
        chooser.choices = list(managers.items())


class Excused(forms.Form):
    """Why a cell can't be filled in."""

    path = forms.CharField(label=gettext_lazy("栏目"), max_length=120)
    excuse = forms.ChoiceField(
        label=gettext_lazy("为什么"), choices=[(word, word) for word in ("", *EXCUSES)],
        required=False,
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("原因"), required=False, max_length=200)


class Moved(forms.Form):
    """Another day for what was handed out."""

    due_on = forms.DateField(label=gettext_lazy("新的期限"))
