"""How numbers are said: 元 and 万元 with grouping, percents half-up, — for no value."""

from decimal import ROUND_HALF_UP, Decimal

NOTHING = "—"
WAN_FEN = 10_000_00


def half_up(value: float | int | Decimal | str, places: int = 1) -> Decimal:
    """Return the value rounded half-up to `places` decimals (rules.md §0)."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def yuan(fen: int | None, places: int = 2) -> str:
    """Return 分 as 元 with grouping: 6333333 → 63,333.33."""
    return NOTHING if fen is None else f"{half_up(Decimal(fen) / 100, places):,}"


def wan(fen: int | None, places: int = 1) -> str:
    """Return 分 as 万元 with grouping, without the unit: 285000000 → 285.0."""
    return NOTHING if fen is None else f"{half_up(Decimal(fen) / WAN_FEN, places):,}"


def money(fen: int | None) -> str:
    """Return 分 the way lists show it: below 1万 in 元, from 1万 in 万 (DESIGN §9)."""
    if fen is None:
        return NOTHING
    return f"{wan(fen)}万" if abs(fen) >= WAN_FEN else yuan(fen)


def summed(fen: int | None) -> str:
    """Return 分 with its unit, as sentences say it: 28.5万元, 7,443.00 元."""
    said = money(fen)
    return said if fen is None else f"{said}元" if said.endswith("万") else f"{said} 元"


def percent(share: float | Decimal | None, places: int = 1) -> str:
    """Return a share 0-1 as a percent with one decimal, half-up: 0.4222 → 42.2%."""
    return NOTHING if share is None else f"{half_up(Decimal(str(share)) * 100, places)}%"


def signed(share: float | Decimal | None, places: int = 1) -> str:
    """Return a change as a percent with its sign: 0.09 → +9.0%, −0.48 → −48.0%."""
    if share is None:
        return NOTHING
    rounded = half_up(Decimal(str(share)) * 100, places)
    return f"{rounded:+}%".replace("-", "−") if rounded else "0%"


def points(share: float | Decimal | None) -> str:
    """Return a difference of two shares in 百分点 with its sign, without the unit: −46.2."""
    return signed(share).removesuffix("%")


def change_said(change: float | None, unit: str) -> str:
    """Return a change with its direction, a share's in 百分点: ↑12.0%, ↓4.2 个百分点, 持平."""
    if change is None:
        return NOTHING
    if not change:
        return "持平"
    arrow, said = "↑" if change > 0 else "↓", percent(abs(change))
    return arrow + (said.replace("%", " 个百分点") if unit == "%" else said)


def count(number: int | None) -> str:
    """Return a whole number with grouping."""
    return NOTHING if number is None else f"{number:,}"
