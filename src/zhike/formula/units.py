"""Check a formula's units before it runs: 元 and 个 don't add, a text is no number."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal, TypeAlias

from zhike.formula.tree import (
    COMPARISONS,
    Among,
    Call,
    Formula,
    Name,
    Node,
    Number,
    Operation,
    Turned,
)

TEXT: Final = "文字"
DATE: Final = "日期"
YES_NO: Final = "是非"
_RATIOS = ("", "%", "比率")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A product of units with whole powers; `free` for a bare number, which suits any unit."""

    powers: tuple[tuple[str, int], ...] = ()
    free: bool = False

    def times(self, other: "_Unit", power: int = 1) -> "_Unit":
        powers = dict(self.powers)
        for unit, exponent in other.powers:
            powers[unit] = powers.get(unit, 0) + power * exponent
        kept = tuple(sorted((u, p) for u, p in powers.items() if p))
        return _Unit(kept, self.free and other.free)

    @property
    def said(self) -> str:
        """Return the unit as people write it."""
        above = [unit for unit, power in self.powers for _ in range(power)]
        below = [unit for unit, power in self.powers for _ in range(-power)]
        if not self.powers:
            return "比率"
        return "·".join(above or ["1"]) + "".join(f"/{unit}" for unit in below)


_Kind: TypeAlias = _Unit | Literal["文字", "日期", "是非"] | None


def check(
    formula: Formula, units: Mapping[str, str], *, wants: Literal["", "数", "条件"] = ""
) -> list[str]:
    """Return what is wrong with a formula's names and units, each a sentence; empty is good.

    `units` says the unit of every name that may be used: 元, 个, 天 …, % for a share, or 文字,
    日期, 是非. `wants` says whether a number or a condition is needed.
    """
    found: list[str] = []
    kind = _kind(formula.root, units, found)
    if not found and wants == "条件" and kind != YES_NO:
        found.append("这里要写条件，例如 金额 > 5万，现在得到的是数")
    if not found and wants == "数" and not isinstance(kind, _Unit):
        found.append(f"这里要算出一个数，现在得到的是{_said(kind)}")
    return list(dict.fromkeys(found))


def _kind(node: Node, units: Mapping[str, str], found: list[str]) -> _Kind:
    match node:
        case Number():
            return _Unit(free=True)
        case Name(name, _, _):
            return _named(name, units, found)
        case Turned(sign, of):
            kind = _kind(of, units, found)
            return _want_condition(kind, found) if sign == "非" else kind
        case Operation(sign, left, right):
            return _operated(sign, _kind(left, units, found), _kind(right, units, found), found)
        case Among(value, choices):
            return _among(_kind(value, units, found), _kinds(choices, units, found), found)
        case Call(function, arguments):
            return _called(function, _kinds(arguments, units, found), found)
    return TEXT


def _kinds(nodes: tuple[Node, ...], units: Mapping[str, str], found: list[str]) -> list[_Kind]:
    return [_kind(node, units, found) for node in nodes]


def _among(value: _Kind, choices: list[_Kind], found: list[str]) -> _Kind:
    for choice in choices:
        _compare(value, choice, found)
    return YES_NO


def _named(name: str, units: Mapping[str, str], found: list[str]) -> _Kind:
    if name not in units:
        near = get_close_matches(name, units, n=3, cutoff=0.5)
        hint = f"，是不是 {'、'.join(near)}？" if near else ""
        found.append(f"不认识“{name}”{hint}")
        return None
    match units[name]:
        case "文字":
            return TEXT
        case "日期":
            return DATE
        case "是非":
            return YES_NO
        case unit:
            return _Unit() if unit in _RATIOS else _Unit(((unit, 1),))


def _operated(sign: str, left: _Kind, right: _Kind, found: list[str]) -> _Kind:
    if sign in ("且", "或"):
        _want_condition(left, found)
        _want_condition(right, found)
        return YES_NO
    if sign in COMPARISONS:
        _compare(left, right, found)
        return YES_NO
    if not isinstance(left, _Unit) or not isinstance(right, _Unit):
        if left is not None and right is not None:
            found.append(f"“{sign}”两边要是数，现在是 {_said(left)} 和 {_said(right)}")
        return None
    if sign in ("×", "÷"):
        return left.times(right, 1 if sign == "×" else -1)
    return _same(left, right, f"“{sign}”", found)


def _same(left: _Unit, right: _Unit, where: str, found: list[str]) -> _Unit:
    if left.free:
        return right
    if not right.free and left.powers != right.powers:
        found.append(f"{where}两边单位不同：{left.said} 和 {right.said}")
    return left


def _compare(left: _Kind, right: _Kind, found: list[str]) -> None:
    if left is None or right is None:
        return
    if isinstance(left, _Unit) and isinstance(right, _Unit):
        _same(left, right, "比较的", found)
    elif left != right and {left, right} != {TEXT, DATE}:
        found.append(f"不能拿 {_said(left)} 和 {_said(right)} 比较，文字要加引号，数不加")


def _want_condition(kind: _Kind, found: list[str]) -> _Kind:
    if kind is not None and kind != YES_NO:
        found.append(f"且、或、非 两边要是条件，现在有 {_said(kind)}")
    return YES_NO


def _said(kind: _Kind) -> str:
    return kind.said if isinstance(kind, _Unit) else str(kind)


def _called(function: str, kinds: list[_Kind], found: list[str]) -> _Kind:
    if function == "空":
        return YES_NO
    if function == "如果":
        _want_condition(kinds[0], found)
        kinds = kinds[1:]
    for kind in kinds[1:]:
        if isinstance(kind, _Unit) and isinstance(kinds[0], _Unit):
            _same(kinds[0], kind, f"{function} 的", found)
        elif kind != kinds[0] and None not in (kind, kinds[0]):
            found.append(f"{function} 的各项要是同一种，现在是 {_said(kinds[0])} 和 {_said(kind)}")
    firm = [kind for kind in kinds if not (isinstance(kind, _Unit) and kind.free)]
    return (firm or kinds)[0]
