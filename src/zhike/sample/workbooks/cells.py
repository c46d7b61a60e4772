"""The ways people write one and the same thing into a cell."""

from datetime import date, datetime
from random import Random

from zhike.sample.twins import traditional

Cell = str | int | float | date | None
_EXCEL_START = date(1899, 12, 30)
_WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


def day(on: date | None, dice: Random, *, neat: float = 0.72) -> Cell:
    """Return a day: mostly a date cell or 2024-05-10, else as somebody wrote it."""
    if on is None:
        return None
    roll = dice.random()
    if roll < neat:
        return on if roll < neat * 0.6 else on.isoformat()
    ways: tuple[Cell, ...] = (
        f"{on.year}年{on.month}月{on.day}日",
        f"{on.year}.{on.month}.{on.day}",
        f"{on.year}/{on.month}/{on.day}",
        f"{on:%Y%m%d}",
        (on - _EXCEL_START).days,
    )
    return ways[dice.randrange(len(ways))]


def moment(at: datetime | None, dice: Random) -> Cell:
    """Return a moment: with its clock time, or only the day where nobody looked at the clock."""
    if at is None:
        return None
    roll = dice.random()
    if roll < 0.7:
        return f"{at:%Y-%m-%d %H:%M}"
    if roll < 0.8:
        return f"{at:%Y/%m/%d %H:%M:%S}"
    if roll < 0.92:
        return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    return f"{at.year}.{at.month}.{at.day} {at:%H}点{at:%M}分"


def money(yuan: float | None, dice: Random, *, neat: float = 0.75) -> Cell:
    """Return an amount: mostly a number, else ¥1,200.00, 12.5万 or full-width digits."""
    if yuan is None:
        return None
    if dice.random() < neat:
        return yuan
    wan = f"{yuan / 10_000:.6f}".rstrip("0").rstrip(".") + "万"
    ways = (f"¥{yuan:,.2f}", f"{yuan:,.2f}", wan, f"{yuan:.2f}元", f"{yuan:.2f}".translate(_WIDE))
    return ways[dice.randrange(len(ways))]


def discount(share: float, dice: Random) -> Cell:
    """Return a discount off the list price: 6%, 9.4折 or 0.06."""
    roll = dice.random()
    if roll < 0.6:
        return f"{share * 100:.0f}%"
    return f"{(1 - share) * 10:.1f}折" if roll < 0.85 else share


def phone(digits: str, dice: Random) -> Cell:
    """Return a mobile number: as text, as a number, with blanks, +86, dashes or wide digits."""
    ways: tuple[Cell, ...] = (
        digits,
        digits,
        int(digits),
        int(digits),
        f"{digits[:3]} {digits[3:7]} {digits[7:]}",
        f"{digits[:3]}-{digits[3:7]}-{digits[7:]}",
        f"+86 {digits}",
        digits.translate(_WIDE),
    )
    return ways[dice.randrange(len(ways))]


def wide(text: str) -> str:
    """Return digits in full width."""
    return text.translate(_WIDE)


def sometimes_traditional(text: str, dice: Random, *, often: float) -> str:
    """Return a text, sometimes in traditional characters."""
    return traditional(text) if text and dice.random() < often else text
