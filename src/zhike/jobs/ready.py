"""Making a home ready: tables, roles, playbook, and nothing half-written."""

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from zhike.jobs.disk import telling_disk, told_of_disk
from zhike.records.account.changes import ensure_administrator, ensure_roles
from zhike.records.event.stream import event_stream
from zhike.records.intake.changes import roll_back_interrupted
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.store.stream.append import tidy_stream
from zhike.words.problem import Refused


def make_ready() -> list[int]:
    """Create or bring up to date what is kept; returns the interrupted batches rolled back."""
    with telling_disk(settings.HOME.path):
        settings.HOME.ensure()
        upgraded = _open()
        ensure_roles()
        ensure_administrator(at=timezone.now())
        ensure_playbook(at=timezone.now(), newer=upgraded)
        tidy_stream(event_stream(settings.HOME))
        return roll_back_interrupted(home=settings.HOME)


def _open() -> bool:
    """Bring the tables up to date; say whether there was anything to do."""
    try:
        return _migrate()
    except OperationalError as why:
        if told := told_of_disk(why, home=settings.HOME.path):
            raise told from why
        where = settings.DATABASES["default"]["NAME"]
        raise Refused(f"打不开数据库 {where}（{why}）。请检查路径、权限和 DATABASE_URL。") from why


def _migrate() -> bool:
    executor = MigrationExecutor(connection)
    behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        call_command("migrate", verbosity=0, interactive=False)
    return behind
