"""A home and a real database for the run; `ZHIKE_TEST_DATABASE=postgres` repeats it there.

With `ZHIKE_NO_SKIP=1` a skipped test counts as a failure.
"""

import os
import shutil
from collections.abc import Generator, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from databases import ON_POSTGRES, ROOM, postgres_url
from hypothesis import settings as examples
from kept_tables import lay_tables
from spreading import Spread, rank

from zhike.jobs.boot import start_django

examples.register_profile("house", deadline=None)  # two cores may be shared with other tests
examples.load_profile("house")

os.environ["ZHIKE_HOME"] = str(ROOM / "home")
if ON_POSTGRES:
    os.environ["DATABASE_URL"] = postgres_url()
else:
    os.environ.pop("DATABASE_URL", None)
start_django()  # only now: settings read the home and the database from the environment


@pytest.fixture(scope="session", autouse=True)
def _clean_room() -> Iterator[None]:
    from django.conf import settings  # noqa: PLC0415 - settings need the environment above

    settings.WHITENOISE_AUTOREFRESH = True  # else every client looks through all static files
    yield
    shutil.rmtree(ROOM, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_roll() -> None:
    """Forget the customers held in memory: the next test has another book."""
    from zhike.records.listing.roll import forget_roll  # noqa: PLC0415 - after django.setup

    forget_roll()


@pytest.fixture(autouse=True)
def _no_keys_left(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Empty the keys customers are looked up by after a test that commits: they are no model's."""
    yield
    marked = request.node.get_closest_marker("django_db")
    if marked and marked.kwargs.get("transaction"):
        from zhike.records.blocking.table import clear_blocking  # noqa: PLC0415 - after setup

        with django_db_blocker.unblock():
            clear_blocking()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each process choose its home before it reads the settings, which are named here."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Spread:
    """Spread the files over the processes."""
    return Spread(config, log)


# What these show is read and written by lookups and changes that others ask on both databases: no
# place in the house asks a database for the sake of one of these alone.
LAID_OUT = frozenset(
    f"web/test_{name}.py"
    for name in (
        *("activities", "activity_guests", "api", "api_kinds", "channels", "collect"),
        *("customer_page", "customer_story", "customers", "day_figures", "demo", "entry", "fields"),
        *("fill_in", "findings", "forms", "goals", "hand_ins", "home", "keys", "language", "mend"),
        *("merge", "metrics", "notices", "preparing", "provenance", "quick", "reports", "source"),
        *("stale", "tasks", "templates", "tiers", "unsure_names", "why"),
    )
) | {"bad_input/test_files.py", "bad_input/test_cells.py", "journeys/test_round_trip.py"}
# But for these of theirs.
EVEN_SO = frozenset({
    "test_giving_up_leaves_nothing",
    "test_tagging_many_is_undone_together",
    "test_an_export_is_masked_limited_and_noted",
    "test_a_printed_table_comes_back_without_a_difference[T2-3]",
    "test_a_printed_table_comes_back_without_a_difference[T4-1]",
    "test_all_kinds_come_back_together_without_a_difference",
    "test_new_tags_of_a_sheet_are_set_and_taken_off_again",
    "test_masked_cells_never_replace_what_is_kept",
})  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest; spare the second database the pages that only lay out."""
    items.sort(key=rank)
    if not ON_POSTGRES:
        return
    left = {item for item in items if _is_laid_out(item)}
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


def _is_laid_out(item: pytest.Item) -> bool:
    return f"{item.path.parent.name}/{item.path.name}" in LAID_OUT and item.name not in EVEN_SO


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give each process a copy of the tables: in a file, which the snapshot reads by itself."""
    from django.conf import settings  # noqa: PLC0415 - settings need the environment above

    file = settings.HOME.path / "test.db"
    settings.HOME.ensure()
    address = lay_tables(tmp_path_factory, file)
    name = urlsplit(address).path[1:] if address else str(file)
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Say that the tables are there already."""
    return True


@pytest.fixture(scope="module")
def held_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Hold what is written for a file of tests, never committed; each test's own goes before it."""
    from django.db import transaction  # noqa: PLC0415 - after django.setup

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def book(held: Any, db: None) -> Any:
    """Return the book a file of tests holds, for one of them: what it writes goes again."""
    from django.core.cache import cache  # noqa: PLC0415 - after django.setup

    cache.clear()
    return held


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where nothing may be skipped."""
    report = yield
    if report.skipped and os.environ.get("ZHIKE_NO_SKIP") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    return report
