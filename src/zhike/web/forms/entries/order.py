"""An order with its lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhike.records.product.lookups import ProductRow, product_named
from zhike.runs.order_lines import amounts
from zhike.web.forms.boxes import as_typed, standing
from zhike.web.forms.entry import EntryForm
from zhike.words.field import FieldSpec

CELLS = ("product", "category", "quantity", "price", "discount", "amount")
KEPT_AS = {"amount": "amount_fen"}
BLANK = 2  # empty lines a new order begins with


class Line:
    """One line as typed: its cells, the id it is kept under, and what is wrong with it."""

    def __init__(self, cells: Mapping[str, str], line_id: int | None = None) -> None:
        """Take the cells as typed."""
        self.cells = {name: cells.get(name, "").strip() for name in CELLS}
        self.id = line_id
        self.wrong: dict[str, str] = {}

    @property
    def is_blank(self) -> bool:
        """Say whether nobody wrote anything here."""
        return not any(self.cells[name] for name in ("product", "price", "amount"))


class Entry(EntryForm):
    """Lines first: product, quantity, price, discount; amounts and the total follow."""

    noun, kind, place, icon, key = "orders", "order_lines", 3, "shopping-cart", "d"
    words = "dingdan dd 下单"
    said, title = _("订单"), _("新订单")
    template = "entry/order.html"
    lead = ("ordered_on", "external_id", "state")
    must = ("ordered_on",)
    always = ("order_lines.amount_fen",)
    segments = ("state",)
    left_out = frozenset({"amount_fen", "cost_fen"})

    def __init__(
        self, data: Any = None, *, lines: Sequence[Mapping[str, Any]] = (), **kwargs: Any
    ) -> None:
        """Take the lines typed, or those kept, or a few empty ones."""
        super().__init__(data, **kwargs)
        self.lines = self._typed(data) if data is not None else [self._kept(one) for one in lines]
        if not self.lines or (data is not None and "more_lines" in data):
            self.lines += [Line({}) for _ in range(BLANK)]

    def starts(self) -> dict[str, str]:
        """Begin with an order paid today."""
        return {"ordered_on": self.asking.now.date().isoformat(), "state": "已付款"}

    @property
    def line_ids(self) -> list[int | None]:
        """Return the ids of the lines that were written, in their order."""
        return [line.id for line in self._written()]

    @property
    def total(self) -> int | None:
        """Return what the lines come to in 分, as far as they can be read."""
        found = self._amounts(self._written())
        return sum(amount or 0 for amount in found) if found else None

    def rows(self) -> list[dict[str, str]]:
        """Return one row a line, each with what is said of the order."""
        order = dict(super().rows()[0])
        written = self._written()
        return [
            order | self._row(line, amount)
            for line, amount in zip(written, self._amounts(written), strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        """Insist on a line, and on an amount for each."""
        if not self._written():
            self.add_error(None, gettext("请至少写一行：产品、数量和单价"))
        told = super().clean()
        for line in self._written():
            if not line.cells["product"]:
                line.wrong.setdefault("product", gettext("请写产品"))
        if any(line.wrong for line in self.lines):
            self.add_error(None, gettext("有几行还要补一下，见下面的红字"))
        return told

    def blame(self, row: int, path: str, message: str) -> None:
        """Say what is wrong with a cell of a line beside the line."""
        noun, _, name = path.partition(".")
        if noun != "order_lines":
            super().blame(row, path, message)
            return
        cell = {"amount_fen": "amount"}.get(name, name)
        if cell == "amount" and not self._written()[row].cells["amount"]:
            message = gettext("请填数量和单价，或直接写金额")
        self._written()[row].wrong.setdefault(cell, message)

    def _written(self) -> list[Line]:
        return [line for line in self.lines if not line.is_blank]

    def _amounts(self, lines: Sequence[Line]) -> list[int | None]:
        implied = amounts([self._implied(line) for line in lines])
        typed = amounts([{"quantity": "1", "price": line.cells["amount"]} for line in lines])
        return [
            one if one is not None else other for one, other in zip(typed, implied, strict=True)
        ]

    def _implied(self, line: Line) -> dict[str, str]:
        return line.cells | {"discount": standing(self._spec("discount"), line.cells["discount"])}

    def _row(self, line: Line, amount: int | None) -> dict[str, str]:
        product = product_named(self.asking.viewer, line.cells["product"])
        told = self._implied(line)
        amount_text = "" if amount is None else as_typed(self._spec("amount_fen"), amount)
        return {
            "order_lines.product": told["product"],
            "order_lines.category": told["category"] or (product.category if product else ""),
            "order_lines.quantity": told["quantity"],
            "order_lines.discount": told["discount"],
            "order_lines.amount_fen": amount_text or told["amount"],
            "order_lines.cost_fen": self._cost(product, told["quantity"]),
        }

    def _cost(self, product: ProductRow | None, quantity: str) -> str:
        """Return what the line costs us by the product's cost, nothing where it isn't known."""
        if product is None or product.cost_fen is None:
            return ""
        spec = self._spec("cost_fen")
        one = {"quantity": quantity, "price": as_typed(spec, product.cost_fen)}
        return as_typed(spec, amounts([one])[0])

    def _spec(self, name: str) -> FieldSpec:
        return self.asking.playbook.field(f"order_lines.{name}")

    def _typed(self, data: Any) -> list[Line]:
        columns = {name: data.getlist(name) for name in (*CELLS, "line")}
        height = max(len(cells) for cells in columns.values())
        found = [
            {name: cells[at] if at < len(cells) else "" for name, cells in columns.items()}
            for at in range(height)
        ]
        return [Line(one, int(one["line"]) if one["line"].isdigit() else None) for one in found]

    def _kept(self, kept: Mapping[str, Any]) -> Line:
        cells = {
            name: as_typed(self._spec(KEPT_AS.get(name, name)), kept[KEPT_AS.get(name, name)])
            for name in CELLS
            if name != "price"
        }
        return Line(cells | {"price": self._price(kept)}, kept["id"])

    def _price(self, kept: Mapping[str, Any]) -> str:
        """Return the price a kept line implies, before its discount."""
        quantity, off = kept["quantity"] or 0, kept["discount"] or 0
        if not quantity or off >= 1:
            return ""
        return as_typed(self._spec("amount_fen"), kept["amount_fen"] / quantity / (1 - off))
