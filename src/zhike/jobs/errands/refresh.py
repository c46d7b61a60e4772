"""Bring the analysis tables up to date with the book."""

from urllib.parse import quote, urlencode

from django.db import connection

from zhike.jobs.errand import Answer, Errand
from zhike.records.batch.lookups import is_taking_in
from zhike.records.event.owners import match_owners
from zhike.records.event.stream import event_stream
from zhike.records.extracts import extracts_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.revision.lookups import current_token
from zhike.store.manifest import Manifest, read_manifest
from zhike.store.snapshot import arrived_of, refresh_snapshot, write_snapshot

SAID = "刷新分析表"


def run(errand: Errand) -> Answer:
    """Bring the snapshot up to date when the book has changed; returns its token and row counts."""
    manifest = refreshed(errand)
    return {"token": manifest.token, "rows": {t.name: t.rows for t in manifest.tables}}


def refreshed(errand: Errand) -> Manifest:
    """Return a snapshot of the book as it is now; an intake under way is left out whole."""
    token, extracts = current_token(), extracts_for(active_playbook())
    current, streams = read_manifest(errand.home.snapshot), [event_stream(errand.home)]
    if current is not None and is_taking_in():
        return current
    match_owners(errand.home)
    if current and current.is_current(token, extracts, arrived=arrived_of(streams)):
        return current
    errand.tell(0, 1, "刷新分析表")
    went_back = current is not None and current.token > current_token()  # another book was put in
    write = write_snapshot if went_back else refresh_snapshot
    return write(
        errand.home.snapshot, extracts, database=book_address(), token=token, at=errand.at,
        streams=streams,
    )  # fmt: skip


def book_address() -> str:
    """Return where the book is kept, as the snapshot's own connection is told it."""
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(named["NAME"])
    login = f"{quote(named['USER'])}:{quote(named['PASSWORD'] or '')}"
    host = urlencode({"host": named["HOST"] or "localhost", "port": named["PORT"] or 5432})
    return f"postgresql://{login}@/{quote(str(named['NAME']))}?{host}"
