"""Bringing the pairs of customers that look alike up to date with the book."""

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from zhike.clean.matching.find import Found, find_matches
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.ways import Ways
from zhike.jobs.errand import Errand
from zhike.jobs.patience import patiently
from zhike.records.blocking.catching_up import catch_up
from zhike.records.blocking.partners import around, partners_of
from zhike.records.blocking.table import standing
from zhike.records.identities import identities, touched_ids
from zhike.records.match.changes import Run, keep_pairs, stand_at
from zhike.records.match.clusters import clusters_of, members_of
from zhike.records.match.gathering import gather
from zhike.records.match.kept import known_pairs, last_stand
from zhike.records.match.ways import ways_now
from zhike.records.revision.lookups import current_token

SAID = "查找疑似重复"
_PARTNERS = 40  # so many customers, about, one that changed has to be compared with
_AT_IT = threading.Lock()
_PAUSE_S = 0.5


def matched(errand: Errand) -> bool:
    """Compare what changed since the last comparison; everything the first time, and whenever
    rules or weights changed. Returns whether there was anything to compare.

    Pairs of the others stay as they are, with their ids, also those of customers that went.
    One comparison waits for another that is under way.
    """
    with _alone(errand):
        catch_up(errand.tell)
        token, (ways, digest) = current_token(), ways_now()
        changed = _changed(token, digest)
        if changed is not None and not changed and _stands_at(token):
            return False
        run = Run(token, digest, errand.at)
        if changed is None or changed:
            found = _compared(errand, ways, changed)
            keep_pairs(found.pairs, found.apart, run=run, changed=changed, progress=errand.tell)
        gather(changed, progress=errand.tell)
        stand_at(run)
        return changed is None or bool(changed)


@contextmanager
def _alone(errand: Errand) -> Iterator[None]:
    """Wait until no other comparison is under way in this process; cancelling ends the wait."""
    while not _AT_IT.acquire(timeout=_PAUSE_S):
        errand.tell(0, 2, SAID)
    try:
        yield
    finally:
        _AT_IT.release()


def _changed(token: int, digest: str) -> set[int] | None:
    """Return whom to compare since the last comparison; None for everybody."""
    stood = last_stand()
    if stood is None or stood.ways != digest or stood.token > token:
        return None  # the first, judged otherwise, or another book was put in
    return touched_ids(stood.token, merged_since=stood.at) if stood.token < token else set()


def _stands_at(token: int) -> bool:
    stood = last_stand()
    return stood is not None and stood.token == token


def _compared(errand: Errand, ways: Ways, changed: Collection[int] | None) -> Found:
    """Return what is found; only the arithmetic is waited for, so that it can be cancelled."""
    errand.tell(0, 2, "读取客户")
    if changed is not None and len(changed) * _PARTNERS < _customers():
        return _compared_around(errand, ways, changed)
    people = identities()
    known = known_pairs(without=changed) if changed is not None else None

    def compare() -> Found:
        return find_matches(comparable(people), ways=ways, changed=changed, known=known)

    return patiently(errand, compare, SAID)


def _customers() -> int:
    stood = standing()
    return stood.organisations + stood.persons


def _compared_around(errand: Errand, ways: Ways, changed: Collection[int]) -> Found:
    """Return what is found of a few that changed: only they, whoever shares a key with them and
    what hangs together with these are read.
    """
    pairs = partners_of(comparable(identities(changed)))
    met = {one for each in pairs.values() for side in ("a", "b") for one in each[side].to_list()}
    near = met | set(changed) | set(members_of(clusters_of(met | set(changed))))
    forms = comparable(identities(near))
    known = known_pairs(without=changed, among=near)
    book = around(forms, pairs)

    def compare() -> Found:
        return find_matches(forms, ways=ways, changed=changed, known=known, around=book)

    return patiently(errand, compare, SAID)
