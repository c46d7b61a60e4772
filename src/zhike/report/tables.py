"""Tables of a report that are not drawn: lines of words and numbers, some about one customer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zhike.words.wording import NOTHING, count, half_up

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its unit (none for words; 个, 分, %), whether it holds long texts."""

    head: str
    unit: str = ""
    is_long: bool = False

    @property
    def is_number(self) -> bool:
        """Say whether the cells are numbers, so that they stand on the right."""
        return bool(self.unit)

    def shown(self, value: Cell) -> str:
        """Return a cell as it is printed: 92.0, 15, 12.5%, —."""
        if value is None or value == "":
            return NOTHING
        if isinstance(value, str):
            return value
        if self.unit == "%":
            return f"{half_up(value * 100, 1)}%"
        return f"{half_up(value, 1)}" if self.unit == "分" else count(int(value))


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `customer_id` tells whose it is, None for a line about many."""

    cells: tuple[Cell, ...]
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the sentence above it; its `names` first columns wait for customers' names."""

    title: str
    sentence: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    names: int = 0

    def shown(self, most: int) -> list[list[str]]:
        """Return the first lines as printed."""
        return [
            [column.shown(cell) for column, cell in zip(self.columns, line.cells, strict=True)]
            for line in self.lines[:most]
        ]

    def more(self, most: int) -> int:
        """Return how many lines there are beyond the first ones."""
        return max(len(self.lines) - most, 0)

    @property
    def customer_ids(self) -> tuple[int, ...]:
        """Return whose lines these are."""
        return tuple(line.customer_id for line in self.lines if line.customer_id is not None)

    def named(self, names: Mapping[int, Sequence[str]]) -> "Table":
        """Return the table with what customers are called in its first columns."""
        if not self.names:
            return self
        nobody = ("",) * self.names
        lines = (
            replace(
                line, cells=(*names.get(line.customer_id or 0, nobody), *line.cells[self.names :])
            )
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))

    def as_json(self) -> list[dict[str, Cell]]:
        """Return the lines as objects; shares 0-1."""
        heads = [column.head for column in self.columns]
        return [dict(zip(heads, line.cells, strict=True)) for line in self.lines]
