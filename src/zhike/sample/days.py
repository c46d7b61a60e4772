"""The days of the story: everything is counted back from the last day of the data."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from zhike.words.period import Period, add_months, window_before

MONTHS = 27  # so that each full quarter has its 同比
_COUPON_DAYS, COUPON_WINDOW = 120, 60


@dataclass(frozen=True, slots=True)
class Days:
    """The spans the story is told in, all ending on or before `until`."""

    until: date

    @property
    def whole(self) -> Period:
        """Return the 27 months of data."""
        return window_before(self.until, months=MONTHS)

    @property
    def year(self) -> Period:
        """Return the last twelve months."""
        return window_before(self.until, months=12)

    @property
    def recent(self) -> Period:
        """Return the last half year."""
        return window_before(self.until, months=6)

    @property
    def former(self) -> Period:
        """Return the half year before the last."""
        return Period(self.year.start, self.recent.start - timedelta(days=1))

    @property
    def older(self) -> Period:
        """Return the fifteen months before the last twelve."""
        return Period(self.whole.start, self.year.start - timedelta(days=1))

    @property
    def quarter(self) -> Period:
        """Return the last full quarter."""
        start = quarter_of(self.until + timedelta(days=1))
        return Period(add_months(start, -3), start - timedelta(days=1))

    @property
    def courier_change(self) -> date:
        """Return the day the parcels went to another courier: five months ago."""
        return add_months(self.until + timedelta(days=1), -5)

    @property
    def coupon(self) -> date:
        """Return the day the coupons went out; sixty days before and after are compared."""
        return self.until - timedelta(days=_COUPON_DAYS)


def quarter_of(day: date) -> date:
    """Return the first day of the calendar quarter of a day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def dice_for(seed: int, what: str) -> Random:
    """Return the dice of one part of the story: another part's rolls never move it."""
    return Random(f"{seed}/{what}")  # noqa: S311 - an invented story, not a secret


def a_day(dice: Random, span: Period) -> date:
    """Return any day of a span."""
    return span.start + timedelta(days=dice.randrange((span.until - span.start).days))
