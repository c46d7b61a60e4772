"""What a field is: one description drives import, forms, grids, pages and the snapshot."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text",  # short text
    "note",  # long text
    "code",  # a word of a vocabulary
    "date",  # a day; year or month precision kept in `<name>` as text when `partial`
    "partial_date",  # 2018, 2020-03 or 2024-05-01
    "moment",  # 2024-05-01 14:03, or 2024-05-01 where no clock time was given, kept as text
    "money",  # integer 分
    "whole",  # an integer
    "number",  # a decimal
    "percent",  # a share 0-1
    "discount",  # a share 0-1 off the list price; 92折 is 0.08
    "range",  # 100-500人 kept as text with both ends
    "phone",
    "email",
    "person",  # a person's name
    "account",  # somebody of the team, by name
    "industry",  # GB/T 4754
    "region",  # province, city or macro-region
    "credit_code",  # 统一社会信用代码
    "yes_no",
]

Audience = Literal[
    "",  # everybody
    "organisation",
    "person",
    "tob",  # customers of the supply chain, who decide in a chain
    "toc",  # who buy for themselves
]

Sensitivity = Literal[
    "",  # nobody's personal information
    "personal",
    "sensitive",  # by law: needs a consent of its own
    "house",  # by our own rule: treated like sensitive
]

ANALYSED = frozenset({"code", "date", "money", "whole", "number", "percent", "discount", "yes_no"})
"""The kinds of own fields analyses may know; the others are text that anything may stand in."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of one noun, built-in or own, with the words people use for it."""

    noun: str  # customers, contacts, orders, cases …: a value of zhike.playbook.fields.NOUNS
    name: str  # the column of the record, or the key in its own-field JSON
    label: str
    kind: Kind
    synonyms: tuple[str, ...] = ()
    vocabulary: str = ""  # the playbook vocabulary of a `code`
    unit: str = ""
    key: bool = False  # one of the keys a row may be found by (编号 or 名称)
    wanted: bool = False  # empty makes the record 待补充, never rejected
    mask: Literal["", "phone", "person", "people", "email", "id", "bank", "address"] = ""
    own: bool = False  # kept in the JSON column, not in a column of its own
    purpose: str = ""
    low: float | None = None
    high: float | None = None
    audience: Audience = ""  # for whom forms and templates offer it (S1-28, S4-25)
    required: bool = False  # entry forms insist on it (S3-05); an import never does
    sensitivity: Sensitivity = ""
    retention_days: int | None = None  # None keeps it as long as the record
    retired: bool = False  # out of forms, templates and guesses; its values stay and are shown
    hidden: bool = False  # not switched on: offered nowhere until a person shows it
    former: tuple[str, ...] = ()  # labels it had before; formulas and heads still know them
    goals: tuple[str, ...] = ()  # the collecting goals it serves (S0-02)

    @property
    def is_offered(self) -> bool:
        """Say whether forms, templates and import guesses may offer it."""
        return not (self.retired or self.hidden)

    @property
    def is_analysed(self) -> bool:
        """Say whether an own field is a column of the snapshot: no free text, nobody's secrets."""
        return self.own and self.kind in ANALYSED and not (self.sensitivity or self.mask)

    @property
    def needs_consent(self) -> bool:
        """Say whether it may be asked for only with a consent of its own."""
        return self.sensitivity in ("sensitive", "house")

    @property
    def path(self) -> str:
        """Return the unique name across nouns, e.g. `customers.name`."""
        return f"{self.noun}.{self.name}"

    @property
    def flag(self) -> str:
        """Return the snapshot's column that says whether a customer has it: has_customers_name."""
        return f"has_{self.noun}_{self.name}"
