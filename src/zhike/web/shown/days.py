"""Whose day looks how: every file of `day` names its role; other roles go by what they see."""

import pkgutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module

from zhike.web.shown import day
from zhike.web.shown.fill_block import fill_block
from zhike.web.shown.today import Asking, Day

BY_SCOPE = {"own": "销售顾问", "team": "销售经理", "all": "总经理"}


def day_for(asking: Asking) -> Day:
    """Return the day of whoever looks, by role."""
    role = asking.viewer.role
    known = _days()
    day = known[role if role in known else BY_SCOPE[asking.viewer.scope]](asking)
    return replace(day, side=[*fill_block(asking), *day.side])


@cache
def _days() -> dict[str, Callable[[Asking], Day]]:
    modules = [
        import_module(f"{day.__name__}.{m.name}") for m in pkgutil.iter_modules(day.__path__)
    ]
    return {module.ROLE: module.day for module in modules}
