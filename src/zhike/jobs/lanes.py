"""Which errands somebody sits in front of: they don't queue behind an analysis."""

from zhike.records.job.lookups import Lane

QUICK = frozenset(
    {
        "export_table",
        "find_periods",
        "make_report",
        "make_tasks",
        "plan_finding",
        "propose_again",
        "propose_import",
    }
)
"""They read and propose, or write a few rows at once; what takes a book in or apart isn't here."""
COMPARING = frozenset({"find_matches"})
"""It may take minutes after a big import, and nothing has to wait for it."""

WAITED_FOR = Lane(only=QUICK)
COMPARISONS = Lane(only=COMPARING)
THE_REST = Lane(but=QUICK | COMPARING)
