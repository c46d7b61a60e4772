"""What is done once a day by the process that works: what is old goes, the day is counted."""

from contextlib import suppress
from datetime import date, datetime

from django.conf import settings

from zhike.access.viewer import viewer_named
from zhike.jobs.run import enqueue_soon
from zhike.records.batch.files import clear_old_files
from zhike.records.catalogue.expiry import clear_expired
from zhike.records.company.plan import is_leaving
from zhike.records.fill_in.closing import remind
from zhike.words.problem import Refused


class Daily:
    """The day that was seen to last; the first look of a process counts as a new day."""

    def __init__(self) -> None:
        """Begin with no day seen to."""
        self._seen: date | None = None

    def look(self, at: datetime) -> bool:
        """Do the day's work unless it is done; not while the book is being taken apart."""
        if at.date() == self._seen or is_leaving(settings.HOME):
            return False
        self._seen = at.date()
        clear_old_files(home=settings.HOME, at=at)
        clear_expired(at=at)
        remind(at=at)
        with suppress(Refused):  # a book without people yet
            enqueue_soon("keep_quality", viewer_named(None))
        return True
