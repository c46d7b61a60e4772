"""The days of the week."""

from datetime import date

from django.utils.translation import gettext, gettext_noop

WEEKDAYS = (
    gettext_noop("周一"),
    gettext_noop("周二"),
    gettext_noop("周三"),
    gettext_noop("周四"),
    gettext_noop("周五"),
    gettext_noop("周六"),
    gettext_noop("周日"),
)


def weekday(day: date) -> str:
    """Return the day of the week in the language of the page."""
    return gettext(WEEKDAYS[day.weekday()])
