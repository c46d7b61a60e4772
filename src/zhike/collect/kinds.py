"""What a sheet is about: customers, contacts, interactions, orders or order lines."""

from collections.abc import Mapping as Book
from collections.abc import Sequence

from zhike.collect.columns import guess_columns
from zhike.collect.mapping import mapped
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.sheet import Mapping, Sheet

# The nouns a row of a kind may speak of, the one it is about first.
NOUNS: dict[str, tuple[str, ...]] = {
    "customers": ("customers", "contacts", "interactions"),
    "contacts": ("contacts", "customers"),
    "interactions": ("interactions", "customers"),
    "orders": ("orders", "customers"),
    "order_lines": ("order_lines", "orders", "customers"),
}
_ABOUT = {kind: nouns[:1] for kind, nouns in NOUNS.items()} | {
    "customers": ("customers", "contacts"),
    "order_lines": ("order_lines", "orders"),
}
_REFERENCE = ("external_id", "number", "name")  # how other kinds point at a customer
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "order_lines": (
        ("order_lines.product", "order_lines.quantity", "order_lines.category"),
        ("order_lines.amount_fen", "orders.amount_fen"),
        ("orders.ordered_on",),
    ),
    "orders": (("orders.ordered_on",), ("orders.amount_fen",)),
    "interactions": (
        ("interactions.happened_on",),
        ("interactions.way", "interactions.summary", "interactions.feedback"),
    ),
    "contacts": (("contacts.name", "contacts.external_id", "contacts.phone"),),
    "customers": (("customers.external_id", "customers.number", "customers.name"),),
}


def fields_for(kind: str, fields: Book[str, Sequence[FieldSpec]]) -> list[FieldSpec]:
    """Return the fields a sheet of this kind may hold, the likelier first.

    Only a sheet of customers describes customers; others just point at them.
    """
    own, *others = NOUNS[kind]
    return [
        *fields[own],
        *(
            field
            for noun in others
            for field in fields[noun]
            if noun != "customers" or field.name in _REFERENCE
        ),
    ]


def guess_kind(
    sheet: Sheet, fields: Book[str, Sequence[FieldSpec]], *, said: Book[str, str] | None = None
) -> tuple[str, Mapping]:
    """Return the kind most heads speak for, with its mapping; Refused when none fits.

    `fields` are the playbook's fields by noun, `said` the columns named by hand.
    """
    best: tuple[int, str, Mapping] | None = None
    for kind, needs in _NEEDS.items():
        mapping = mapped(sheet, fields_for(kind, fields), said=said or {})
        paths = set(mapping.heads().values())
        weight = _weight(kind, paths)
        if all(paths & set(need) for need in needs) and (best is None or weight > best[0]):
            best = (weight, kind, mapping)
    if best is None:
        raise Refused(
            f"{sheet.place(0).file}{'#' + sheet.sheet if sheet.sheet else ''} 看不出是什么表："
            f"认得的列只有{_named(sheet, fields)}，请用 --kind 指明种类，或用 --map 指明各列"
        )
    return best[1], best[2]


def _weight(kind: str, paths: set[str]) -> int:
    """Return how many columns are about the kind itself; pointing at a customer doesn't count."""
    keys = {f"customers.{name}" for name in _REFERENCE}
    about = sum(path.partition(".")[0] in _ABOUT[kind] and path not in keys for path in paths)
    # A list that names its customers makes them; one of bare numbers speaks of their contacts.
    return about + (kind == "customers" and "customers.name" in paths)


def _named(sheet: Sheet, fields: Book[str, Sequence[FieldSpec]]) -> str:
    everything = [field for of_noun in fields.values() for field in of_noun]
    known = guess_columns(sheet, everything).heads()
    return "、".join(f"“{head}”" for head in known) or "零个"
