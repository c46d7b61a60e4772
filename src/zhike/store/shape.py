"""What may be asked of tables: their names and columns, without rows and without who looks."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis

from zhike.words.problem import Refused

Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Tables to make questions of. Equal shapes make equal questions, which may be kept.

    `shape["orders"]` and `shape.orders` are unbound Ibis tables; `hidden` are tables that are there
    but can't be limited to what a person may see.
    """

    columns: tuple[tuple[str, Columns], ...]
    hidden: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the tables that may be asked."""
        return tuple(name for name, _ in self.columns if name not in self.hidden)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def hides(self, name: str) -> bool:
        """Say whether a table is there but can't be limited to what this person may see."""
        return name in self.hidden

    def allow(self, name: str) -> None:
        """Raise Refused when a table is absent or can't be limited."""
        if name in self.hidden:
            raise Refused(f"表“{name}”没有客户列，无法限定为可见的客户，请用管理员查看")
        if name not in self:
            known = "、".join(name for name, _ in self.columns)
            raise Refused(f"分析快照里没有表“{name}”，现有：{known}")

    def __getitem__(self, name: str) -> Any:
        """Return one unbound Ibis table; raises Refused when it may not be asked."""
        self.allow(name)
        return _unbound(name, dict(self.columns)[name])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]


@lru_cache(maxsize=256)
def _unbound(name: str, columns: Columns) -> Any:
    return ibis.table(dict(columns), name=name)
