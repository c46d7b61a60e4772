"""The analyses of 发现, found by listing their folder: adding one adds a file."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from zhike.analyse import findings
from zhike.analyse.claims import Asked, Claim, Rows


@dataclass(frozen=True, slots=True)
class Finder:
    """One analysis: `ask` names the rows it wants, `find` says what they show.

    `ask(tables, asked)` returns unbound expressions by name, each with customer_id, so that one
    pass over the book serves every scope; `find(rows, asked)` gets them as frames, and beside them
    `tags` (customer_id, tag) and `matches` (group, customer_id, sure). With `is_fact` there is
    nothing to test, so that one person's few customers are enough.
    """

    name: str
    ask: Callable[[Any, Asked], dict[str, Any]]
    find: Callable[[Rows, Asked], list[Claim]]
    is_fact: bool = False


def _finder(name: str) -> Finder:
    module = import_module(f"{findings.__name__}.{name}")
    return Finder(name, module.ask, module.find, getattr(module, "IS_FACT", False))


FINDERS = tuple(_finder(module.name) for module in pkgutil.iter_modules(findings.__path__))
