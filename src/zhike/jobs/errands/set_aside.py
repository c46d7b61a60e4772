"""Put customers aside as invalid: those a rule doubts, or some by their numbers."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.find_invalid import run as find_invalid
from zhike.records.customer.named import named_by_outside_id, named_for
from zhike.records.entry.aside import set_aside
from zhike.words.problem import Refused

SAID = "放进无效"


def run(
    errand: Errand, *, rule: str = "", numbers: Sequence[str] = (), why: str = "",
    check: bool = False,
) -> Answer:  # fmt: skip
    """Return `customers` (id, name, why) that went, or with `check` would go; S0-14.

    A rule's customers go with its sentence; those named by number need `why`. Refused where
    nobody is found or one is not the asker's.
    """
    whys = _doubted(errand, rule) if rule else _named(errand, numbers, why)
    named = named_for(errand.viewer, whys)
    told = [
        {"id": named[one].number, "name": named[one].name, "why": said}
        for one, said in whys.items()
        if one in named
    ]
    if not check:
        set_aside(errand.viewer, whys, rule=rule, at=errand.at)
    return {"rule": rule, "customers": told}


def _doubted(errand: Errand, name: str) -> dict[int, str]:
    """Return whom a rule, by its id or its name, doubts now, with the sentence of each."""
    rules = find_invalid(errand)["rules"]
    rule = next((one for one in rules if name == one["id"]), None)
    if rule is None:
        known = "、".join(f"{one['id']}（{one['said']}）" for one in rules)
        raise Refused(_("没有规则“%(name)s”，可以写：%(known)s。") % {"name": name, "known": known})
    found: dict[int, str] = rule["found"]
    if not found:
        raise Refused(_("规则“%(rule)s”现在没有找到客户。") % {"rule": rule["said"]})
    return found


def _named(errand: Errand, numbers: Sequence[str], why: str) -> dict[int, str]:
    known = named_by_outside_id(errand.viewer, numbers)
    missing = [number for number in numbers if number not in known]
    if missing:
        raise Refused(
            _("没有编号为 %(missing)s 的客户，或它不在您的范围内。")
            % {"missing": _("、").join(missing)}
        )
    return dict.fromkeys((known[number].id for number in numbers), why)
