"""Merge what a rule found, once a sample of it was looked at and found right."""

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.merging import merge_all
from zhike.jobs.notices import when_long

SAID = "按规则合并"


def run(errand: Errand, *, round: int) -> Answer:
    """Merge a round's groups, each as a merge of its own; the round is undone as one."""
    merged, left = merge_all(errand, errand.viewer, round)
    said = f"已按规则合并 {merged} 组" + (f"，{len(left)} 组没有合并" if left else "")
    link = f"/clean/same/rounds/{round}/"
    when_long(errand, said, link=link, about=f"merge_round:{round}")
    return {"round": round, "merged": merged, "left": left}
