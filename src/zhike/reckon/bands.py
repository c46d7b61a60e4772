"""Bands of a scale: which level a value belongs to, judged by the number people are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from zhike.words.wording import half_up

Level = TypeVar("Level")
Amount = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Band(Generic[Level]):
    """The values from `low` on; `low` itself belongs unless `above`; None has no lower end."""

    low: Amount | None
    level: Level
    above: bool = False

    def holds(self, value: Decimal) -> bool:
        """Say whether the value reaches into this band from below."""
        if self.low is None:
            return True
        low = Decimal(str(self.low))
        return value > low or (value == low and not self.above)


def band_for(
    value: Amount | None, bands: Iterable[Band[Level]], *, places: int | None = None
) -> Level | None:
    """Return the level of the highest band that holds the value, None below all or without value.

    With `places` the value is rounded half-up first, so that the shown number and the level never
    disagree (rules.md §0: scores use one decimal).
    """
    if value is None:
        return None
    shown = Decimal(str(value)) if places is None else half_up(value, places)
    fitting = [band for band in bands if band.holds(shown)]
    return max(fitting, key=_lower_end).level if fitting else None


def distance_up(
    value: Amount, bands: Iterable[Band[Level]], *, places: int = 1
) -> tuple[Decimal, Level] | None:
    """Return how much is missing to the next higher band and its level, None at the top."""
    shown = half_up(value, places)
    higher = [band for band in bands if not band.holds(shown)]
    if not higher:
        return None
    following = min(higher, key=_lower_end)
    return Decimal(str(following.low)) - shown, following.level


def _lower_end(band: Band[Level]) -> tuple[Decimal, bool]:
    low = Decimal("-Infinity") if band.low is None else Decimal(str(band.low))
    return low, band.above
