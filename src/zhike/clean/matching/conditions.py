"""What two customers may agree in, said twice: as SQL for Splink, in Python for a single pair."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zhike.clean.matching.one_off import LONGEST, SHORTEST
from zhike.clean.matching.similar_digits import jaro

Form = Mapping[str, Any]
"""The forms of one customer by their names in `comparable`; lists in order, None for nothing."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition over two customers: `sql` over their columns with `_l` and `_r`, and `holds`.

    Where the SQL is unknown for want of a value, it doesn't hold.
    """

    sql: str
    holds: Callable[[Form, Form], bool]

    def __and__(self, other: "Condition") -> "Condition":
        """Return the condition that both hold."""
        return Condition(
            f"{self.sql} and {other.sql}", lambda a, b: self.holds(a, b) and other.holds(a, b)
        )


def missing(*columns: str) -> Condition:
    """Return the condition that one side has none of the columns."""
    sides = (" and ".join(f"{column}_{side} is null" for column in columns) for side in "lr")

    def holds(a: Form, b: Form) -> bool:
        return any(all(side[column] is None for column in columns) for side in (a, b))

    return Condition("(" + " or ".join(f"({side})" for side in sides) + ")", holds)


def known(column: str) -> Condition:
    """Return the condition that both sides have the column."""
    sql = f"{column}_l is not null and {column}_r is not null"
    return Condition(sql, lambda a, b: a[column] is not None and b[column] is not None)


def equal(column: str) -> Condition:
    """Return the condition that both sides have one value."""
    return Condition(
        f"{column}_l = {column}_r", lambda a, b: a[column] is not None and a[column] == b[column]
    )


def equal_head(column: str, length: int) -> Condition:
    """Return the condition that both values begin with the same characters."""

    def holds(a: Form, b: Form) -> bool:
        one, other = a[column], b[column]
        return one is not None and other is not None and one[:length] == other[:length]

    return Condition(f"left({column}_l, {length}) = left({column}_r, {length})", holds)


def shared(column: str) -> Condition:
    """Return the condition that two lists have a value in common."""
    return Condition(
        f"coalesce(list_has_any({column}_l, {column}_r), false)",
        lambda a, b: not set(a[column] or ()).isdisjoint(b[column] or ()),
    )


def near_digits(column: str, least: float) -> Condition:
    """Return the condition that two numbers are nearly equal, by Jaro."""

    def holds(a: Form, b: Form) -> bool:
        one, other = a[column], b[column]
        return one is not None and other is not None and jaro(one, other) >= least

    return Condition(f"jaro_similarity({column}_l, {column}_r) >= {least}", holds)


def one_off(column: str) -> Condition:
    """Return the condition that one character is wrong, missing or too much.

    DuckDB's distances, Jaro too, count bytes: of two names of three characters they say little.
    """
    swapped = shared(f"{column}_holes").sql
    longer = f"coalesce(list_contains({column}_cuts_l, {column}_r), false)"
    shorter = f"coalesce(list_contains({column}_cuts_r, {column}_l), false)"

    def holds(a: Form, b: Form) -> bool:
        return _one_off(a[column], b[column])

    return Condition(f"({swapped} or {longer} or {shorter})", holds)


def _one_off(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    short, long = sorted((one, other), key=len)
    if not SHORTEST <= len(long) <= LONGEST:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    return len(long) - len(short) == 1 and any(
        short == long[:at] + long[at + 1 :] for at in range(len(long))
    )


def contained(column: str) -> Condition:
    """Return the condition that one text holds the other."""
    left, right = f"{column}_l", f"{column}_r"

    def holds(a: Form, b: Form) -> bool:
        one, other = a[column], b[column]
        return one is not None and other is not None and (one in other or other in one)

    return Condition(f"(contains({left}, {right}) or contains({right}, {left}))", holds)
