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

WAITED_FOR = Lane(only=QUICK)
THE_REST = Lane(but=QUICK)
