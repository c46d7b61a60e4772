"""Customers that stand there twice: entered again by somebody else, under another spelling."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import opencc

from zhike.sample.days import Days
from zhike.sample.firms import Registry
from zhike.sample.rows import Firm

TWINS = 60  # with 宏远, 61 groups
BY_CODE, BY_PHONE = 5, 15  # an equal credit code under a short name; a like name and the phone
POSSIBLE_TWINS = 50  # the rest are 意向


def make_twins(firms: list[Firm], registry: Registry, days: Days) -> list[Firm]:
    """Return the second records of sixty customers that bought; they have no orders themselves."""
    able = [
        one
        for one in firms
        if one.customer_type == "成交" and not one.story and one.former + one.recent > 2
    ]
    chosen = registry.dice.sample(able, TWINS)
    return [_twin(one, at, registry, days) for at, one in enumerate(chosen)]


def _twin(one: Firm, at: int, registry: Registry, days: Days) -> Firm:
    """Return another record of the same customer, as a colleague wrote it down later."""
    by_code, by_phone = at < BY_CODE, BY_CODE <= at < BY_CODE + BY_PHONE
    name = _short(one) if by_code else _suffixed(one.name) if by_phone else _spelled(one.name, at)
    return replace(
        one,
        name=name,
        customer_type="潜在" if at < POSSIBLE_TWINS else "意向",
        owner="",
        contact=one.contact if at % 3 else one.contact[0] + "经理",
        phone=registry.mobile() if by_code else one.phone,
        code=one.code if by_code else "",
        first_on=days.until - timedelta(days=registry.dice.randrange(15, 400)),
        potential=min(one.potential, 3),
        budget=0.0,
        former=0,
        recent=0,
        older=0,
        renewals=0,
        twin_of=one,
    )


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """Return the text in traditional characters."""
    return str(_converter().convert(text))


def _short(one: Firm) -> str:
    """Return a name as people say it: without city and suffix."""
    bare = one.name
    for part in ("有限责任公司", "股份有限公司", "集团有限公司", "有限公司", f"（{one.city}）"):
        bare = bare.replace(part, "")
    return bare.removeprefix(f"{one.city}市").removeprefix(one.city)


def _suffixed(name: str) -> str:
    """Return the name with another suffix, as people remember it."""
    for long, short in (
        ("股份有限公司", "有限公司"),
        ("有限责任公司", "有限公司"),
        ("集团有限公司", "集团"),
    ):
        if name.endswith(long):
            return name.replace(long, short)
    return name.replace("有限公司", "公司")


def _spelled(name: str, at: int) -> str:
    """Return the very same name in other characters: 繁體, blanks, other brackets."""
    if at % 3 == 0:
        return traditional(name)
    if at % 3 == 1:
        return f"{name[:2]} {name[2:]} "
    return name.replace("（", "(").replace("）", ")").replace("有限", "·有限")
