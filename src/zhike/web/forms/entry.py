"""The form for one kind of record, made from the playbook's fields: an own field is there too."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhike.records.entry.rights import of_customer
from zhike.records.said import Wording
from zhike.runs.entry import Entry, Row, propose_entry
from zhike.web.forms.asking import Asking
from zhike.web.forms.boxes import PICKS, Box, as_typed, box_for, standing
from zhike.web.forms.consent import CONSENT, add_tick, agreed, insist_consent
from zhike.web.forms.person_boxes import both_filled
from zhike.words.field import FieldSpec

ALREADY = ("customers.name", "contacts.phone", "customers.credit_code")  # what makes one the same
PERSON = ("contacts.name", "contacts.phone")
COMPARED = "kind,name,credit_code,city,contacts.name,contacts.phone,contacts.email"
NOT_TYPED = frozenset({"number", "phone_kind", "by_text", "owner", "next_due_on"})


class EntryForm(forms.Form):
    """One record as people type it; `clean` reads it as an import would and says what is wrong.

    `lead` are the fields shown at once, the other fields of the noun are folded under 更多. A field
    is a column of the noun, or the path of another noun's (`contacts.phone`).
    """

    noun: ClassVar[str]
    kind: ClassVar[str] = ""  # the kind of sheet a row is read as, where it isn't the noun
    said: ClassVar[Promise | str]  # what the menu calls it
    title: ClassVar[Promise | str]
    icon: ClassVar[str] = "plus"
    key: ClassVar[str] = ""  # the letter that opens it from the menu
    words: ClassVar[str] = ""  # what Ctrl+K finds it by, besides its name
    place: ClassVar[int] = 0  # in the menu
    template: ClassVar[str] = "entry/fields.html"
    lead: ClassVar[tuple[str, ...]] = ()
    more: ClassVar[tuple[str, ...]] = ()  # folded fields of other nouns
    must: ClassVar[tuple[str, ...]] = ()
    always: ClassVar[tuple[str, ...]] = ()  # paths that are read even when empty
    segments: ClassVar[tuple[str, ...]] = ()  # shown as buttons side by side
    labels: ClassVar[Mapping[str, Wording]] = {}
    single: ClassVar[tuple[str, ...]] = ()  # long texts that get one line only
    picks: ClassVar[Mapping[str, str]] = {}  # boxes that offer what an address finds
    hints: ClassVar[Mapping[str, Wording]] = {}
    left_out: ClassVar[frozenset[str]] = frozenset()
    named: ClassVar[tuple[str, ...]] = ()  # people that may be named here

    def __init__(
        self,
        data: Any = None,
        *,
        asking: Asking,
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        """Offer the fields; `kept` are the stored values of the record that is changed."""
        person = ("name", "phone") if self.noun == "contacts" else PERSON
        typed = both_filled(data, *person)
        super().__init__(typed, auto_id="entry-%s", use_required_attribute=False)
        self.asking = asking
        self.is_new = kept is None
        self.entry: Entry | None = None
        self.doubts: list[str] = []
        self.specs = self._specs()
        for name, spec in self.specs.items():
            self.fields[name] = self._box(name, spec)
            self._watch(name)
        add_tick(self, self.specs)
        self.initial = self.starts() if kept is None else self._as_kept(kept)

    def _watch(self, name: str) -> None:
        """Answer while it is typed: the day a promise is due, a customer that is kept already."""
        box = self.fields[name]
        if isinstance(box, Box) and box.offers:
            box.widget.attrs["list"] = f"entry-{name}-words"
        spec = self.specs.get(name)
        found_by = self.picks.get(name) or (PICKS.get(spec.kind) if spec else None)
        if isinstance(box, Box) and found_by:
            box.picked(reverse(found_by), freely=name not in self.picks)
        if isinstance(box, Box) and name.endswith("next_step"):
            day = "[name=happened_on]" if "happened_on" in self.specs else ""
            box.watched(reverse("entry_due"), after=150, into=".due", also=day)
        if isinstance(box, Box) and self.is_new and self.path(name) in ALREADY:
            box.watched(reverse("entry_already"), after=300, into=".already", also="closest form")
            box.widget.attrs["hx-params"] = COMPARED

    def starts(self) -> dict[str, str]:
        """Return what stands in a new form."""
        return {}

    def _specs(self) -> dict[str, FieldSpec]:
        book, skipped = self.asking.playbook, (NOT_TYPED | self.left_out) - set(self.named)
        rest = (spec.name for spec in book.offered(self.noun))
        names = [*self.lead, *(name for name in rest if name not in self.lead), *self.more]
        wanted = (name for name in names if name in self.lead or name not in skipped)
        fields = {name: book.field(self.path(name)) for name in wanted}
        return {name: spec for name, spec in fields.items() if spec.is_offered}

    def path(self, name: str) -> str:
        """Return the path of the field behind a box."""
        return name if "." in name else f"{self.noun}.{name}"

    def _box(self, name: str, spec: FieldSpec) -> Box:
        return box_for(
            spec,
            playbook=self.asking.playbook,
            label=self.labels.get(name, ""),
            hint=self.hints.get(name, ""),
            must=name in self.must or spec.required,
            segmented=name in self.segments,
            single=name in self.single,
            people=self.asking.people,
        )

    def _as_kept(self, kept: Mapping[str, Any]) -> dict[str, str]:
        own = {name: spec for name, spec in self.specs.items() if "." not in name}
        return {name: as_typed(spec, kept.get(name)) for name, spec in own.items()}

    @classmethod
    def asks_whom(cls) -> bool:
        """Say whether the form is about a customer somebody names or picks."""
        return cls.noun != "customers" and of_customer(cls.noun)

    def seen_at(self, record_id: int) -> str:
        """Return the page a record of the house is seen on; kinds of customers need none."""
        del record_id
        return reverse("home")

    @property
    def shown(self) -> list[forms.BoundField]:
        """Return the boxes shown at once."""
        return [self[name] for name in self.lead if name in self.fields]

    @property
    def folded(self) -> list[forms.BoundField]:
        """Return the boxes under 更多."""
        return [self[name] for name in self.specs if name not in self.lead]

    @property
    def consent_box(self) -> forms.BoundField | None:
        """Return the tick a sensitive value needs, where the form offers such a field."""
        return self[CONSENT] if CONSENT in self.fields else None

    @property
    def why(self) -> str:
        """Return what the history line keeps of a consent."""
        return agreed(self, self.specs)

    @property
    def is_unfolded(self) -> bool:
        """Say whether 更多 has to stand open: something in it was typed, is kept or is wrong."""
        given = self.is_bound or not self.is_new
        starts = {} if given else self.initial
        return any(
            field.errors or (field.value() and field.name not in starts) for field in self.folded
        )

    def rows(self) -> Sequence[Row]:
        """Return what was typed, by field path, one mapping a row."""
        told = {
            self.path(name): standing(spec, self.cleaned_data.get(name, ""))
            for name, spec in self.specs.items()
        }
        return [told]

    def _told(self) -> Sequence[Row]:
        """Return the rows to read; of a new record only what was typed and what it cannot lack."""
        rows = self.rows()
        if not self.is_new:
            return rows
        asked = (name for name in self.specs if self.fields[name].required)
        always = {self.path(name) for name in (*asked, *self.always)}
        return [
            {path: text for path, text in row.items() if text or path in always} for row in rows
        ]

    def clean(self) -> dict[str, Any]:
        """Read what was typed with the readers and rules of the import."""
        insist_consent(self, self.specs)
        rows = self._told()
        if rows:
            self.entry = propose_entry(
                self.kind or self.noun, rows,
                playbook=self.asking.playbook, owners=self.asking.owners,
            )  # fmt: skip
            for trouble in self.entry.wrong:
                self.blame(trouble.row, trouble.path, trouble.message)
            self.doubts = [self._doubt(one.path, one.message) for one in self.entry.doubts]
        return self.cleaned_data

    def blame(self, row: int, path: str, message: str) -> None:
        """Say what is wrong under the box it is about, once."""
        del row
        name = self._name_of(path)
        if name is None or name not in self.errors:
            self.add_error(name, message.replace("，没有导入", ""))

    def _name_of(self, path: str) -> str | None:
        return next((name for name in self.specs if self.path(name) == path), None)

    def _doubt(self, path: str, message: str) -> str:
        name = self._name_of(path)
        label = self.fields[name].label if name else ""
        return (
            _("%(label)s：%(message)s") % {"label": label, "message": message} if label else message
        )
