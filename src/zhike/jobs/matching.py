"""Bringing the pairs of customers that look alike up to date with the book."""

from collections.abc import Collection

from zhike.clean.matching.find import Found, find_matches
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.ways import Ways
from zhike.jobs.errand import Errand
from zhike.jobs.patience import patiently
from zhike.records.blocking.catching_up import catch_up
from zhike.records.identities import identities, touched_ids
from zhike.records.match.changes import Run, keep_pairs, stand_at
from zhike.records.match.gathering import gather
from zhike.records.match.kept import Stood, known_pairs, last_stand
from zhike.records.match.ways import ways_now
from zhike.records.revision.lookups import current_token

SAID = "查找疑似重复"


def matched(errand: Errand) -> bool:
    """Compare what changed since the last comparison; everything the first time, and whenever
    rules or weights changed. Returns whether there was anything to compare.

    Pairs of the others stay as they are, with their ids; those of customers that went fall away.
    """
    catch_up(errand.tell)
    token, stood = current_token(), last_stand()
    ways, digest = ways_now()
    if stood is not None and (stood.ways != digest or stood.token > token):
        stood = None  # judged otherwise, or another book was put in
    if stood is not None and stood.token == token:
        return False
    changed = _changed(stood) if stood is not None else None
    run = Run(token, digest, errand.at)
    if changed is None or changed:
        found = _compared(errand, ways, changed)
        keep_pairs(found.pairs, found.apart, run=run, changed=changed, progress=errand.tell)
    gather(changed, progress=errand.tell)
    stand_at(run)
    return changed is None or bool(changed)


def _changed(stood: Stood) -> set[int]:
    return touched_ids(stood.token, merged_since=stood.at)


def _compared(errand: Errand, ways: Ways, changed: Collection[int] | None) -> Found:
    """Return what is found; only the arithmetic is waited for, so that it can be cancelled."""
    errand.tell(0, 2, "读取客户")
    people = identities()
    known = known_pairs(without=changed) if changed is not None else None

    def compare() -> Found:
        return find_matches(comparable(people), ways=ways, changed=changed, known=known)

    return patiently(errand, compare, SAID)
