"""An empty book, and ways to hand a file over to it."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from records.conftest import people  # noqa: F401 - a fixture

from zhike.records.playbook_version.changes import ensure_playbook
from zhike.words.viewer import Viewer


@pytest.fixture
def book(people: dict[str, Viewer]) -> dict[str, Viewer]:  # noqa: F811 - the fixture's own name
    """Return the people of a book without customers."""
    cache.clear()
    settings.HOME.ensure()
    ensure_playbook(at=timezone.now())
    return people
