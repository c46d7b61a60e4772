"""Begin a round over the groups a rule found, or only say what it would merge."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.matching import matched
from zhike.records.customer.named import named_for
from zhike.records.merge_round.candidates import SURE, found_for
from zhike.records.merge_round.changes import open_round
from zhike.records.merge_round.lookups import round_for
from zhike.records.merge_round.reviews import records_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

SAID = "按规则开一批合并"


def run(errand: Errand, *, rule: str, size: int = 30, check: bool = False) -> Answer:
    """Return the `round` (None with `check`), its `state`, how many `groups`, the `record` of the
    rule's reviews and the `sample` to look at: places with the customers of each group.

    With `check` the sample is the first groups, most money first, and nothing is opened.
    """
    _insist_known(rule)
    matched(errand)
    found = found_for(errand.viewer, rule)
    (record,) = records_of([rule])
    told: Answer = {
        "rule": rule, "round": None, "state": "", "groups": len(found),
        "record": {"right": record.right, "n": record.n, "least": record.low,
                   "proven": record.is_proven},
    }  # fmt: skip
    if check:
        return told | {
            "sample": _shown(errand.viewer, dict(enumerate(g.ids for g in found[:size])))
        }
    row = round_for(errand.viewer, open_round(errand.viewer, rule, found, size=size, at=errand.at))
    drawn = {place: row.groups[place] for place in row.sample}
    return told | {
        "round": row.id,
        "state": row.state,
        "groups": len(row.groups),
        "sample": _shown(errand.viewer, drawn),
    }


def _insist_known(rule: str) -> None:
    own = [one.name for one in active_playbook().same_rules if one.is_same and not one.retired]
    if rule not in (*own, SURE):
        known = _("、").join((*own, SURE))
        raise Refused(
            _("没有合并规则“%(rule)s”，可以写：%(known)s。") % {"rule": rule, "known": known}
        )


def _shown(viewer: Viewer, groups: Mapping[int, Sequence[int]]) -> list[dict[str, Any]]:
    names = named_for(viewer, {one for ids in groups.values() for one in ids})
    return [
        {
            "place": place,
            "customers": [{"id": names[one].number, "name": names[one].name}
                          for one in ids if one in names],
        }
        for place, ids in groups.items()
    ]  # fmt: skip
