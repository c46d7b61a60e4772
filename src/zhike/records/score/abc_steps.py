"""Which ABC class an amount would have in the current analysis, without a new one."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Min

from zhike.records.score.models import AnalysisRun, Standing


@dataclass(frozen=True, slots=True)
class AbcSteps:
    """The smallest amount, in 分, of each class; None where nobody stands in it."""

    a_fen: int | None = None
    b_fen: int | None = None

    def of(self, amount_fen: int) -> str:
        """Return the class of an amount, nothing before the first analysis.

        Exact for customers made one: their sum stands behind no larger share than the parts did.
        """
        if self.a_fen is None:
            return ""
        if amount_fen >= self.a_fen:
            return "A"
        return "B" if self.b_fen is not None and amount_fen >= self.b_fen else "C"


def abc_steps() -> AbcSteps:
    """Return where the classes of the current analysis begin."""
    run = AnalysisRun.objects.filter(state="当前").values_list("id", "made_at").first()
    return _steps(*run) if run else AbcSteps()


@lru_cache(maxsize=4)
def _steps(run_id: int, made_at: object) -> AbcSteps:  # a run's standings never change
    del made_at  # of the key: a book emptied and filled again begins with the same ids
    classes = Standing.objects.filter(run_id=run_id, abc__in="AB").values_list("abc")
    least = dict(classes.annotate(least=Min("amount_fen")))
    return AbcSteps(least.get("A"), least.get("B"))
