"""Having customers compared again when the book moved on; nothing is compared here."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings

from zhike.access.viewer import viewer_named
from zhike.jobs.run import enqueue, enqueue_soon
from zhike.records.batch.lookups import is_taking_in
from zhike.records.company.plan import is_leaving
from zhike.records.job.lookups import newest_job
from zhike.records.match.kept import last_stand
from zhike.records.match.ways import is_behind
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

ERRAND = "find_matches"
LOOKS = timedelta(seconds=30)


def compare_if_behind(viewer: Viewer) -> bool:
    """Ask for a comparison when book or rules moved on since the last; returns whether one is due.

    The first is asked for at once: somebody sits in front of an empty page.
    """
    stood = last_stand()
    if stood is None:
        job = newest_job(ERRAND)
        if job is None or job.is_over:
            enqueue(ERRAND, viewer)
        return True
    if not is_behind(stood):
        return False
    enqueue_soon(ERRAND, viewer)
    return True


class Comparing:
    """Looks now and then whether customers are to be compared again, whoever wrote what.

    The first comparison is left to the first analysis, or to who opens the page.
    """

    def __init__(self) -> None:
        """Begin with a look due."""
        self._looked: datetime | None = None

    def look(self, at: datetime) -> bool:
        """Ask for a comparison when one is due; not while a batch is taken in or out."""
        if self._looked is not None and at - self._looked < LOOKS:
            return False
        self._looked = at
        if last_stand() is None or is_taking_in() or is_leaving(settings.HOME):
            return False
        with suppress(Refused):  # a book without people yet
            return compare_if_behind(viewer_named(None))
        return False
