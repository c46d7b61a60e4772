"""What a formula says, as a tree: numbers, texts, names with windows, operations."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from zhike.words.period import Period, window_before
from zhike.words.problem import Refused

Sign: TypeAlias = Literal["+", "−", "×", "÷", "=", "≠", "<", "≤", ">", "≥", "且", "或"]
ARITHMETIC: tuple[Sign, ...] = ("+", "−", "×", "÷")
COMPARISONS: tuple[Sign, ...] = ("=", "≠", "<", "≤", ">", "≥")
FUNCTIONS = {
    "绝对值": (1, 1),
    "最大": (2, 9),
    "最小": (2, 9),
    "空": (1, 1),
    "首个非空": (2, 9),
    "如果": (3, 3),
}
"""The functions a formula may call, with the fewest and the most arguments."""


class FormulaRefused(Refused):
    """The formula can't be read or used; `position` counts characters from 0."""

    def __init__(self, said: str, *, position: int = 0, nearest: tuple[str, ...] = ()) -> None:
        hint = f"，是不是 {'、'.join(nearest)}？" if nearest else ""
        super().__init__(said + hint)
        self.position = position
        self.nearest = nearest


_PLAIN = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Window:
    """The days a name is counted in: 近N个月, 近N天, or 上期 (the equally long period before)."""

    count: int
    unit: Literal["个月", "天", "上期"]

    @property
    def said(self) -> str:
        """Return the window as it is written before the brackets."""
        return "上期" if self.unit == "上期" else f"近{self.count}{self.unit}"

    def ending_on(self, as_of: date) -> Period:
        """Return 近N个月/天 ending on `as_of`, which is counted; 上期 has no such days."""
        if self.unit == "上期":
            raise FormulaRefused("“上期”要有周期才能算，请改用 近N个月 或 近N天")
        months, days = (self.count, 0) if self.unit == "个月" else (0, self.count)
        return window_before(as_of, months=months, days=days)

    def within(self, period: Period) -> Period:
        """Return the days meant when the figures are asked for `period`."""
        return period.before() if self.unit == "上期" else self.ending_on(period.last)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text; 37.5% is 0.375 and 50万 is 500000."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Name:
    """A metric or attribute, possibly counted in a window of its own."""

    name: str
    window: Window | None = None
    position: int = field(default=0, compare=False)

    @property
    def label(self) -> str:
        """Return how the name is written with its window, the key of its value."""
        name = self.name if _PLAIN.fullmatch(self.name) else f"[{self.name}]"
        return f"{self.window.said}({name})" if self.window else self.name


@dataclass(frozen=True, slots=True)
class Turned:
    """The negative of a number, or the opposite of a condition (非)."""

    sign: Literal["−", "非"]
    of: "Node"


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands with a sign between them."""

    sign: Sign
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Among:
    """属于: whether a value is one of some texts or numbers."""

    value: "Node"
    choices: tuple[Text | Number, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the allow-list."""

    function: str
    arguments: tuple["Node", ...]


Node: TypeAlias = Number | Text | Name | Turned | Operation | Among | Call


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: the user's own text, its tree, and the title before its first =."""

    text: str
    root: Node
    title: str = ""

    @property
    def leaves(self) -> tuple[Name, ...]:
        """Return each name with its window once, in the order of the text."""
        return tuple(dict.fromkeys(n for n in walk(self.root) if isinstance(n, Name)))

    @property
    def names(self) -> tuple[str, ...]:
        """Return each name once, without windows, in the order of the text."""
        return tuple(dict.fromkeys(leaf.name for leaf in self.leaves))

    @property
    def is_percent(self) -> bool:
        """Say whether the result is shown as a percent: the formula ends on × 100%."""
        root = self.root
        if not isinstance(root, Operation) or root.sign != "×":
            return False
        return isinstance(root.right, Number) and root.right.text == "100%"

    @property
    def is_condition(self) -> bool:
        """Say whether the formula answers yes or no."""
        return is_condition(self.root)

    @property
    def canonical(self) -> str:
        """Return the formula in its standard form, stored beside the user's own text."""
        return written(self.root, _bracketed)


def _bracketed(name: Name) -> str:
    return name.label if name.window or _PLAIN.fullmatch(name.name) else f"[{name.name}]"


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below a node."""
    match node:
        case Turned(_, of):
            return (of,)
        case Operation(_, left, right):
            return (left, right)
        case Among(value, choices):
            return (value, *choices)
        case Call(_, arguments):
            return arguments
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all below it, in the order of the text."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def is_condition(node: Node) -> bool:
    """Say whether a node answers yes or no."""
    match node:
        case Operation(sign, _, _):
            return sign in COMPARISONS or sign in ("且", "或")
        case Turned(sign, _):
            return sign == "非"
        case Call("如果", arguments):
            return is_condition(arguments[1])
        case Call(function, _):
            return function == "空"
    return isinstance(node, Among)


_STRENGTH: dict[str, int] = {
    "或": 1, "且": 2, "非": 3,
    "=": 4, "≠": 4, "<": 4, "≤": 4, ">": 4, "≥": 4,
    "+": 5, "−": 5, "×": 6, "÷": 6,
}  # fmt: skip
_UNBREAKABLE = 9


def written(node: Node, leaf: Callable[[Name], str]) -> str:
    """Return a node as text, with `leaf` saying what stands for each name."""
    match node:
        case Number(_, text):
            return text
        case Text(value):
            return f"“{value}”"
        case Name():
            return leaf(node)
        case Turned(sign, of):
            return f"非 {_inside(of, 3, leaf)}" if sign == "非" else f"−{_inside(of, 8, leaf)}"
        case Operation(sign, left, right):
            own = _STRENGTH[sign]
            return f"{_inside(left, own, leaf)} {sign} {_inside(right, own + 1, leaf)}"
        case Among(value, choices):
            return f"{_inside(value, 5, leaf)} 属于 ({_listed(choices, leaf)})"
        case Call(function, arguments):
            return f"{function}({_listed(arguments, leaf)})"


def _listed(nodes: tuple[Node, ...], leaf: Callable[[Name], str]) -> str:
    return ", ".join(written(node, leaf) for node in nodes)


def _inside(node: Node, least: int, leaf: Callable[[Name], str]) -> str:
    text = written(node, leaf)
    return text if _strength(node) >= least else f"({text})"


def _strength(node: Node) -> int:
    match node:
        case Operation(sign, _, _):
            return _STRENGTH[sign]
        case Turned(sign, _):
            return 3 if sign == "非" else 5
        case Among():
            return 4
    return _UNBREAKABLE
