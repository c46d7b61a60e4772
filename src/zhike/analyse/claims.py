"""What an analysis claims, and what is left of the claims once all were tested together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from zhike.playbook.finding import FindingSettings
from zhike.playbook.playbook import Playbook
from zhike.reckon.comparison import benjamini_hochberg, word_for
from zhike.words.finding import FACT, SURE, UNSURE, Finding, Tested, Wording

Rows = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Asked:
    """What every analysis of 发现 is given beside its rows."""

    playbook: Playbook
    as_of: date

    @property
    def settings(self) -> FindingSettings:
        """Return the thresholds."""
        return self.playbook.findings


@dataclass(frozen=True, slots=True)
class Claim:
    """One finding before it is judged, with every p-value looked at for it (its own first)."""

    finding: Finding
    tried: tuple[float | None, ...] = ()


def judge(claims: Sequence[Claim], *, least_n: int) -> tuple[Finding, ...]:
    """Return the findings with their wording, refused ones with the reason.

    Benjamini-Hochberg (1995) runs over every p-value looked at in the run, also those of groups
    and topics that are not named (methods.md §3).
    """
    pooled = [p for claim in claims for p in claim.tried]
    corrected = iter(benjamini_hochberg(pooled))
    judged = []
    for claim in claims:
        mine = [next(corrected) for _ in claim.tried]
        judged.append(_judged(claim.finding, mine[0] if mine else None, least_n))
    return tuple(judged)


def _judged(finding: Finding, p: float | None, least_n: int) -> Finding:
    wording = _wording(finding.tested, p, least_n)
    refused = wording not in SURE
    return replace(
        finding,
        wording=wording,
        refused=refused,
        reason=_reason(finding.tested, wording, p, least_n) if refused else "",
        tested=replace(finding.tested, said=finding.tested.said + _correction(finding.tested.p, p)),
    )


def _wording(tested: Tested, p: float | None, least_n: int) -> Wording:
    if not tested.said:
        return FACT
    if tested.n_min < least_n:
        return "样本不足"
    if tested.unsure:
        return UNSURE
    return word_for(p, tested.n_min, tested.effect)


def _reason(tested: Tested, wording: str, p: float | None, least_n: int) -> str:
    if wording == "样本不足":
        return f"比较的一组只有 {tested.n_min}，不到 {least_n}，不作比较"
    if wording == UNSURE:
        return f"95% 区间 {tested.interval} 包含 0，效果无法确认"
    return f"{p_said(tested.p)}{_correction(tested.p, p)}，这样的差异可能只是偶然"


def _correction(own: float | None, p: float | None) -> str:
    if own is None or p is None or p_said(own) == p_said(p):
        return ""
    return f"，多重比较校正后 {p_said(p)}"


def p_said(p: float | None) -> str:
    """Return a p-value with two decimals, three where two would hide which side of 0.05 it is."""
    if p is None:
        return "p 无法计算"
    if p < 0.001:
        return "p<0.001"
    return f"p={p:.2f}" if p >= 0.1 else f"p={p:.3f}"
