"""The place an address begins with, as far as it says one beyond doubt (S3-14)."""

import re

import polars as pl

from zhike.clean.region import Region, find_region

ADDRESS = "customers.详细地址"
RULE = "S3-14.address"
"""The rule of cells that reads places in addresses; switched off, no address fills a place."""
_WORD = r"(?:[^小校社片街景厂库矿园]区|[花绿梁]园区|[县旗市])"
_NO_MORE = "场政民府委集医"  # 上海市场路, 县政府, 市民广场
_BEGINNING = rf"^(?:[0-9]{{6}} ?)?([\p{{Han}} ·,，、\-]{{0,23}}{_WORD})(?:[^{_NO_MORE}]|$)"
# Names that every city may use for a part of itself: 老城区, 新市区, 东区.
_ANYWHERE = re.compile("[东西南北中上下新老城市郊矿山江河湖海滨港道]{1,2}区")
_HEAD = 2  # characters by which a short name is known


def beginning_of(addresses: pl.Expr) -> pl.Expr:
    """Return as much of each address as may name places: many streets share it."""
    return addresses.str.extract(_BEGINNING)


def place_of_address(text: str) -> Region | None:
    """Return the place an address names by its whole name (昆山市) or on two levels (苏州吴中).

    A short name alone may be a street's or an estate's: 金山花园 is not in 金山区.
    """
    found = find_region(text)
    if found is None or not found.province:
        return None
    names = {name for name in (found.province, found.city, found.district) if name}
    whole = {name for name in names if name in text and not _ANYWHERE.fullmatch(name)}
    heads = {name[:_HEAD] for name in names if name[:_HEAD] in text}
    return found if whole or len(heads) > 1 else None
