"""What people said of the groups a rule had found: the rule's own history."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from zhike.reckon.enough import still_needed
from zhike.reckon.intervals import wilson
from zhike.records.merge.models import Merge
from zhike.records.merge_round.models import MergeRound, RuleReview, UnattendedRule
from zhike.words.viewer import Viewer

LEAST = 0.995
"""The precision a rule must have shown, at the lower end of its interval, to act alone."""


@dataclass(frozen=True, slots=True)
class Record:
    """How often a rule was right: reviewed groups, and the lower end of the share that was.

    `needed` more right ones would let the rule act alone, 0 when it may, None when it never will.
    """

    rule: str
    right: int = 0
    n: int = 0
    low: float = 0.0
    needed: int | None = None
    unattended_by: str = ""

    @property
    def is_proven(self) -> bool:
        """Say whether reviews show that the rule may act alone."""
        return self.needed == 0


def note_review(
    viewer: Viewer,
    rules: Iterable[str],
    ids: Sequence[int],
    *,
    right: bool,
    merge: int | None = None,
    at: datetime,
) -> None:
    """Note what a person said of a group, for each rule that had found it; the last word counts."""
    told = {"right": right, "merge_id": merge, "by_id": viewer.account_id, "at": at}
    for rule in rules:
        RuleReview.objects.update_or_create(rule=rule, ids=_joined(ids), defaults=told)


def forget_reviews(ids: Sequence[int]) -> None:
    """Drop what was said of a group: its judgement was taken back."""
    RuleReview.objects.filter(ids=_joined(ids)).delete()


def forget_merge(merge: int) -> None:
    """Drop what was said of a merge that was taken back at once: a slip says nothing of a rule."""
    RuleReview.objects.filter(merge_id=merge).delete()


def free_review(merge: int) -> None:
    """Let what was said of a group stand without the merge: it was cancelled, not regretted."""
    RuleReview.objects.filter(merge_id=merge).update(merge=None)


def note_merged(rule: str, ids: Sequence[int], merge: int) -> None:
    """Say of a reviewed group which merge came of it, so that its undoing counts against it."""
    RuleReview.objects.filter(rule=rule, ids=_joined(ids)).update(merge_id=merge)


def _joined(ids: Sequence[int]) -> str:
    return ",".join(map(str, sorted(ids)))


def records_of(rules: Iterable[str]) -> list[Record]:
    """Return each rule's history; a merge that was taken apart later counts as a miss.

    What a rule merged by itself speaks for nothing, and against it once somebody took it back.
    """
    stands = Q(right=True) & (Q(merge=None) | Q(merge__undone_at=None))
    counted = RuleReview.objects.values("rule").annotate(
        n=Count("id"), hits=Count("id", filter=stands)
    )
    known = {row["rule"]: (row["hits"], row["n"]) for row in counted}
    alone = dict(UnattendedRule.objects.values_list("rule", "by__name"))
    undone = _undone_alone()
    return [
        _record(rule, *known.get(rule, (0, 0)), undone[rule], alone.get(rule, "")) for rule in rules
    ]


def _undone_alone() -> Counter[str]:
    """Count by rule what it merged by itself and somebody took back."""
    rounds = MergeRound.objects.filter(unattended=True).values_list("rule", "merges")
    rule_of = {merge: rule for rule, merges in rounds for merge in merges}
    gone = Merge.objects.filter(pk__in=rule_of, undone_at__isnull=False)
    return Counter(rule_of[pk] for pk in gone.values_list("pk", flat=True))


def _record(rule: str, right: int, looked: int, undone: int, by: str) -> Record:
    n = looked + undone
    found = wilson(right, n)
    low = found.low if found else 0.0
    return Record(rule, right, n, low, still_needed(right, n, least=LEAST), by)
