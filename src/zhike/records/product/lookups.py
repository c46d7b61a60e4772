"""Products to choose from when something is sold or offered."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhike.clean.pinyin import initials
from zhike.records.customer.scope import customers_for, settled
from zhike.records.order.models import OrderLine
from zhike.records.product.models import Product
from zhike.words.viewer import Viewer

NEWEST = 2_000  # lines looked through where no products are kept
GONE = "停售"


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product as a picker shows it; money in 分, None where unknown."""

    name: str
    category: str
    unit: str = ""
    price_fen: int | None = None
    cost_fen: int | None = None


def products_for(viewer: Viewer, text: str = "", *, limit: int = 12) -> list[ProductRow]:
    """Return products whose name, number, category or pinyin initials hold the text.

    Where no products are kept, those of the newest order lines the Viewer may see, with the price
    they were last sold at.
    """
    rows = list(_kept()) or [("", row) for row in _sold(viewer)]
    wanted = text.strip().casefold()
    hits = [row for number, row in rows if _meant(wanted, number, row)]
    hits.sort(key=lambda row: not row.name.casefold().startswith(wanted))
    return hits[:limit]


def product_named(viewer: Viewer, name: str) -> ProductRow | None:
    """Return the product of exactly this name, or None."""
    return next((row for row in products_for(viewer, name, limit=50) if row.name == name), None)


def _meant(wanted: str, number: str, row: ProductRow) -> bool:
    words = (row.name, row.category, number)
    return not wanted or any(
        wanted in word.casefold() or wanted in initials(word) for word in words if word
    )


def _kept() -> Iterable[tuple[str, ProductRow]]:
    live = Product.objects.live().exclude(name="").exclude(state=GONE).order_by("name")
    names = ("external_id", "name", "category", "unit", "price_fen", "cost_fen")
    for number, *rest in live.values_list(*names):
        yield number, ProductRow(*rest)


def _sold(viewer: Viewer) -> list[ProductRow]:
    lines = OrderLine.objects.live().filter(order__customer__in=customers_for(viewer))
    newest = lines.exclude(product="").order_by("-id")[:NEWEST]
    found: dict[str, ProductRow] = {}
    for name, category, quantity, amount, cost in newest.values_list(
        "product", "category", "quantity", "amount_fen", "cost_fen"
    ):
        sold = quantity or None
        price = round(amount / sold) if sold else None
        one_cost = round(cost / sold) if sold and cost is not None else None
        found.setdefault(name, ProductRow(name, category, "", price, one_cost))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class KeptProduct:
    """One product of the list, with its number and what is told of it; money in 分."""

    id: int
    number: str
    name: str
    category: str
    spec: str
    unit: str
    price_fen: int | None
    cost_fen: int | None
    state: str
    by_hand: bool


def products_kept(text: str = "") -> list[KeptProduct]:
    """Return the kept products whose name, number, category or pinyin initials hold the text."""
    wanted = text.strip().casefold()
    rows = Product.objects.live().filter(settled()).order_by("category", "name")
    found = [
        KeptProduct(
            row.pk, row.external_id, row.name, row.category, row.spec, row.unit, row.price_fen,
            row.cost_fen, row.state, row.born_batch_id is None,
        )
        for row in rows
    ]  # fmt: skip
    return [
        row
        for row in found
        if not wanted
        or any(
            wanted in word.casefold() or wanted in initials(word)
            for word in (row.name, row.category, row.number)
        )
    ]
