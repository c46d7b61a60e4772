"""Merge what proven rules found, where the team lets them: told to people, undone as one."""

from zhike.access.viewer import viewer_for
from zhike.jobs.errand import Errand
from zhike.jobs.merging import merge_all
from zhike.records.merge_round.candidates import found_for
from zhike.records.merge_round.changes import open_round
from zhike.records.merge_round.lookups import owners_of, taken_back
from zhike.records.merge_round.reviews import records_of
from zhike.records.merge_round.unattended import unattended_rules
from zhike.records.notice.changes import tell
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


def merge_proven(errand: Errand) -> list[int]:
    """Merge by each rule that may act alone, with the rights of who let it; returns the rounds."""
    return [one for rule, by in unattended_rules() if (one := _by_rule(errand, rule, by))]


def _by_rule(errand: Errand, rule: str, by: int) -> int | None:
    """Merge what one rule found; returns the round, None when there was nothing or no right."""
    (record,) = records_of([rule])
    if not record.is_proven:
        said = f"规则“{rule}”的审核记录不再达到要求，没有自动合并。请重新审核或关闭。"
        tell(by, said, link="/clean/same/rules/", about=f"unattended:{rule}", at=errand.at)
        return None
    try:
        viewer = viewer_for(by)
        undone = taken_back()
        found = found_for(viewer, rule)
        groups = [group for group in found if frozenset(group.ids) not in undone]
        opened = open_round(viewer, rule, groups, size=0, at=errand.at) if groups else None
    except Refused:  # the account is closed or may not merge any more
        return None
    return _merged(errand, viewer, opened) if opened else None


def _merged(errand: Errand, viewer: Viewer, opened: int) -> int:
    """Merge a round nobody looked at, and tell whoever let it and whose customers they are."""
    merged, left = merge_all(errand, viewer, opened)
    about, link = f"merge_round:{opened}", f"/clean/same/rounds/{opened}/"
    said = f"自动合并了 {merged} 组重复客户" + (f"，{len(left)} 组没有合并" if left else "")
    tell(viewer.account_id, f"{said}，可以整批撤销。", link=link, about=about, at=errand.at)
    for owner, names in owners_of(opened).items():
        if owner != viewer.account_id:
            named = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
            told = f"您的客户{named}有重复记录，已自动合并（{len(names)} 家）。"
            tell(owner, told, link="/customers/", at=errand.at)
    return opened
