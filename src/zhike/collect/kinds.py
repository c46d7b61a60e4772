"""What a sheet is about: customers, contacts, orders, cases, quotes and so on."""

from collections.abc import Mapping as Book
from collections.abc import Sequence

from zhike.collect.columns import guess_columns
from zhike.collect.mapping import mapped
from zhike.playbook.fields import NOUNS as KINDS_SAID
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
    "products": ("products", "customers"),
    "events": ("events", "customers"),
    "cases": ("cases", "customers"),
    "quotes": ("quotes", "customers"),
    "contracts": ("contracts", "customers"),
    "payments": ("payments", "customers"),
    "demands": ("demands", "customers"),
    "competitor_contacts": ("competitor_contacts", "customers"),
    "competitors": ("competitors", "customers"),
    "referrals": ("referrals", "customers"),
    "channel_costs": ("channel_costs", "customers"),
    "activities": ("activities", "customers"),
}
ALSO_CALLED = dict(KINDS_SAID)
MET = "competitor_contacts"
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
    "products": (
        ("products.name", "products.external_id"),
        ("products.price_fen", "products.cost_fen", "products.features", "products.state"),
    ),
    "events": (("events.event_kind",), ("events.happened_on",)),
    "cases": (
        ("cases.opened_at",),
        ("cases.case_kind", "cases.topic", "cases.detail", "cases.external_id"),
    ),
    "quotes": (("quotes.quoted_on",), ("quotes.amount_fen", "quotes.discount", "quotes.product")),
    "contracts": (
        ("contracts.external_id", "contracts.name", "contracts.contract_kind"),
        ("contracts.signed_on", "contracts.starts_on", "contracts.ends_on"),
    ),
    "payments": (("payments.paid_on", "payments.due_on"), ("payments.amount_fen",)),
    "demands": (("demands.raised_on",), ("demands.topic", "demands.need", "demands.pain")),
    "competitor_contacts": (
        ("competitor_contacts.happened_on",),
        ("competitor_contacts.competitor", "competitor_contacts.product"),
    ),
    "competitors": (
        ("competitors.name",),
        (
            "competitors.products", "competitors.satisfaction", "competitors.channels",
            "competitors.reps", "competitors.service", "competitors.relations",
            "competitors.vip_customers",
        ),
    ),
    "referrals": (("referrals.referrer",), ("referrals.referred_on",)),
    "channel_costs": (
        ("channel_costs.month",), ("channel_costs.channel",), ("channel_costs.amount_fen",),
    ),
    "activities": (
        ("activities.name", "activities.external_id"),
        ("activities.held_on",),
        ("activities.venue", "activities.cost_fen", "activities.activity_kind"),
    ),
}  # fmt: skip
# What a sheet of the kind never holds: a list of products names no customer.
_OWN = ("products", "activities", "competitors", "channel_costs")
_NEVER = {noun: {f"customers.{name}" for name in _REFERENCE} for noun in _OWN}


def kind_named(said: str) -> str:
    """Return the kind meant by a word: its own name, or what people call it, such as 报价."""
    return ALSO_CALLED.get(said, said)


def kind_meant(kind: str, sheet: Sheet, fields: Book[str, Sequence[FieldSpec]]) -> str:
    """Return the kind a sheet is read as: `competitors` once meant the contacts with them.

    A sheet that says which customer met them, and when, is still read so.
    """
    if kind != "competitors":
        return kind
    contacts = set(mapped(sheet, fields_for(MET, fields), said={}).heads().values())
    of_whom = any(path.startswith("customers.") for path in contacts)
    return MET if of_whom and f"{MET}.happened_on" in contacts else kind


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
        if kind not in fields:
            continue
        mapping = mapped(sheet, fields_for(kind, fields), said=said or {})
        paths = set(mapping.heads().values())
        weight = _weight(kind, paths)
        fits = all(paths & set(need) for need in needs) and not paths & _NEVER.get(kind, set())
        if fits and (best is None or weight > best[0]):
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
