"""Every table that can be handed out empty or full: the printed ones, then one for each kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache

from zhike.playbook.fields import NOUNS
from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import read_builtin
from zhike.playbook.tables import PrintedTable, TableColumn
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused

LEFT_OUT = ("number", "phone_kind", "owner")  # known by itself: nobody fills it in
CUSTOMER = ("customers.external_id", "customers.name")
ORDER = ("orders.external_id", *CUSTOMER, "orders.ordered_on")
_ALSO = {"customers": ("contacts",)}
_OF_NOBODY = ("products", "competitors", "channel_costs", "activities")


@dataclass(frozen=True, slots=True)
class Head:
    """One head with the field below it, or with what is reckoned below it."""

    head: str
    spec: FieldSpec | None
    column: TableColumn

    @property
    def path(self) -> str:
        """Return the field a sheet writes from here, empty where nothing is written."""
        return self.spec.path if self.spec else ""

    @property
    def is_offered(self) -> bool:
        """Say whether a template has it: not where its field is hidden or retired."""
        return self.spec is None or self.spec.is_offered


@dataclass(frozen=True, slots=True)
class Print:
    """A table ready to be laid out: `noun` is what a row is, empty for a mere report."""

    code: str
    title: str
    noun: str
    heads: tuple[Head, ...]
    said: str = ""
    report: str = ""
    part: str = ""

    @property
    def is_report(self) -> bool:
        """Say whether nothing in it is ever written from a sheet."""
        return not self.noun

    @property
    def is_reckoned(self) -> bool:
        """Say whether its rows bear figures worked out of the book, so that it takes its time."""
        columns = [head.column for head in self.heads]
        reckoned = any(column.formula or column.favourite or column.told for column in columns)
        return reckoned and not self.is_report

    def to_fill_in(self) -> "Print":
        """Return the table without what nobody is asked for any more; exports still have it."""
        return replace(self, heads=tuple(head for head in self.heads if head.is_offered))

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the fields its sheets write, in their order."""
        return tuple(head.path for head in self.heads if head.path)

    @property
    def names(self) -> tuple[str, ...]:
        """Return every way to call it: T1-2, 客户互动记录表, both; 报价, 报价表, quotes."""
        return tuple(dict.fromkeys((self.code, self.title, self.title.partition(" ")[2])))


@lru_cache(maxsize=16)
def prints(playbook: Playbook) -> tuple[Print, ...]:
    """Return the printed tables of a playbook, then a table for each kind of record.

    A playbook from before there were printed tables has those that come with the product.
    """
    tables = playbook.tables or read_builtin().tables
    printed = (_printed(table, playbook) for table in tables)
    kinds = (_of_kind(said, noun, playbook) for said, noun in NOUNS.items())
    return tuple(one for one in (*printed, *kinds) if one.heads)


def print_named(playbook: Playbook, name: str) -> Print:
    """Return a table by its code, its name or the kind of record; Refused when unknown."""
    every = prints(playbook)
    for one in every:
        if name in one.names or name == one.noun == NOUNS.get(one.code):
            return one
    known = [one.title for one in every]
    codes = [code for one in every for code in one.names]
    near = get_close_matches(name, codes, n=3, cutoff=0.4)
    raise Refused(f"没有表格“{name}”，{'相近的' if near else '现有'}：{'、'.join(near or known)}")


def _printed(table: PrintedTable, playbook: Playbook) -> Print:
    fields = playbook.said_paths
    heads = [
        Head(column.head, fields.get(column.takes), column)
        for column in table.columns
        if not column.takes or column.takes in fields
    ]
    noun = NOUNS.get(table.noun, "")
    return Print(table.code, table.title, noun, tuple(heads), table.said, table.report, table.part)


def _of_kind(said: str, noun: str, playbook: Playbook) -> Print:
    heads = tuple(_head(spec, noun) for spec in _specs_of(noun, playbook))
    return Print(said, f"{said}表", noun, heads if len(heads) > 1 else ())


def _specs_of(noun: str, playbook: Playbook) -> Iterator[FieldSpec]:
    key = ORDER if noun == "order_lines" else CUSTOMER if _is_of_customer(noun) else ()
    known = [playbook.field(path) for path in key]
    own = [spec for spec in playbook.offered(noun) if spec not in known]
    first = own[:1] if own and own[0].name == "external_id" else []
    yield from (*first, *known) if noun != "order_lines" else (*known, *first)
    more = [spec for other in _ALSO.get(noun, ()) for spec in playbook.offered(other)]
    for spec in (*own[len(first) :], *more):
        if _is_filled_in(spec):
            yield spec


def _is_of_customer(noun: str) -> bool:
    return noun not in _OF_NOBODY


def _is_filled_in(spec: FieldSpec) -> bool:
    """Say whether people fill the field in; accounts beside a name are found from the name."""
    if spec.name == "owner":
        return spec.noun == "customers" or not spec.label.endswith("账号")
    return spec.name not in LEFT_OUT


def _head(spec: FieldSpec, noun: str) -> Head:
    unit = spec.unit if spec.kind == "money" else ""
    head = f"{spec.label}({unit})" if unit else spec.label
    required = (spec.key and spec.noun == noun) or spec.wanted
    told = {"表头": head, "取": spec.label, "单位": unit, "必填": required}
    return Head(head, spec, TableColumn.model_validate(told))


def heads_of(one: Print) -> Sequence[str]:
    """Return the printed heads in their order."""
    return [head.head for head in one.heads]
