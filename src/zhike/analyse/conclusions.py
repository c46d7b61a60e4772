"""Say what was compared in honest words: n, test and p on every sentence, 显著 only when it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from zhike.analyse.claims import p_said
from zhike.analyse.comparisons import Comparison
from zhike.reckon.comparison import LEAST_N, Wording, benjamini_hochberg, word_for

# Under two 百分点 a difference isn't worth a claim, however many customers stand behind it.
LEAST_EFFECT = 0.02


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One sentence of a report with what it rests on and the suggestion paired with it.

    `n` is how many customers (or orders) were compared, `p` the test's own value before correction,
    `where` the dimension value whose rows stand behind it. `描述` is a fact without a test.
    """

    text: str
    n: int
    p: float | None
    wording: Wording | Literal["描述"]
    suggestion: str
    metric: str
    where: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, str | int | float | None]:
        """Return the shape scripts rely on (DESIGN §7)."""
        return {"text": self.text, "n": self.n, "p": self.p, "wording": self.wording}


def conclude(comparisons: Sequence[Comparison]) -> tuple[Conclusion, ...]:
    """Return a conclusion for each comparison, corrected together for all that were tried.

    Benjamini-Hochberg runs over every p-value looked at, also those of groups that are not named.
    """
    pooled = [p for c in comparisons for p in (c.tried or (c.p,))]
    corrected = dict(zip(pooled, benjamini_hochberg(pooled), strict=True))
    return tuple(_conclusion(c, _corrected(c.p, corrected)) for c in comparisons)


def _corrected(p: float | None, corrected: Mapping[float | None, float | None]) -> float | None:
    # A pooled group (two equal best ones) has a p of its own; the nearest tried one stands for it.
    if p is None:
        return None
    known = [tried for tried in corrected if tried is not None and tried >= p]
    return max(p, corrected[min(known)] or p) if known else p


def _conclusion(comparison: Comparison, corrected: float | None) -> Conclusion:
    wording = _wording(comparison, corrected)
    return Conclusion(
        text=comparison.said + _tail(comparison, wording, corrected) + _left_out(comparison),
        n=comparison.n,
        p=comparison.p,
        wording=wording,
        suggestion=_suggestion(comparison, wording),
        metric=comparison.plan.metric,
        where=comparison.where,
    )


def _wording(comparison: Comparison, p: float | None) -> Wording | Literal["描述"]:
    if not comparison.test:
        return "描述"
    return word_for(p, comparison.n_min, comparison.effect, least_effect=LEAST_EFFECT)


def _tail(comparison: Comparison, wording: str, corrected: float | None) -> str:
    if wording == "描述":
        return ""
    if comparison.p is None:
        return "，分子不限于分母中的客户，不作检验"
    tested = _tested(comparison, corrected)
    if comparison.test == "Poisson":
        return f"（{comparison.counted}差异{_POISSON[wording]}，{tested}）"
    if wording == "样本不足":
        return f"，样本不足（每组至少 {LEAST_N} 家），不作比较（{tested}）"
    if abs(comparison.effect) < LEAST_EFFECT:
        return f"，相差不到 {LEAST_EFFECT * 100:g} 个百分点，视为相当（{tested}）"
    caution = "，样本不足以下结论" if comparison.plan.kind == "组间比较" else ""
    return f"，差异{_FISHER[wording]}（{tested}）{caution if wording == '不显著' else ''}"


def _left_out(comparison: Comparison) -> str:
    names = "、".join(comparison.left_out)
    return f"；{names}不足 {LEAST_N} 家，没有参加比较" if names else ""


_FISHER = {"显著": "显著", "倾向": "有倾向、尚不显著", "不显著": "不显著"}
_POISSON = {**_FISHER, "样本不足": "因样本不足不作判断"}


def _tested(comparison: Comparison, corrected: float | None) -> str:
    said = f"{comparison.test} {p_said(comparison.p)}"
    alone = word_for(comparison.p, comparison.n_min)
    if word_for(corrected, comparison.n_min) == alone:
        return said
    return f"{said}，多重比较校正后 {p_said(corrected)}"


def _suggestion(comparison: Comparison, wording: str) -> str:
    offered = comparison.plan.suggestions
    keys = (wording, comparison.words.get("升降", ""), "其他")
    return next((offered[key].format_map(comparison.words) for key in keys if key in offered), "")
