"""Where one text begins, as `place_code` says it of a whole column."""

import re
from functools import cache

from zhike.clean.matching.places import city_codes, place_prefix, province_codes


def place_of(text: str) -> str | None:
    """Return the code of the place one folded text begins with, None for nowhere."""
    found = _prefix().match(text)
    if found is None:
        return None
    city = city_codes().get(found[3] or "")
    province = province_codes().get(found[1] or found[2] or "")
    fits = city is not None and (province is None or city.startswith(province))
    return city if fits else province


def without_place(text: str) -> str:
    """Return one folded text without the place it begins with."""
    return _prefix().sub("", text, count=1)


def code_of_name(name: str) -> str | None:
    """Return the code of exactly one short name, None for anything else."""
    return _named().get(name)


def apart(one: str | None, other: str | None) -> bool:
    """Say whether two places exclude each other: 深圳 and 广州 do, 广东 and 深圳 don't."""
    if one is None or other is None:
        return False
    least = min(len(one), len(other))
    return one[:least] != other[:least]


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(place_prefix())


@cache
def _named() -> dict[str, str]:
    return {**province_codes(), **city_codes()}
