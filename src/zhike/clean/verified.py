"""When a value has to be looked at again: more than so many calendar months after it was right."""

from datetime import date

from zhike.words.period import add_months


def is_due(right_on: date, today: date, *, months: int = 1) -> bool:
    """Say whether more than `months` calendar months have passed (S1-25).

    Right on 04-15 it is due on 05-16; right on the 31st, on the first after the shorter month.
    """
    return add_months(right_on, months) < today


def due_before(today: date, *, months: int = 1) -> date:
    """Return the day of which everything right on an earlier one is due, and nothing later."""
    first = add_months(today, -months)
    while is_due(first, today, months=months):
        first = date.fromordinal(first.toordinal() + 1)
    return first
